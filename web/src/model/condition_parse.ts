// Reads the condition language: a descent over the tokens, with the server's faults at the server's
// places. What stands left and right of an operator is read in condition_operands.ts.
import {
  ConditionFault,
  hasOrder,
  isTextKind,
  type Comparison,
  type Condition,
  type ConditionCatalogue,
  type ConditionEntity,
  type LiteralTerm,
  type TimeTerm,
} from './condition'
import { lexCondition } from './condition_lex'
import { OperandReader, type Left } from './condition_operands'

const maxBytes = 8192
const maxDepth = 32
const maxNodes = 500

const symbols: Record<string, Comparison> = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
}

/** The tree; throws a ConditionFault that says where it cannot be read. */
export function parseCondition(
  text: string,
  entity: ConditionEntity,
  catalogue: ConditionCatalogue,
): Condition {
  if (new TextEncoder().encode(text).length > maxBytes)
    throw new ConditionFault('condition_too_long', 1, { limit: String(maxBytes) })
  const tokens = lexCondition(text)
  if (tokens.length === 1) throw new ConditionFault('condition_empty', 1)
  return new ConditionParser(tokens, entity, catalogue).run()
}

/** The same for a text that may be anything: null when it cannot be read. */
export function readCondition(
  text: string | undefined,
  entity: ConditionEntity,
  catalogue: ConditionCatalogue,
): Condition | null {
  try {
    return text?.trim() ? parseCondition(text, entity, catalogue) : { op: 'constant', truth: true }
  } catch (error) {
    if (error instanceof ConditionFault) return null
    throw error
  }
}

class ConditionParser extends OperandReader {
  private depth = 0
  private nodes = 0

  run(): Condition {
    const condition = this.anyOf()
    if (this.now.kind !== 'end') throw this.unexpected()
    return condition
  }

  protected anyOf(): Condition {
    return this.joined('any', 'or', () => this.joined('all', 'and', () => this.negation()))
  }

  /** a and (b and c) is a and b and c: one list, whatever the brackets. */
  private joined(op: 'all' | 'any', word: string, part: () => Condition): Condition {
    const parts: Condition[] = []
    do {
      const one = part()
      if (one.op === op) parts.push(...one.parts)
      else parts.push(one)
    } while (this.takeWord(word))
    if (parts.length === 1) return parts[0]!
    this.node()
    return { op, parts }
  }

  private negation(): Condition {
    if (!this.says('not')) return this.primary()
    this.deeper()
    this.take()
    this.node()
    const part = this.negation()
    this.depth--
    return { op: 'negate', part }
  }

  private primary(): Condition {
    if (!this.is('(')) return this.comparison()
    this.deeper()
    this.take()
    const inner = this.anyOf()
    this.need(')')
    this.depth--
    return inner
  }

  private comparison(): Condition {
    this.node()
    if (this.says('true') || this.says('false'))
      return { op: 'constant', truth: this.take().text.toLowerCase() === 'true' }
    if (this.says('changed') && this.ahead().text === '(') return this.change()
    const left = this.leftSide()
    if (this.takeWord('is')) return this.emptiness(left)
    if (this.says('not') && this.says('in', this.ahead())) {
      this.take()
      return { op: 'negate', part: this.membership(left) }
    }
    if (this.says('in')) return this.membership(left)
    if (this.says('contains')) return this.textSearch(left, 'contains', 'contains')
    if (this.says('starts')) return this.textSearch(left, 'starts_with', 'starts with')
    const op = this.now.kind === 'symbol' ? symbols[this.now.text] : undefined
    if (op) return this.ordering(left, op)
    if (left.term.type !== 'boolean') throw this.unexpected()
    // "active" alone is "active = true"
    return { op: 'eq', left: left.term, right: { kind: 'literal', type: 'boolean', value: true } }
  }

  /** changed(stage, amount) since MOMENT */
  private change(): Condition {
    const word = this.take()
    if (this.isInCount) throw this.beyondCount(word.position, 'changed')
    const fields: string[] = []
    this.need('(')
    do {
      if (this.now.kind !== 'word') throw this.unexpected()
      const name = this.take()
      const field = this.openField(this.entity, name)
      if (field.audited === false)
        throw new ConditionFault('condition_not_journaled', name.position, { name: name.text })
      this.node()
      if (!fields.includes(field.key)) fields.push(field.key)
    } while (this.takeSymbol(','))
    this.need(')')
    if (!this.takeWord('since')) throw this.unexpected()
    return { op: 'changed', fields, since: this.timeTerm() as TimeTerm | LiteralTerm }
  }

  private emptiness({ term, name }: Left): Condition {
    const isNegated = this.takeWord('not')
    if (!this.says('empty')) throw this.unexpected()
    if (term.kind !== 'field') throw this.wrongOperator(this.now.position, 'is empty', name)
    this.take()
    const empty: Condition = { op: 'empty', left: term }
    return isNegated ? { op: 'negate', part: empty } : empty
  }

  private membership(left: Left): Condition {
    if (left.term.type === 'json') throw this.wrongOperator(this.now.position, 'in', left.name)
    this.take()
    if (this.says('my_teams')) {
      if (left.target !== 'team') throw this.wrongType(left)
      this.take()
      return { op: 'in', left: left.term, list: [{ kind: 'my_teams', type: 'link' }] }
    }
    this.need('(')
    if (this.is(')')) throw new ConditionFault('condition_empty_list', this.now.position)
    const list = []
    do {
      this.node()
      list.push(this.rightSide(left))
    } while (this.takeSymbol(','))
    this.need(')')
    return { op: 'in', left: left.term, list }
  }

  private textSearch(left: Left, op: 'contains' | 'starts_with', word: string): Condition {
    const { position } = this.take()
    if (op === 'starts_with' && !this.takeWord('with')) throw this.unexpected()
    if (!isTextKind(left.term.type) || left.term.kind !== 'field')
      throw this.wrongOperator(position, word, left.name)
    if (this.now.kind !== 'text') {
      if (this.now.kind !== 'word') throw this.unexpected()
      throw new ConditionFault('condition_text_unquoted', this.now.position, {
        name: this.now.text,
      })
    }
    return { op, left: left.term, right: this.rightSide(left) as LiteralTerm }
  }

  private ordering(left: Left, op: Comparison): Condition {
    const symbol = this.take()
    const isEquality = op === 'eq' || op === 'ne'
    if (left.term.type === 'json' || (!isEquality && !hasOrder(left.term.type)))
      throw this.wrongOperator(symbol.position, symbol.text, left.name)
    return { op, left: left.term, right: this.rightSide(left) }
  }

  private deeper() {
    if (++this.depth > maxDepth)
      throw new ConditionFault('condition_too_deep', this.now.position, {
        limit: String(maxDepth),
      })
  }

  private node() {
    if (++this.nodes > maxNodes)
      throw new ConditionFault('condition_too_large', this.now.position, {
        limit: String(maxNodes),
      })
  }
}

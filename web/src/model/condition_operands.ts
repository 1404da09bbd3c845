// What stands left and right of a condition's operator.
import {
  ConditionFault,
  isCurrency,
  isTextKind,
  kindOf,
  minorDigits,
  openMoneyDigits,
  targetOf,
  type Condition,
  type ConditionCatalogue,
  type ConditionEntity,
  type ConditionField,
  type LeftTerm,
  type Term,
  type Unit,
} from './condition'
import { says, type Token } from './condition_lex'
import { parseDay, parseMoment, showMomentOf } from './condition_time'
import { nearest } from './nearest'
import type { FieldKind } from './types'

/** What stands left of an operator: the term, and what can be said to a person about it. */
export interface Left {
  term: LeftTerm
  /** Null for a count. */
  field: ConditionField | null
  /** Entity a link leads to. */
  target: string
  /** As written. */
  name: string
}

const maxUnits: Record<Unit, number> = {
  minutes: 52_596_000,
  hours: 876_600,
  days: 36_525,
  weeks: 5_218,
  months: 1_200,
}
const unitOf = (word: string): Unit | undefined => {
  const lower = word.toLowerCase()
  const unit = (lower.endsWith('s') ? lower : `${lower}s`) as Unit
  return unit in maxUnits ? unit : undefined
}

const examples: Partial<Record<FieldKind, string>> = {
  integer: '10',
  decimal: '2.5',
  boolean: 'true, false',
  money: '1000, 1000 EUR',
  day: '2026-03-02, today, now',
  moment: '2026-03-02, today, now',
  choice: '…',
  link: '101, me',
}

const comparable = (a: FieldKind, b: FieldKind) => a === b || (isTextKind(a) && isTextKind(b))
const isOpen = (field: ConditionField) => !field.secret && !field.hidden
const maxInteger = 2n ** 63n

export abstract class OperandReader {
  private at = 0
  protected isInCount = false

  constructor(
    private readonly tokens: Token[],
    /** Whose fields are spoken of; the child's inside a count. */
    protected entity: ConditionEntity,
    private readonly catalogue: ConditionCatalogue,
  ) {}

  protected abstract anyOf(): Condition

  protected get now(): Token {
    return this.tokens[this.at]!
  }
  protected ahead(n = 1): Token {
    return this.tokens[Math.min(this.at + n, this.tokens.length - 1)]!
  }
  protected take(): Token {
    return this.at + 1 < this.tokens.length ? this.tokens[this.at++]! : this.now
  }
  protected is(symbol: string, token = this.now): boolean {
    return token.kind === 'symbol' && token.text === symbol
  }
  protected says(word: string, token = this.now): boolean {
    return says(token, word)
  }
  protected takeSymbol(symbol: string): boolean {
    const isThere = this.is(symbol)
    if (isThere) this.take()
    return isThere
  }
  protected takeWord(word: string): boolean {
    const isThere = this.says(word)
    if (isThere) this.take()
    return isThere
  }
  protected need(symbol: string) {
    if (!this.takeSymbol(symbol)) throw this.unexpected()
  }

  // --- faults ------------------------------------------------------------------------------------

  protected unexpected(): ConditionFault {
    const { kind, position, text } = this.now
    return kind === 'end'
      ? new ConditionFault('condition_incomplete', position)
      : new ConditionFault('condition_unexpected', position, { found: text })
  }
  protected wrongOperator(position: number, operator: string, name: string) {
    return new ConditionFault('condition_wrong_operator', position, { operator, name })
  }
  protected wrongType(left: Left) {
    const linked = this.catalogue.entities.find(({ key }) => key === left.target)
    // A name for a record: owner = "Eva" means its name, one link up.
    if (
      this.now.kind === 'text' &&
      !left.name.includes('.') &&
      linked?.fields.some(({ key }) => key === 'name')
    )
      return new ConditionFault('condition_link_not_text', this.now.position, {
        name: left.name,
        found: this.now.text,
        way: `${left.name}.name`,
      })
    return new ConditionFault('condition_wrong_type', this.now.position, {
      name: left.name,
      found: this.now.text,
      expected: examples[left.term.type] ?? '"…"',
    })
  }
  protected beyondCount(position: number, name: string) {
    return new ConditionFault('condition_beyond_count', position, { name })
  }

  // --- left --------------------------------------------------------------------------------------

  protected openField(entity: ConditionEntity, token: Token): ConditionField {
    const field = this.fieldNamed(entity, token.text)
    if (field && isOpen(field)) return field
    const known = entity.fields.filter(isOpen).map(({ key }) => key)
    throw new ConditionFault('condition_unknown_field', token.position, {
      name: token.text,
      entity: entity.key,
      suggestion: nearest(token.text, known),
    })
  }
  private fieldNamed(entity: ConditionEntity, key: string) {
    return entity.fields.find((field) => field.key === key)
  }

  protected leftSide(): Left {
    if (this.now.kind !== 'word') throw this.unexpected()
    if (this.says('count') && this.is('(', this.ahead())) return this.count()
    return this.path()
  }

  /** A field of the record, or of a record it links to: owner.team */
  private path(): Left {
    const first = this.take()
    const own = this.openField(this.entity, first)
    if (!this.is('.')) return this.leftOf(this.entity, own, null, first.text)
    const owner = this.catalogue.entities.find(({ key }) => key === targetOf(this.entity, own))
    if (own.key === 'id' || !owner)
      throw new ConditionFault('condition_not_a_link', first.position, { name: first.text })
    this.take()
    if (this.isInCount) throw this.beyondCount(first.position, `${first.text}.`)
    if (this.now.kind !== 'word') throw this.unexpected()
    const second = this.take()
    const name = `${first.text}.${second.text}`
    const left = this.leftOf(owner, this.openField(owner, second), own.key, name)
    if (this.is('.')) throw new ConditionFault('condition_two_links', this.now.position, { name })
    return left
  }
  private leftOf(
    owner: ConditionEntity,
    field: ConditionField,
    via: string | null,
    name: string,
  ): Left {
    const term = { kind: 'field', type: kindOf(field), field: field.key, via } as const
    return { term, field, target: targetOf(owner, field), name }
  }

  /** count(activities), count(opportunities via partner where stage != lost) */
  private count(): Left {
    const word = this.take()
    if (this.isInCount) throw new ConditionFault('condition_count_in_count', word.position)
    this.need('(')
    if (this.now.kind !== 'word') throw this.unexpected()
    const plural = this.take()
    const children = this.catalogue.entities.filter(
      (child) =>
        linksTo(child, this.entity.key).length > 0 && (!child.system || this.entity.system),
    )
    const child = children.find((one) => one.plural === plural.text)
    if (!child)
      throw new ConditionFault('condition_unknown_children', plural.position, {
        name: plural.text,
        entity: this.entity.key,
        suggestion: nearest(
          plural.text,
          children.map((one) => one.plural),
        ),
      })
    const link = this.childLink(child, plural.position)
    const where = this.takeWord('where') ? this.whereOf(child) : null
    this.need(')')
    return {
      term: { kind: 'count', type: 'integer', child: child.key, plural: child.plural, link, where },
      field: null,
      target: '',
      name: `count(${plural.text})`,
    }
  }

  private whereOf(child: ConditionEntity): Condition {
    const outer = this.entity
    this.entity = child
    this.isInCount = true
    const where = this.anyOf()
    this.isInCount = false
    this.entity = outer
    return where
  }

  /** As `via` says, else the only link, else the one named like this entity. */
  private childLink(child: ConditionEntity, childPosition: number): string {
    const names = linksTo(child, this.entity.key)
      .filter(isOpen)
      .map(({ key }) => key)
    const isSaid = this.takeWord('via')
    if (isSaid && this.now.kind !== 'word') throw this.unexpected()
    const position = isSaid ? this.now.position : childPosition
    const wanted = isSaid ? this.take().text : this.entity.key
    if (!isSaid && names.length === 1) return names[0]!
    if (names.includes(wanted)) return wanted
    throw new ConditionFault('condition_which_link', position, {
      name: child.plural,
      suggestion: nearest(wanted, names),
    })
  }

  // --- right -------------------------------------------------------------------------------------

  protected rightSide(left: Left): Term {
    switch (left.term.type) {
      case 'choice':
        return this.choiceRight(left)
      case 'link':
        return this.linkRight(left)
      case 'boolean':
        return this.truthRight(left)
      case 'integer':
      case 'decimal':
        return this.numberRight(left, left.term.type)
      case 'money':
        return this.moneyRight(left)
      case 'day':
      case 'moment':
        return this.timeRight(left)
      default:
        return this.textRight(left)
    }
  }

  /** Another field of the same type, of this record or one link up. */
  private fieldRight(left: Left): Term {
    if (this.now.kind === 'end') throw this.unexpected()
    if (this.now.kind !== 'word') throw this.wrongType(left)
    const start = this.at
    const other = this.path()
    if (comparable(left.term.type, other.term.type) && left.target === other.target)
      return other.term
    this.at = start
    throw this.wrongType(left)
  }

  private textRight(left: Left): Term {
    const { kind, text, position } = this.now
    if (kind === 'word') {
      if (this.fieldNamed(this.entity, text)) return this.fieldRight(left)
      throw new ConditionFault('condition_text_unquoted', position, { name: text })
    }
    if (kind === 'end') throw this.unexpected()
    if (kind !== 'text') throw this.wrongType(left)
    if (text === '') throw new ConditionFault('condition_empty_text', position)
    return { kind: 'literal', type: 'text', value: this.take().text }
  }

  /** A key of the field's choices comes before any other meaning a word may have. */
  private choiceRight(left: Left): Term {
    const { kind, text, position } = this.now
    if (kind === 'end') throw this.unexpected()
    if (kind !== 'word' && kind !== 'text' && kind !== 'number') throw this.wrongType(left)
    const choices = left.field?.choices ?? []
    if (choices.some(({ key }) => key === text) && !this.is('.', this.ahead()))
      return { kind: 'literal', type: 'choice', value: this.take().text }
    if (kind === 'word' && (this.fieldNamed(this.entity, text) || this.is('.', this.ahead())))
      return this.fieldRight(left)
    throw new ConditionFault('condition_unknown_choice', position, {
      name: text,
      field: left.name,
      suggestion: nearest(
        text,
        choices.map(({ key }) => key),
      ),
    })
  }

  private linkRight(left: Left): Term {
    if (this.says('me') && !this.fieldNamed(this.entity, this.now.text)) {
      const isTeam = this.is('.', this.ahead())
      if (left.target !== (isTeam ? 'team' : 'user')) throw this.wrongType(left)
      this.take()
      if (!isTeam) return { kind: 'me', type: 'link' }
      this.take()
      if (!this.takeWord('team')) throw this.unexpected()
      return { kind: 'my_team', type: 'link' }
    }
    if (this.now.kind !== 'number') return this.fieldRight(left)
    const id = this.now.text
    if (!/^[1-9]\d*$/.test(id) || BigInt(id) >= maxInteger) throw this.wrongType(left)
    this.take()
    return { kind: 'literal', type: 'link', value: id }
  }

  private truthRight(left: Left): Term {
    if (!this.says('true') && !this.says('false')) return this.fieldRight(left)
    const value = this.take().text.toLowerCase() === 'true'
    return { kind: 'literal', type: 'boolean', value }
  }

  private numberRight(left: Left, type: 'integer' | 'decimal'): Term {
    if (this.now.kind !== 'number' && !this.is('-')) return this.fieldRight(left)
    return { kind: 'literal', type, value: this.decimal(type === 'decimal' ? 6 : 0) }
  }

  /** 10000, 10000.50, 10000 EUR */
  private moneyRight(left: Left): Term {
    if (this.now.kind !== 'number' && !this.is('-')) return this.fieldRight(left)
    const after = this.ahead(this.is('-') ? 2 : 1)
    if (after.kind !== 'word' || this.says('and', after) || this.says('or', after)) {
      const value = { amount: this.decimal(openMoneyDigits), currency: null }
      return { kind: 'literal', type: 'money', value }
    }
    const currency = after.text.toUpperCase()
    if (!isCurrency(currency))
      throw new ConditionFault('condition_unknown_currency', after.position, { name: after.text })
    const value = { amount: this.decimal(minorDigits(currency)), currency }
    this.take()
    return { kind: 'literal', type: 'money', value }
  }

  private timeRight(left: Left): Term {
    const isLiteral = this.now.kind === 'day' || this.now.kind === 'moment'
    const isRelative = ['now', 'today', 'started'].some((word) => this.says(word))
    if (isLiteral || (isRelative && !this.fieldNamed(this.entity, this.now.text)))
      return this.timeTerm()
    return this.fieldRight(left)
  }

  /** A day, a moment, now / today / started and what is added to it. */
  protected timeTerm(): Term {
    const { kind, text, position } = this.now
    if (kind === 'day' || kind === 'moment') {
      const moment = kind === 'moment' ? parseMoment(text) : null
      if (kind === 'day' ? parseDay(text) === null : moment === null)
        throw new ConditionFault('condition_bad_day', position, { name: text })
      this.take()
      return { kind: 'literal', type: kind, value: moment === null ? text : showMomentOf(moment) }
    }
    const word = (['now', 'today', 'started'] as const).find((one) => this.says(one))
    if (!word) throw this.unexpected()
    this.take()
    const type = word === 'today' ? 'day' : 'moment'
    return { kind: word, type, ...this.offset(type) }
  }

  /** + 30 days */
  private offset(type: 'day' | 'moment'): { offset: number; unit: Unit } {
    const isBack = this.is('-')
    if (!isBack && !this.is('+')) return { offset: 0, unit: 'days' }
    this.take()
    const number = this.now
    if (number.kind !== 'number') throw this.unexpected()
    this.take()
    const word = this.now
    if (word.kind !== 'word') throw this.unexpected()
    const unit = unitOf(word.text)
    if (!unit)
      throw new ConditionFault('condition_unknown_unit', word.position, { name: word.text })
    if (type === 'day' && (unit === 'minutes' || unit === 'hours'))
      throw new ConditionFault('condition_unit_of_day', word.position, { name: word.text })
    if (number.text.includes('.'))
      throw new ConditionFault('condition_unexpected', number.position, { found: number.text })
    const n = Number(number.text)
    if (n > maxUnits[unit])
      throw new ConditionFault('condition_offset_too_large', number.position, {
        limit: String(maxUnits[unit]),
        name: word.text,
      })
    this.take()
    return n === 0 ? { offset: 0, unit: 'days' } : { offset: isBack ? -n : n, unit }
  }

  /** A number with at most `digits` digits behind the point, without needless zeros. */
  private decimal(digits: number): string {
    const { position } = this.now
    const isNegative = this.takeSymbol('-')
    if (this.now.kind !== 'number') throw this.unexpected()
    const { text } = this.take()
    const [whole = '', fraction = ''] = text.split('.')
    const behind = fraction.replace(/0+$/, '')
    if (behind.length > digits)
      throw new ConditionFault('condition_too_precise', position, {
        name: text,
        limit: String(digits),
      })
    const scaled = BigInt(whole + behind.padEnd(digits, '0')) * (isNegative ? -1n : 1n)
    if (scaled >= maxInteger || scaled < -maxInteger)
      throw new ConditionFault('condition_number_out_of_range', position, { name: text })
    const plain = whole.replace(/^0+(?=\d)/, '') + (behind && `.${behind}`)
    return isNegative && scaled !== 0n ? `-${plain}` : plain
  }
}

/** By which fields records of `child` hang on that entity; who made a record does not own it. */
const linksTo = (child: ConditionEntity, key: string) =>
  child.fields.filter(
    (field) => field.kind === 'link' && field.link === key && field.key !== 'created_by',
  )

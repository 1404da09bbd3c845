// A condition as its one canonical text; read again it gives an equal tree.
import type { Comparison, Condition, Literal, LiteralTerm, Term, TimeTerm } from './condition'

const symbols: Record<Comparison, string> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}

/** A count names its link unless the link is named like the entity, whose key is asked for. */
export function printCondition(condition: Condition, entity: string): string {
  switch (condition.op) {
    case 'constant':
      return String(condition.truth)
    case 'all':
    case 'any':
      return joined(condition.op, condition.parts, entity)
    case 'negate':
      return negated(condition.part, entity)
    case 'in':
      return `${printTerm(condition.left, entity)} ${membership(condition.list, entity)}`
    case 'empty':
      return `${printTerm(condition.left, entity)} is empty`
    case 'changed':
      return `changed(${condition.fields.join(', ')}) since ${printTerm(condition.since, entity)}`
    case 'contains':
    case 'starts_with':
      return [condition.left, condition.right]
        .map((term) => printTerm(term, entity))
        .join(condition.op === 'contains' ? ' contains ' : ' starts with ')
    default:
      return [
        printTerm(condition.left, entity),
        symbols[condition.op],
        printTerm(condition.right, entity),
      ].join(' ')
  }
}

/** Brackets where a part stands inside something that binds as tightly or tighter. */
function joined(op: 'all' | 'any', parts: Condition[], entity: string): string {
  const texts = parts.map((part) => {
    const isLoose = part.op === 'any' || part.op === 'all'
    const text = printCondition(part, entity)
    return isLoose && (op === 'all' || part.op === 'any') ? `(${text})` : text
  })
  return texts.join(op === 'all' ? ' and ' : ' or ')
}

function negated(part: Condition, entity: string): string {
  if (part.op === 'empty') return `${printTerm(part.left, entity)} is not empty`
  if (part.op === 'in')
    return `${printTerm(part.left, entity)} not ${membership(part.list, entity)}`
  const text = printCondition(part, entity)
  return part.op === 'any' || part.op === 'all' ? `not (${text})` : `not ${text}`
}

const membership = (list: Term[], entity: string) =>
  list[0]?.kind === 'my_teams'
    ? 'in my_teams'
    : `in (${list.map((term) => printTerm(term, entity)).join(', ')})`

export function printTerm(term: Term, entity: string): string {
  switch (term.kind) {
    case 'literal':
      return printLiteral(term)
    case 'field':
      return term.via === null ? term.field : `${term.via}.${term.field}`
    case 'count': {
      const via = term.link === entity ? '' : ` via ${term.link}`
      const where = term.where ? ` where ${printCondition(term.where, term.child)}` : ''
      return `count(${term.plural}${via}${where})`
    }
    case 'me':
      return 'me'
    case 'my_team':
      return 'me.team'
    case 'my_teams':
      return 'my_teams'
    default:
      return printTime(term)
  }
}

function printTime({ kind, offset, unit }: TimeTerm): string {
  if (offset === 0) return kind
  const size = Math.abs(offset)
  return `${kind} ${offset < 0 ? '-' : '+'} ${size} ${size === 1 ? unit.slice(0, -1) : unit}`
}

const escapes: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
/** A text as the language of conditions takes it. */
export const quoted = (text: string) => `"${text.replace(/["\\\n\r\t]/g, (c) => escapes[c]!)}"`

function printLiteral({ type, value }: LiteralTerm): string {
  if (type === 'choice') return /^\w+$/.test(String(value)) ? String(value) : quoted(String(value))
  if (type === 'text') return quoted(String(value))
  return printPlain(value)
}
function printPlain(value: Literal): string {
  if (typeof value !== 'object') return String(value)
  return value.currency === null ? value.amount : `${value.amount} ${value.currency}`
}

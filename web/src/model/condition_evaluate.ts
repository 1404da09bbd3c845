// Answers a condition that speaks of a record's own fields alone (isLocal), as the server would.
import {
  isTextKind,
  type Comparison,
  type Condition,
  type LiteralTerm,
  type MoneyLiteral,
  type Term,
  type TimeTerm,
} from './condition'
import {
  addMonths,
  parseDay,
  parseMoment,
  toLocal,
  toUtc,
  usPerDay,
  type LocalTime,
} from './condition_time'
import type { FieldKind, RateNow, Value, Values } from './types'

/** What a condition may speak of besides the record. */
export interface ConditionContext {
  /** Microseconds since 1970. */
  now: bigint
  /** IANA: where `today` and a day's begin are. */
  timeZone: string
  me: string | null
  myTeam: string | null
  /** His team and all below it. */
  myTeams: string[]
  started: bigint | null
  /** The company's currency and what others are worth in it today; without it only amounts of one currency compare. */
  money?: { currency: string; rates: RateNow[] }
}

type Op = Comparison | 'contains' | 'starts_with'

export function evaluate(condition: Condition, record: Values, context: ConditionContext): boolean {
  switch (condition.op) {
    case 'constant':
      return condition.truth
    case 'all':
      return condition.parts.every((part) => evaluate(part, record, context))
    case 'any':
      return condition.parts.some((part) => evaluate(part, record, context))
    case 'negate':
      return !evaluate(condition.part, record, context)
    case 'empty':
      return countsAsEmpty(valueOf(condition.left, record))
    case 'ne':
      return !meets('eq', condition.left, condition.right, record, context)
    case 'in':
      return condition.list[0]?.kind === 'my_teams'
        ? context.myTeams.includes(String(valueOf(condition.left, record)))
        : condition.list.some((term) => meets('eq', condition.left, term, record, context))
    case 'changed':
      throw new Error('the journal is not at hand')
    default:
      return meets(condition.op, condition.left, condition.right, record, context)
  }
}

const countsAsEmpty = (value: Value) => value === null || value === undefined || value === ''

function valueOf(term: Term, record: Values): Value {
  if (term.kind !== 'field' || term.via !== null) throw new Error('other records are not at hand')
  return record[term.field]
}

export const fold = (text: string) => text.normalize('NFC').toLowerCase().normalize('NFC')

function meets(op: Op, left: Term, right: Term, record: Values, context: ConditionContext) {
  const own = valueOf(left, record)
  if (countsAsEmpty(own)) return false
  const type = (left as { type: FieldKind }).type
  if (right.kind === 'field') {
    const other = valueOf(right, record)
    return !countsAsEmpty(other) && valuesMeet(op, type, own, other, context)
  }
  if (type === 'phone' && op === 'eq')
    return samePhone(String(own), String((right as LiteralTerm).value))
  if (isTextKind(type))
    return textsMeet(op, fold(String(own)), fold(String((right as LiteralTerm).value)))
  if (type === 'link') return linkOf(right, context) === String(own)
  if (type === 'moment') {
    const stretch = stretchOf(right as TimeTerm | LiteralTerm, context)
    return !!stretch && inStretch(op, parseMoment(String(own))!, stretch)
  }
  if (type === 'day') {
    const day = dayOf(right as TimeTerm | LiteralTerm, context)
    return day !== null && ordered(op, parseDay(String(own))!, day)
  }
  return valuesMeet(op, type, own, (right as LiteralTerm).value, context)
}

/** However it is typed: blanks, brackets and hyphens do not count. Only the server knows each country's notations. */
function samePhone(own: string, other: string): boolean {
  const keyOf = (typed: string) => (/^\s*\+/.test(typed) ? '+' : '') + typed.replace(/\D/g, '')
  return /\d/.test(own) && keyOf(own) === keyOf(other)
}

/** Two values of one type, neither of them empty. */
function valuesMeet(
  op: Op,
  type: FieldKind,
  own: Value,
  other: Value,
  context: ConditionContext,
): boolean {
  if (isTextKind(type)) return fold(String(own)) === fold(String(other))
  if (type === 'moment') return ordered(op, parseMoment(String(own))!, parseMoment(String(other))!)
  if (type === 'money') return moneyMeets(op, own as MoneyLiteral, other as MoneyLiteral, context)
  if (type === 'integer' || type === 'decimal')
    return ordered(op, scaled(String(own)), scaled(String(other)))
  return ordered(op, String(own), String(other))
}

/** Exactly, as fractions: nothing is rounded. Unknown, thus false, where a currency has no rate. */
function moneyMeets(
  op: Op,
  own: MoneyLiteral,
  other: MoneyLiteral,
  { money }: ConditionContext,
): boolean {
  const currency = other.currency ?? money?.currency
  if (currency === undefined) return false
  if (own.currency === currency) return ordered(op, scaled(own.amount), scaled(other.amount))
  const rateOf = (code: string | null) =>
    code === money?.currency
      ? { rate: '1', per: 1 }
      : money?.rates.find((one) => one.currency === code)
  const [mine, yours] = [rateOf(own.currency), rateOf(currency)]
  if (!mine || !yours) return false
  return ordered(
    op,
    scaled(own.amount) * scaled(mine.rate) * BigInt(yours.per),
    scaled(other.amount) * scaled(yours.rate) * BigInt(mine.per),
  )
}

const digits = 6
/** "1.5" in millionths: no number of the language has more digits. */
function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace(/^-/, '').split('.')
  const size = BigInt(whole + fraction.padEnd(digits, '0'))
  return text.startsWith('-') ? -size : size
}

function textsMeet(op: Op, own: string, other: string): boolean {
  if (op === 'contains') return own.includes(other)
  return op === 'starts_with' ? own.startsWith(other) : own === other
}

function ordered<T extends bigint | number | string>(op: Op, a: T, b: T): boolean {
  switch (op) {
    case 'eq':
      return a === b
    case 'lt':
      return a < b
    case 'le':
      return a <= b
    case 'gt':
      return a > b
    case 'ge':
      return a >= b
    default:
      return false
  }
}

/** A half-open stretch of time: a whole day, or the one microsecond of a moment. */
interface Stretch {
  from: bigint
  to: bigint
}

function inStretch(op: Op, moment: bigint, { from, to }: Stretch): boolean {
  switch (op) {
    case 'eq':
      return moment >= from && moment < to
    case 'lt':
      return moment < from
    case 'le':
      return moment < to
    case 'gt':
      return moment >= to
    case 'ge':
      return moment >= from
    default:
      return false
  }
}

const linkOf = (term: Term, context: ConditionContext): string | null => {
  if (term.kind === 'me') return context.me
  if (term.kind === 'my_team') return context.myTeam
  return term.kind === 'literal' ? String(term.value) : null
}

/** Nothing when it is `started` and nothing has. */
function stretchOf(term: TimeTerm | LiteralTerm, context: ConditionContext): Stretch | null {
  const day = plainDay(term, context)
  if (day !== null) {
    const midnight = (number: number) => toUtc({ day: number, us: 0n }, context.timeZone)
    return { from: midnight(day), to: midnight(day + 1) }
  }
  const from = plainMoment(term, context)
  return from === null ? null : { from, to: from + 1n }
}

function dayOf(term: TimeTerm | LiteralTerm, context: ConditionContext): number | null {
  const day = plainDay(term, context)
  if (day !== null) return day
  const moment = plainMoment(term, context)
  return moment === null ? null : toLocal(moment, context.timeZone).day
}

function plainDay(term: TimeTerm | LiteralTerm, context: ConditionContext): number | null {
  if (term.kind === 'literal') return term.type === 'day' ? parseDay(String(term.value)) : null
  if (term.kind !== 'today') return null
  return addToDay(toLocal(context.now, context.timeZone).day, term)
}

function plainMoment(term: TimeTerm | LiteralTerm, context: ConditionContext): bigint | null {
  if (term.kind === 'literal') return parseMoment(String(term.value))
  const start = term.kind === 'started' ? context.started : context.now
  return start === null ? null : addToMoment(start, term, context.timeZone)
}

function addToDay(day: number, { offset, unit }: TimeTerm): number {
  if (unit === 'months') return addMonths(day, offset)
  return day + offset * (unit === 'weeks' ? 7 : 1)
}

/** Days, weeks and months keep the time of day the wall clock shows; minutes and hours are exact. */
function addToMoment(moment: bigint, term: TimeTerm, zone: string): bigint {
  if (term.offset === 0) return moment
  if (term.unit === 'minutes') return moment + BigInt(term.offset) * (usPerDay / 1440n)
  if (term.unit === 'hours') return moment + BigInt(term.offset) * (usPerDay / 24n)
  const local: LocalTime = toLocal(moment, zone)
  return toUtc({ day: addToDay(local.day, term), us: local.us }, zone)
}

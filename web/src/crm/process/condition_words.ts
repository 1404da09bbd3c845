// A whole condition as a sentence for whoever owns the process, in the reader's language: fields by their names, counts
// as "there is at least one activity that is not planned", and what is said of the moment a promise began.
import { showMoney } from '@/base/money'
import { language, listOf } from '@/base/words'
import { conditionWords as filterWords, labelOf, valueWord } from '@/kit/filter/filter_words'
import { fieldOf } from '@/model/catalogue'
import type {
  Comparison,
  Condition,
  CountTerm,
  FieldTerm,
  LeftTerm,
  LiteralTerm,
  Term,
  TimeTerm,
} from '@/model/condition'
import { readCondition } from '@/model/condition_parse'
import { printTerm } from '@/model/condition_print'
import { filterFieldOf, isSpan, partOf, type FilterOp } from '@/model/filter_parts'
import type { Entity, Field, Included, Model } from '@/model/types'
import { countedWords, howMany } from './count_words'
import { opNames, timeNames, timeOpNames } from './names'
import { t, tn } from './words'

/** What a condition is about, and the names behind its ids. */
export interface Subject {
  entity: Entity
  model: Model
  included: Included
}

export const wordsOfCondition = (condition: Condition, of: Subject): string =>
  said(condition, of, 0)

/** `depth`: how many lists of parts it stands in. */
function said(condition: Condition, of: Subject, depth: number): string {
  const plain = plainly(condition)
  switch (plain.op) {
    case 'constant':
      return t(plain.truth ? 'cond.always' : 'cond.never')
    case 'all':
    case 'any':
      return joined(plain.op, plain.parts, of, depth)
    case 'changed': {
      const names = plain.fields.map((key) => fieldOf(of.entity, key)?.label ?? key)
      const fields = listOf(names, 'disjunction')
      return t('cond.changed', { fields, since: timeWords(plain.since) })
    }
    case 'negate':
      return partOf(plain)
        ? leafWords(plain, of)
        : t('cond.not', { text: said(plain.part, of, depth + 1) })
    default:
      return leafWords(plain, of)
  }
}

/** "Empty or not planned" is "not planned": that holds of an empty field as well. */
export function plainly(condition: Condition): Condition {
  if (condition.op !== 'any') return condition
  const denied = new Set(condition.parts.flatMap((part) => deniedBy(part) ?? []))
  const parts = condition.parts.filter(
    (part) => part.op !== 'empty' || !denied.has(printTerm(part.left, '')),
  )
  return parts.length === 1 ? parts[0]! : { op: 'any', parts }
}
/** The field that a part says is not this or that; null when it says anything else. */
function deniedBy(part: Condition): string | null {
  const isPlain = (term: Term) => term.kind === 'literal'
  if (part.op === 'ne' && isPlain(part.right)) return printTerm(part.left, '')
  const inner = part.op === 'negate' && part.part.op === 'in' ? part.part : null
  return inner?.list.every(isPlain) ? printTerm(inner.left, '') : null
}

const isCount = (part: Condition) => 'left' in part && part.left.kind === 'count'
const isFilled = (part: Condition) => partOf(part)?.op === 'filled'

function joined(op: 'all' | 'any', parts: Condition[], of: Subject, depth: number): string {
  const filled = parts.filter(isFilled)
  const texts: string[] = []
  let isLong = false
  for (const part of parts.map(plainly)) {
    if (isFilled(part)) {
      if (part === filled[0]) texts.push(filledWords(op, filled, of))
      continue
    }
    const isOneThing = !('parts' in part) || part.parts.every(isFilled)
    isLong ||= isCount(part) || 'parts' in part
    const text = said(part, of, depth + 1)
    if (isOneThing) texts.push(text)
    else if (depth > 0) texts.push(t('cond.group', { text }))
    else texts.push(part.op === 'any' ? t('cond.either', { text }) : text)
  }
  if (isLong && depth === 0) return texts.join(t(op === 'all' ? 'cond.and_long' : 'cond.or_long'))
  return texts.join(t(op === 'all' ? 'cond.and' : 'cond.or'))
}

/** "Subject and Result are filled" */
function filledWords(op: 'all' | 'any', parts: Condition[], of: Subject): string {
  const names = parts.map((part) => nameOf(partOf(part)!.path, of))
  const fields = listOf(names, op === 'all' ? 'conjunction' : 'disjunction')
  return tn('cond.filled', op === 'all' ? names.length : 1, { fields })
}

export function nameOf(path: string, of: Subject): string {
  const field = filterFieldOf(of.model, of.entity, path)
  return field ? labelOf(field) : path
}

export type ComparisonCondition = { op: Comparison; left: LeftTerm; right: Term }
const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge']
export const isComparison = (condition: Condition): condition is ComparisonCondition =>
  comparisons.includes(condition.op)

function leafWords(condition: Condition, of: Subject): string {
  const part = partOf(condition)
  const field = part && filterFieldOf(of.model, of.entity, part.path)
  if (part && field) return sentence(part.op, labelOf(field), partValue(condition, of), field.field)
  if (isComparison(condition)) return comparedWords(condition, of)
  if (condition.op === 'in') {
    const values = condition.list.map((term) => termWords(term, of))
    return sentence('one_of', leftWords(condition.left, of), listOf(values, 'disjunction'))
  }
  return filterWords(condition, of.entity, of.model, of.included)
}

/** What a part compares with: "New or Working", "30 days". */
export function partValue(condition: Condition, of: Subject): string {
  const part = partOf(condition)!
  if (isSpan(part.op)) return spanWords(Number(part.values[0]), part.values[1] ?? 'days')
  const field = filterFieldOf(of.model, of.entity, part.path)!.field
  const values = part.values.map((value) => plainValue(value, field, of.included))
  return listOf(values, 'disjunction')
}
function plainValue(value: string, field: Field, included: Included): string {
  const isNumber = ['integer', 'decimal', 'money'].includes(field.kind)
  return isNumber && Number.isFinite(Number(value))
    ? Number(value).toLocaleString(language())
    : valueWord(value, field, included)
}

/** "Amount is at least 10,000" */
function sentence(op: FilterOp, field: string, value: string, of?: Field): string {
  const isTime = of?.kind === 'day' || of?.kind === 'moment'
  const ofTime = isTime && op in timeOpNames ? timeOpNames[op as keyof typeof timeOpNames] : null
  return t(ofTime ?? opNames[op], { field, value, fields: field })
}

function comparedWords({ op, left, right }: ComparisonCondition, of: Subject): string {
  if (left.kind === 'count') {
    const n = right.kind === 'literal' ? Number(right.value) : Number.NaN
    if (!Number.isNaN(n)) return howMany(op, n, left, of)
  }
  const field = left.kind === 'field' ? ownField(left, of) : undefined
  if (isSinceStart(op, right)) return t('cond.since_start', { field: leftWords(left, of) })
  return sentence(op, leftWords(left, of), termWords(right, of), field)
}

/** From the moment on at which the promise began. */
export const isSinceStart = (op: string, right: Term) =>
  op === 'ge' && right.kind === 'started' && right.offset === 0

const ownField = (term: FieldTerm, of: Subject) =>
  filterFieldOf(of.model, of.entity, pathOf(term))?.field
const pathOf = ({ via, field }: FieldTerm) => (via === null ? field : `${via}.${field}`)
const leftWords = (term: LeftTerm, of: Subject): string =>
  term.kind === 'count' ? numberOf(term, of) : nameOf(pathOf(term), of)
const numberOf = (term: CountTerm, of: Subject) =>
  t('cond.number_of', { what: countedWords(term, of, 2) })

function termWords(term: Term, of: Subject): string {
  switch (term.kind) {
    case 'now':
    case 'today':
    case 'started':
      return timeWords(term)
    case 'field':
    case 'count':
      return leftWords(term, of)
    case 'literal':
      return literalWords(term)
    default:
      return valueWord(printTerm(term, of.entity.key), { kind: 'link' } as Field, of.included)
  }
}
function literalWords(term: LiteralTerm): string {
  const { value } = term
  if (typeof value !== 'object') return String(value)
  return value.currency === null
    ? Number(value.amount).toLocaleString(language())
    : showMoney({ amount: value.amount, currency: value.currency })
}

function timeWords(term: TimeTerm | LiteralTerm): string {
  if (term.kind === 'literal') return String(term.value)
  const base = t(timeNames[term.kind])
  if (term.offset === 0) return base
  const span = spanWords(Math.abs(term.offset), term.unit)
  return t(term.offset < 0 ? 'cond.earlier' : 'cond.later', { span, base })
}

/** "30 days", "1 month" */
export const spanWords = (n: number, unit: string) =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: unit.replace(/s$/, ''),
    unitDisplay: 'long',
  }).format(n)

/** What the server puts in its place: that each qualifying question is answered. */
export const questionsAnswered = '{questions}'

/** The words of a text; what cannot be read here stands as it is written. */
export function wordsOfText(text: string, of: Subject): string {
  if (text.trim() === questionsAnswered) return t('cond.questions')
  if (text.trim() === '') return t('cond.missing')
  const tree = readCondition(text, of.entity, of.model)
  return tree ? wordsOfCondition(tree, of) : text
}

// A count in words: "there is at least one activity of kind Call whose Direction is Outgoing and that is not planned".
import { language, listOf } from '@/base/words'
import { entityByKey } from '@/model/catalogue'
import type { Comparison, Condition, CountTerm } from '@/model/condition'
import { partOf, type FilterPart } from '@/model/filter_parts'
import {
  isComparison,
  isSinceStart,
  nameOf,
  partValue,
  plainly,
  spanWords,
  wordsOfCondition,
  type Subject,
} from './condition_words'
import { t, tn } from './words'

/** As one says it: more than 4 is at least 5. */
export function howMany(op: Comparison, n: number, term: CountTerm, of: Subject): string {
  const what = (number: number) => countedWords(term, of, number)
  if (op === 'ge' || op === 'gt') {
    const least = op === 'gt' ? n + 1 : n
    return tn('cond.at_least', least, { what: what(least) })
  }
  if (op === 'lt' || op === 'le') {
    const limit = op === 'le' ? n + 1 : n
    if (limit > 1) return t('cond.fewer', { n: limit, what: what(limit) })
  }
  if (op === 'eq' && n > 0) return tn('cond.exactly', n, { what: what(n) })
  if (op === 'ne' && n > 0) return t('cond.not_exactly', { n, what: what(2) })
  if (op === 'ne') return tn('cond.at_least', 1, { what: what(1) })
  return t('cond.none', { what: what(1) })
}

/** "activity of kind Call that is not planned", of so many. */
export function countedWords(term: CountTerm, of: Subject, n: number): string {
  const child = entityByKey(of.model, term.child)
  if (!child) return term.plural
  const noun = inSentence(n === 1 ? child.label : child.label_plural)
  if (!term.where) return noun
  return t('cond.counted', { noun, which: which(term.where, { ...of, entity: child }, n) })
}

/** An English name in the middle of a sentence; one in capitals stays as it is. */
const inSentence = (label: string) =>
  language() === 'en' && /^\p{Lu}(?!\p{Lu})/u.test(label)
    ? label[0]!.toLowerCase() + label.slice(1)
    : label

/** What happened then is "after the start"; all other moments are said by their names. */
const ownTime = 'happened_at'
/** What a record is. */
const conditions = new Set(['status', 'state', 'stage'])

function which(where: Condition, of: Subject, n: number): string {
  const parts = (where.op === 'all' ? where.parts : [where]).map(plainly)
  const known = parts.map(partOf)
  const ofOp = (op: FilterPart['op']) =>
    known.flatMap((part) => (part?.op === op ? [nameOf(part.path, of)] : []))
  const [filled, empty] = [ofOp('filled'), ofOp('empty')]
  const close = [
    ...parts.flatMap((part) => kindWords(part, of) ?? []),
    ...parts.flatMap((part) => whenWords(part) ?? []),
    ...(filled.length > 0 ? [t('cond.with', { fields: listOf(filled) })] : []),
    ...(empty.length > 0 ? [t('cond.without', { fields: listOf(empty, 'disjunction') })] : []),
  ]
  const isClose = (part: Condition, index: number) =>
    ['filled', 'empty'].includes(known[index]?.op ?? '') ||
    kindWords(part, of) !== null ||
    whenWords(part) !== null
  const loose = parts
    .filter((part, index) => !isClose(part, index))
    .map((part) => looseWords(part, of, n))
  return [close.join(t('cond.which_close')), loose.join(t('cond.which_and'))]
    .filter(Boolean)
    .join(t('cond.which_close'))
}

function kindWords(condition: Condition, of: Subject): string | null {
  const part = partOf(condition)
  const isKind = part?.path === 'kind' && part.op === 'one_of'
  return isKind ? t('cond.of_kind', { value: partValue(condition, of) }) : null
}

function whenWords(condition: Condition): string | null {
  const part = partOf(condition)
  if (part?.path === ownTime) {
    const span = spanWords(Number(part.values[0]), part.values[1] ?? 'days')
    if (part.op === 'last') return t('cond.in_last', { span })
    if (part.op === 'next') return t('cond.in_next', { span })
    return part.op === 'older' ? t('cond.longer_ago', { span }) : null
  }
  if (!isComparison(condition)) return null
  const { left, right, op } = condition
  if (left.kind !== 'field' || left.field !== ownTime || left.via !== null) return null
  if (isSinceStart(op, right)) return t('cond.since_the_start')
  const isAfter = op === 'gt' && right.kind === 'started' && right.offset === 0
  return isAfter ? t('cond.after_the_start') : null
}

function looseWords(condition: Condition, of: Subject, n: number): string {
  const part = partOf(condition)
  if (part && conditions.has(part.path) && (part.op === 'one_of' || part.op === 'none_of')) {
    const value = inSentence(partValue(condition, of))
    return tn(part.op === 'one_of' ? 'cond.that_is' : 'cond.that_is_not', n, { value })
  }
  const text = wordsOfCondition(condition, of)
  const isOne = part !== null || isComparison(condition)
  if (isComparison(condition) && isSinceStart(condition.op, condition.right))
    return t('cond.having', { text })
  return t(isOne ? 'cond.whose' : 'cond.for_which', { text })
}

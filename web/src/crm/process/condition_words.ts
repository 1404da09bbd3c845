// A whole condition in the reader's words: what filters say of one field, and beyond that counts, changes and what is
// said of the moment a promise began.
import { t as common, listOf } from '@/base/words'
import { conditionWords as partWords, labelOf, opWord, unitWord } from '@/kit/filter/filter_words'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type {
  Comparison,
  Condition,
  CountTerm,
  FieldTerm,
  LeftTerm,
  Term,
  TimeTerm,
} from '@/model/condition'
import { readCondition } from '@/model/condition_parse'
import { printTerm } from '@/model/condition_print'
import { filterFieldOf, partOf } from '@/model/filter_parts'
import type { Entity, Included, Model } from '@/model/types'
import { timeNames } from './names'
import { t } from './words'

/** What a condition is about, and the names behind its ids. */
export interface Subject {
  entity: Entity
  model: Model
  included: Included
}

export function wordsOfCondition(condition: Condition, of: Subject): string {
  switch (condition.op) {
    case 'constant':
      return t(condition.truth ? 'cond.always' : 'cond.never')
    case 'all':
    case 'any':
      return joined(condition.op, condition.parts, of)
    case 'changed': {
      const fields = condition.fields.map((key) => fieldOf(of.entity, key)?.label ?? key)
      return t('cond.changed', { fields: listOf(fields), since: timeWords(condition.since) })
    }
    default:
      return leafWords(condition, of)
  }
}

function joined(op: 'all' | 'any', parts: Condition[], of: Subject): string {
  const words = parts.map((part) => {
    const text = wordsOfCondition(part, of)
    return part.op === 'all' || part.op === 'any' ? t('cond.group', { text }) : text
  })
  return words.join(t(op === 'all' ? 'cond.and' : 'cond.or'))
}

function leafWords(condition: Condition, of: Subject): string {
  if (partOf(condition)) return partWords(condition, of.entity, of.model, of.included)
  if (condition.op === 'negate')
    return t('cond.not', { text: wordsOfCondition(condition.part, of) })
  if (isComparison(condition)) {
    const { left, right } = condition
    if (left.kind === 'count')
      return t('cond.count', { what: countedWords(left, of), how: howMany(condition.op, right) })
    return timedWords(condition.op, left, right, of)
  }
  return partWords(condition, of.entity, of.model, of.included)
}

export type ComparisonCondition = { op: Comparison; left: LeftTerm; right: Term }
const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge']
export const isComparison = (condition: Condition): condition is ComparisonCondition =>
  comparisons.includes(condition.op)

/** "Activities (Kind is Call)" */
export function countedWords(term: CountTerm, of: Subject): string {
  const child = entityByKey(of.model, term.child)
  const what = child?.label_plural ?? term.plural
  if (!term.where || !child) return what
  return t('cond.where', { what, where: wordsOfCondition(term.where, { ...of, entity: child }) })
}

function howMany(op: Comparison, right: Term): string {
  const n = right.kind === 'literal' ? Number(right.value) : Number.NaN
  if (Number.isNaN(n)) return `${common(('op.' + op) as 'op.eq')} ${printTerm(right, '')}`
  if (op === 'gt' || op === 'ge') return t('cond.at_least', { n: op === 'gt' ? n + 1 : n })
  if (op === 'lt' || op === 'le') {
    const limit = op === 'le' ? n + 1 : n
    return limit === 1 ? t('cond.none') : t('cond.fewer', { n: limit })
  }
  if (op === 'eq') return n === 0 ? t('cond.none') : t('cond.exactly', { n })
  return t('cond.not_exactly', { n })
}

/** A field against a moment: "When after the start". */
function timedWords(op: Comparison, left: FieldTerm, right: Term, of: Subject): string {
  const path = left.via === null ? left.field : `${left.via}.${left.field}`
  const field = filterFieldOf(of.model, of.entity, path)
  const name = field ? labelOf(field) : path
  if (right.kind === 'started' && right.offset === 0 && (op === 'gt' || op === 'ge'))
    return t(op === 'gt' ? 'cond.after_start' : 'cond.since_start', { field: name })
  const how = field ? opWord(op, field.field) : op
  return [name, how, isTime(right) ? timeWords(right) : termWords(right, of)].join(' ')
}

const isTime = (term: Term): term is TimeTerm =>
  term.kind === 'now' || term.kind === 'today' || term.kind === 'started'

function termWords(term: Term, of: Subject): string {
  if (term.kind !== 'field') return printTerm(term, of.entity.key)
  const path = term.via === null ? term.field : `${term.via}.${term.field}`
  const field = filterFieldOf(of.model, of.entity, path)
  return field ? labelOf(field) : path
}

function timeWords(term: TimeTerm | { kind: 'literal'; value: unknown }): string {
  if (term.kind === 'literal') return String(term.value)
  const base = t(timeNames[term.kind])
  if (term.offset === 0) return base
  const span = `${Math.abs(term.offset)} ${unitWord(term.unit)}`
  return t(term.offset < 0 ? 'cond.earlier' : 'cond.later', { span, base })
}

/** What the server puts in its place: that each qualifying question is answered. */
export const questionsAnswered = '{questions}'

/** The words of a text; what cannot be read here stands as it is written. */
export function wordsOfText(text: string, of: Subject): string {
  if (text.trim() === questionsAnswered) return t('cond.questions')
  if (text.trim() === '') return t('cond.missing')
  const tree = readCondition(text, of.entity, of.model)
  return tree ? wordsOfCondition(tree, of) : text
}

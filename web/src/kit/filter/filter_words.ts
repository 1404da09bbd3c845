// A filter's parts in the reader's words.
import { showDay } from '@/base/time'
import { listOf, t, type WordKey } from '@/base/words'
import { kindOf, type Condition, type Unit } from '@/model/condition'
import { printCondition } from '@/model/condition_print'
import {
  filterFieldOf,
  isSpan,
  partOf,
  wordsOf,
  type FilterField,
  type FilterOp,
  type FilterPart,
} from '@/model/filter_parts'
import type { Entity, Field, Included, Model } from '@/model/types'
import { choiceOf } from '@/model/values'

export const labelOf = ({ field, via }: FilterField) =>
  via ? `${via.label} › ${field.label}` : field.label

const opKeys: Record<FilterOp, WordKey> = {
  one_of: 'op.one_of',
  none_of: 'op.none_of',
  contains: 'op.contains',
  starts: 'op.starts',
  eq: 'op.eq',
  ne: 'op.ne',
  lt: 'op.lt',
  le: 'op.le',
  gt: 'op.gt',
  ge: 'op.ge',
  last: 'op.last',
  next: 'op.next',
  older: 'op.older',
  empty: 'op.empty',
  filled: 'op.filled',
  yes: 'op.yes',
  no: 'op.no',
}
const unitKeys: Record<Unit, WordKey> = {
  minutes: 'unit.minutes',
  hours: 'unit.hours',
  days: 'unit.days',
  weeks: 'unit.weeks',
  months: 'unit.months',
}
export const unitWord = (unit: string) => t(unitKeys[unit as Unit] ?? 'unit.days')

/** Choices and links are "is", numbers "=", days "on". */
export function opWord(op: FilterOp, field: Field): string {
  const kind = kindOf(field)
  if (kind === 'day' || kind === 'moment') {
    const ofTime: Partial<Record<FilterOp, WordKey>> = {
      eq: 'op.on',
      lt: 'op.before',
      gt: 'op.after',
      le: 'op.until',
      ge: 'op.from',
    }
    const word = ofTime[op]
    if (word) return t(word)
  }
  return t(opKeys[op])
}

/** A value by its label: a choice, a person, a day. */
export function valueWord(value: string, field: Field, included: Included): string {
  if (value === 'me') return t('filter.me')
  if (value === 'me.team') return t('filter.my_team')
  if (value === 'my_teams') return t('filter.my_teams')
  if (value === 'today') return t('filter.today')
  const choice = choiceOf(field, value)
  if (choice) return choice.label
  if (kindOf(field) === 'link') return included[value]?.title ?? `#${value}`
  return /^\d{4}-\d\d-\d\d$/.test(value) ? showDay(value) : value
}

export function partWords(part: FilterPart, of: FilterField, included: Included): string {
  const op = opWord(part.op, of.field)
  if (isSpan(part.op)) {
    const [n = '', unit = 'days'] = part.values
    return `${labelOf(of)} ${op} ${n} ${unitWord(unit)}`
  }
  const values = part.values.map((value) => valueWord(value, of.field, included))
  return [labelOf(of), op, values.length > 0 ? listOf(values, 'disjunction') : '']
    .filter(Boolean)
    .join(' ')
}

/** A part as a sentence; what no picker can say stays in the language of conditions. */
export function conditionWords(
  condition: Condition,
  entity: Entity,
  model: Model,
  included: Included,
): string {
  const words = wordsOf(condition)
  if (words) return t('filter.words', { words })
  if (condition.op === 'all' || condition.op === 'any')
    return joined(condition.op, condition.parts, entity, model, included)
  const part = partOf(condition)
  const of = part && filterFieldOf(model, entity, part.path)
  return part && of ? partWords(part, of, included) : printCondition(condition, entity.key)
}

/** "Kind is Call and (Outcome is Reached or Outcome is Meeting set)" */
function joined(
  op: 'all' | 'any',
  parts: Condition[],
  entity: Entity,
  model: Model,
  included: Included,
): string {
  const texts = parts.map((part) => {
    const text = conditionWords(part, entity, model, included)
    const isLoose = (part.op === 'all' || part.op === 'any') && wordsOf(part) === null
    return isLoose ? t('op.group', { text }) : text
  })
  return texts.join(t(op === 'all' ? 'op.and' : 'op.or'))
}

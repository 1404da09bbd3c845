// Where a field is used, as far as the page can tell from what the server says of it.
import type { SavedView } from '@/api/calls'
import type { Rule } from '@/api/process'
import type { Entity, Field } from '@/model/types'

/** What a guideline says, and what it looks at. */
export type Conditions = Pick<
  Rule,
  'key' | 'sentence' | 'within' | 'start' | 'from' | 'expect' | 'unless' | 'restart'
>

export interface Uses {
  isColumn: boolean
  question: number
  acts: string[]
  guidelines: Conditions[]
  views: string[]
}

type View = Pick<SavedView, 'name' | 'entity' | 'filter' | 'sort' | 'columns'>

/** Words of a condition; what stands in quotes is a value. */
const wordsIn = (condition: string) =>
  new Set(condition.replace(/"[^"]*"/g, ' ').match(/[a-z_][a-z0-9_]*/g))

const isInView = ({ filter, sort, columns }: View, key: string) =>
  columns?.includes(key) || sort?.replace(/^-/, '') === key || wordsIn(filter ?? '').has(key)

export function usesOf(
  field: Field,
  entity: Entity,
  guidelines: Conditions[],
  views: View[] = [],
): Uses {
  const speaksOfIt = (one: Conditions) =>
    one.restart?.includes(field.key) ||
    [one.start, one.from, one.expect, one.unless].some(
      (text) => text && wordsIn(text).has(field.key),
    )
  return {
    isColumn: entity.layout.list.includes(field.key),
    question: field.question ?? 0,
    acts: entity.acts
      .filter(({ fields }) => fields.some(({ key }) => key === field.key))
      .map(({ label }) => label),
    guidelines: guidelines.filter(speaksOfIt),
    views: views
      .filter((view) => view.entity === entity.key && isInView(view, field.key))
      .map(({ name }) => name),
  }
}

type Namer = Pick<Rule, 'entity' | 'start' | 'expect' | 'unless' | 'then' | 'state'>

/** The guidelines that are watched and name a choice of a field, as a condition or as what they set. */
export function namersOf<One extends Namer>(
  rules: One[],
  { entity, field, choice }: { entity: string; field: string; choice: string },
): One[] {
  const names = (text: string | null) =>
    !!text &&
    wordsIn(text).has(field) &&
    (wordsIn(text).has(choice) || text.includes(`"${choice}"`))
  return rules.filter(
    (rule) =>
      rule.state !== 'off' &&
      ([rule.start, rule.expect, rule.unless].some(names) ||
        (rule.entity === entity &&
          rule.then?.some((one) => one.field === field && one.value === choice))),
  )
}

/** What every record has of itself; nothing about it can be changed. */
const base = new Set(['id', 'version', 'created_at', 'updated_at', 'created_by'])

/** In the order in which a record shows them, what the company has added to an object first. */
export function fieldsInOrder(entity: Entity): Field[] {
  const placed = entity.layout.record.flatMap((section) => section.fields)
  const placeOf = ({ key }: Field) => (placed.includes(key) ? placed.indexOf(key) : placed.length)
  const rankOf = (field: Field) => (field.own && !entity.own ? 0 : 1)
  const fields = entity.fields.filter(({ key }) => !base.has(key))
  return fields.sort((a, b) => rankOf(a) - rankOf(b) || placeOf(a) - placeOf(b))
}

/** The list with one of it elsewhere; outside the list it stays as it is. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const one = list[from]
  if (one === undefined || to < 0 || to >= list.length || from === to) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, one)
}

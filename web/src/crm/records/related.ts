// What belongs to a record, found by the links of the model: its opportunities, its cases, its people.
import { entriesQuery } from '@/api/queries'
import { endKey } from '@/kit/past_end'
import { linkTo } from '@/model/activity'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Choice, Entity, Field, Metric, Model } from '@/model/types'
import { choiceOf, isEmpty } from '@/model/values'
import type { Entry } from '@/model/types'

/** Entities whose open ones stand beside every record they belong to, in this order. */
const pending = ['opportunity', 'case']

export interface Related {
  entity: Entity
  /** The field of `entity` that leads to the record. */
  link: string
  /** Open ones: neither at a good nor at a bad end. */
  where: string
  state: Field
}

const isEnd = ({ tone }: Choice) => tone === 'good' || tone === 'bad'

/** The field that says how far something has come: its choices have ends. */
export const stateFieldOf = (entity: Entity): Field | undefined =>
  ['stage', 'status', 'state']
    .map((key) => fieldOf(entity, key))
    .find((field) => field?.choices?.some(isEnd))

/** Neither at a good nor at a bad end; undefined where there are no ends. */
function openWhere(entity: Entity): string | undefined {
  const state = stateFieldOf(entity)
  const ends = (state?.choices ?? []).filter(isEnd).map((choice) => `"${choice.key}"`)
  return state && `${state.key} not in (${ends.join(', ')})`
}

/** Neither at a good nor at a bad end. */
export function isOpen(entity: Entity, entry: Entry): boolean {
  const field = stateFieldOf(entity)
  const choice = field && choiceOf(field, entry[field.key])
  return !choice || !isEnd(choice)
}

/** Nothing more is to come of it: given up, won or lost. A good state in the midst of the way is no end. */
export function isOver(entity: Entity, entry: Entry): boolean {
  const field = stateFieldOf(entity)
  const choice = field && choiceOf(field, entry[field.key])
  return choice?.tone === 'bad' || !isEmpty(entry['closed_at'])
}

/** It is still open, though the day it was to end on has passed. */
export const isOverdue = (entity: Entity, { key }: Field, entry: Entry, today: string): boolean => {
  const day = entry[endKey]
  return key === endKey && typeof day === 'string' && day < today && isOpen(entity, entry)
}

export function pendingOf(model: Model, about: Entity): Related[] {
  return pending.flatMap((key) => {
    const entity = model.entities.find((one) => one.key === key)
    const link = entity && linkTo(entity, about.key)
    const state = entity && stateFieldOf(entity)
    if (!entity || !link || !state) return []
    return [{ entity, link: link.key, where: openWhere(entity)!, state }]
  })
}

/** Who and what else belongs to a customer: leads not yet judged, and the people. */
const attached = ['lead', 'contact']

export interface Attached {
  entity: Entity
  /** Finds them. */
  filter: string
  /** Only those that are open. */
  isOpen: boolean
}

export function attachedOf(model: Model, about: Entity, id: string): Attached[] {
  return attached.flatMap((key) => {
    const entity = entityByKey(model, key)
    const link = entity && linkTo(entity, about.key)
    if (!entity || !link) return []
    const where = openWhere(entity)
    const filter = `${link.key} = ${id}`
    return [{ entity, filter: where ? `${filter} and ${where}` : filter, isOpen: !!where }]
  })
}

const wonMetric = 'opportunities_won'
/** Numbers over what was sold to it, by the model: what may still come in, and what came in. */
export function worthsOf(model: Model, related: Related): { open?: Metric; won?: Metric } {
  const sums = (model.metrics ?? []).filter(
    (metric) => metric.entity === related.entity.key && metric.sum !== null,
  )
  return {
    open: sums.find(({ weigh }) => weigh !== null),
    won: sums.find(({ key }) => key === wonMetric),
  }
}

/** Who looks after it: its links to people. */
export const peopleFieldsOf = (entity: Entity): Field[] =>
  entity.fields.filter(
    ({ kind, link, key }) => kind === 'link' && link === 'user' && key !== 'created_by',
  )

/** Where one goes from here: the customer behind it. */
export const customerFieldsOf = (entity: Entity): Field[] =>
  entity.fields.filter(
    ({ kind, link }) => kind === 'link' && ['account', 'contact', 'lead'].includes(link ?? ''),
  )

/** How one gets hold of them. */
export const reachFieldsOf = (entity: Entity, entry: Entry): Field[] =>
  ['phone', 'email'].flatMap((wanted) =>
    entity.fields.filter(({ kind, key }) => kind === wanted && !isEmpty(entry[key])),
  )

/** Without these nobody can work with it: its columns, what it cannot do without, what the process reads. */
export function keyFieldsOf(entity: Entity): Field[] {
  const listed = new Set(entity.layout.list)
  return entity.fields.filter(
    (field) =>
      !field.read_only &&
      field.kind !== 'boolean' &&
      (listed.has(field.key) || field.required || !!field.used_for || !!field.question),
  )
}

export const missingAmong = (fields: Field[], entry: Entry) =>
  fields.filter((field) => isEmpty(entry[field.key]))

/** The list of all that, newest first, what is planned before it: its parts on the page ask for it once. */
export const activitiesQuery = (plural: string, filter: string | undefined) =>
  entriesQuery(plural, { filter, sort: '-happened_at', isUncounted: true })

/** What happened with it, or with what belongs to it: the calls about an account's opportunities too. */
export function activitiesFilter(model: Model, about: Entity, id: string): string | undefined {
  const activity = model.entities.find((one) => one.key === 'activity')
  if (!activity || !linkTo(activity, about.key)) return undefined
  const through = activity.fields.flatMap(({ key, kind, link }) => {
    const other = kind === 'link' && key !== about.key && entityByKey(model, link ?? '')
    return other && linkTo(other, about.key) ? [`${key}.${about.key} = ${id}`] : []
  })
  return [`${about.key} = ${id}`, ...through].join(' or ')
}

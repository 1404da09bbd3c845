// What can be written down or planned about a record: an entity that leads to it by a link called as it is.
import { entityByKey, fieldOf, mayEdit } from './catalogue'
import type { Entity, Field, Model } from './types'

export const linkTo = (entity: Entity, to: string): Field | undefined =>
  entity.fields.find(({ kind, link, key }) => kind === 'link' && link === to && key === to)

/** An activity can be entered here: its entity leads to this one. */
export function activityFor(model: Model, about: Entity): Entity | undefined {
  const entity = entityByKey(model, 'activity')
  const link = entity && linkTo(entity, about.key)
  return entity?.may.create && link && link.right === 'edit' ? entity : undefined
}

/** In a new record. */
export const mayFill = (entity: Entity, key: string) => {
  const field = fieldOf(entity, key)
  return !!field && mayEdit({ ...entity, may: { ...entity.may, change: true } }, field)
}

/** What is to be done later is one of these; the state that says so. */
const plannableKinds = ['call', 'meeting', 'task'] as const
export type PlannableKind = (typeof plannableKinds)[number]
export const plannedState = 'planned'

/** The kinds of a next step, as far as the reader may plan them. */
export function plannableOf(activity: Entity): { kind: PlannableKind; label: string }[] {
  const choices = fieldOf(activity, 'kind')?.choices ?? []
  const state = fieldOf(activity, 'state')?.choices?.some(({ key }) => key === plannedState)
  if (!state || !['kind', 'state', 'happened_at'].every((key) => mayFill(activity, key))) return []
  return plannableKinds.flatMap((kind) => {
    const choice = choices.find(({ key }) => key === kind)
    return choice ? [{ kind, label: choice.label }] : []
  })
}

import type { Entity, Entry, Field, MayDo, Me, Model } from './types'

export const entityByKey = (model: Model, key: string) =>
  model.entities.find((entity) => entity.key === key)
export const entityByPlural = (model: Model, plural: string) =>
  model.entities.find((e) => e.plural === plural)
export const fieldOf = (entity: Entity, key: string) =>
  entity.fields.find((field) => field.key === key)

/** Fields in the order of the layout; a key the reader may not see is simply absent. */
export const fieldsOf = (entity: Entity, keys: string[]): Field[] =>
  keys.map((key) => fieldOf(entity, key)).filter((field) => field !== undefined)

export const mayEdit = (entity: Entity, field: Field) =>
  entity.may.change && field.right === 'edit' && !field.read_only

/** As far as the list has told. */
export const mayChange = ({ may }: Entry) => may?.change !== false

/** The entity as far as it goes for one record: what may not be done with that one cannot be done at all. */
export const allowedOf = (entity: Entity, may: MayDo | undefined): Entity =>
  may
    ? {
        ...entity,
        acts: entity.acts.filter(({ key }) => may.acts.includes(key)),
        may: { ...entity.may, change: may.change, remove: may.remove },
      }
    : entity

/** Who has a plan or sets one; whoever helps others has no forecast of his own. */
export const mayPlan = (me: Me, model: Model) =>
  ['plan', 'opportunity'].every((key) => entityByKey(model, key)) &&
  !['assistant', 'operator', 'marketing'].includes(me.role.key)

/** What the record is called; a record without a title is called by its id. */
export function titleOf(entity: Entity, entry: Entry): string {
  if (typeof entry.display === 'string' && entry.display) return entry.display
  const title = entry[entity.title]
  if (typeof title === 'string' && title) return title
  const fallback = ['title', 'name', 'subject', 'company', 'external_id'].map((key) => entry[key])
  return (
    (fallback.find((text) => typeof text === 'string' && text) as string | undefined) ??
    `#${entry.id}`
  )
}

/** Go-to keys: the first letter of each entity's key that is still free. */
export function letterKeys(entities: Entity[], taken = 'eh'): Map<string, string> {
  const used = new Set(taken)
  const letters = new Map<string, string>()
  for (const entity of entities) {
    const letter = [...entity.key].find((c) => /[a-z]/.test(c) && !used.has(c))
    if (!letter) continue
    used.add(letter)
    letters.set(entity.key, letter)
  }
  return letters
}

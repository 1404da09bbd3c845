// What a write that waits holds, field by field, for whoever made it.
import type { Waiting } from '@/api/waiting'
import { entityByPlural } from '@/model/catalogue'
import type { Field, Model, Value, Values } from '@/model/types'
import { isEmpty } from '@/model/values'
import { wantedBy } from './send'

export interface Held {
  field: Field
  value: Value
}

/**
 * Of a change every field, emptied ones too; of what is made or done, what somebody entered: not whose it is and what
 * it is about, which the page knows by itself.
 */
export function heldBy(one: Waiting, model: Model): Held[] {
  const [plural = '', , act] = one.path.split('/').slice(1)
  const entity = entityByPlural(model, plural)
  if (!entity) return []
  const wanted = wantedBy(one)
  const isChange = Object.keys(wanted).length > 0
  const values = isChange ? wanted : (one.body as Values)
  const fields =
    act && !isChange ? (entity.acts.find(({ key }) => key === act)?.fields ?? []) : entity.fields
  return fields
    .filter(({ key }) => key in values)
    .map((field) => ({ field, value: values[field.key] }))
    .filter(({ field, value }) => isChange || (field.kind !== 'link' && !isEmpty(value)))
}

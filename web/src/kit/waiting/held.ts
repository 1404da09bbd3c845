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

/** The act that waits to be done with a record; undefined of a change and of what is made. */
export function actOf({ path }: Waiting, model: Model) {
  const [plural = '', , act] = path.split('/').slice(1)
  return act ? entityByPlural(model, plural)?.acts.find(({ key }) => key === act) : undefined
}

/**
 * Of a change every field, emptied ones too; of what is made or done, what somebody entered: not whose it is and what
 * it is about, which the page knows by itself.
 */
export function heldBy(one: Waiting, model: Model): Held[] {
  const [plural = ''] = one.path.split('/').slice(1)
  const wanted = wantedBy(one)
  const isChange = Object.keys(wanted).length > 0
  const values = isChange ? wanted : (one.body as Values)
  const fields = actOf(one, model)?.fields ?? entityByPlural(model, plural)?.fields ?? []
  return fields
    .filter(({ key }) => key in values)
    .map((field) => ({ field, value: values[field.key] }))
    .filter(({ field, value }) => isChange || (field.kind !== 'link' && !isEmpty(value)))
}

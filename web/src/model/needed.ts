// What a change will need besides, as far as the model says it and the record at hand answers: the server is the judge.
import { evaluate } from './condition_evaluate'
import { readCondition } from './condition_parse'
import { isAnswerable, type Asking } from './offered'
import type { Entity, Field, Model, Values } from './types'
import { isEmpty } from './values'

/** Empty fields that have to be filled once it is so, and did not have to before. */
export function neededFor(
  change: Values,
  record: Values,
  entity: Entity,
  model: Model,
  asking: Asking,
): Field[] {
  const after = { ...record, ...change }
  const context = { ...asking, myTeams: [], started: null }
  const isNeeded = (field: Field) => {
    if (!field.required_when || field.key in change || !isEmpty(record[field.key])) return false
    const condition = readCondition(field.required_when, entity, model)
    if (!condition || !isAnswerable(condition, after) || !isAnswerable(condition, record))
      return false
    return evaluate(condition, after, context) && !evaluate(condition, record, context)
  }
  return entity.fields.filter(isNeeded)
}

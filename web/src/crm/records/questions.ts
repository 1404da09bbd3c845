import type { Entity, Field } from '@/model/types'

/** The qualifying questions, in the order one asks them. */
export const questionsOf = (entity: Entity): Field[] =>
  entity.fields
    .filter((field) => field.question)
    .sort((a, b) => (a.question ?? 0) - (b.question ?? 0))

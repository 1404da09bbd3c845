import type { Entity, Entry, Field, Value, Values } from '@/model/types'

const mostOfANumber = 7

/** As the server compares them: an address however it is cased, a number however it is dialled. */
function isSame(field: Field, a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || !a || !b) return false
  if (field.kind !== 'phone') return a.trim().toLowerCase() === b.trim().toLowerCase()
  const [one, other] = [a, b].map((text) => text.replace(/\D/g, '').slice(-mostOfANumber))
  return one === other
}

/** In which of its addresses a record is like what is typed: what makes the server think that it is known already. */
export const sameIn = (entity: Entity, values: Values, entry: Entry): Field[] =>
  entity.fields.filter(
    (field) =>
      ['email', 'phone', 'url'].includes(field.kind) &&
      isSame(field, values[field.key], entry[field.key]),
  )

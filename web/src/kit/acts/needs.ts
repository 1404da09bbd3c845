// What an act has to be told before the server does it.
import type { Act, Field } from '@/model/types'

/** A field the company demands of what the act makes is among them. */
export const neededBy = (act: Act): Field[] =>
  act.fields.filter((field) => field.required && field.default === undefined)

/** What the act cannot do without stands first; the rest may stay empty. */
export function inOrderOfNeed(act: Act): Field[] {
  const needed = neededBy(act)
  return [...needed, ...act.fields.filter((field) => !needed.includes(field))]
}

// What a list of exceptions folds together: those of one state, under one guideline, by one owner.
import type { ExceptionRow } from './types'

export const kindOf = (row: ExceptionRow) =>
  `${row.state}/${row.guideline.id}/${row.owner?.id ?? ''}`

/** All of its kind, of what the list is narrowed to. */
export function filterOfKind({ guideline, owner }: ExceptionRow, within?: string): string {
  const kind = `guideline = ${guideline.id} and ${owner ? `owner = ${owner.id}` : 'owner is empty'}`
  return within ? `(${within}) and ${kind}` : kind
}

// What is chosen in a list: some records by id, or all that the filter finds but some.
import type { Chosen } from '@/api/calls'

export interface Selection {
  /** All that the filter finds; `ids` are then those left out. */
  isAll: boolean
  ids: ReadonlySet<string>
}

export const nothing: Selection = { isAll: false, ids: new Set() }
export const everything: Selection = { isAll: true, ids: new Set() }

export const isChosen = ({ isAll, ids }: Selection, id: string) => ids.has(id) !== isAll

export function toggled(selection: Selection, ids: string[], chosen?: boolean): Selection {
  const next = new Set(selection.ids)
  for (const id of ids) {
    const wanted = chosen ?? !isChosen(selection, id)
    if (wanted !== selection.isAll) next.add(id)
    else next.delete(id)
  }
  return { ...selection, ids: next }
}

/** Null while it is not known how many the filter finds. */
export function sizeOf({ isAll, ids }: Selection, count: number | undefined): number | null {
  if (!isAll) return ids.size
  return count === undefined ? null : count - ids.size
}

/** As the server is told. */
export function chosenOf({ isAll, ids }: Selection, filter: string | undefined): Chosen {
  return isAll ? { filter: filterOfAll(filter, ids) } : { ids: [...ids] }
}

/** The chosen as a filter, for a file. */
export function filterOfChosen({ isAll, ids }: Selection, filter: string | undefined): string {
  return isAll ? filterOfAll(filter, ids) : `id in (${[...ids].join(', ')})`
}

function filterOfAll(filter: string | undefined, without: ReadonlySet<string>): string {
  const all = filter ?? 'true'
  return without.size === 0 ? all : `(${all}) and id not in (${[...without].join(', ')})`
}

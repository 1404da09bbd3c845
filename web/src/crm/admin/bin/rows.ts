// What lies in the bin, over all objects.
import type { BinPage, Removed } from '@/api/office'
import { titleOf } from '@/model/catalogue'
import type { Entity, Included } from '@/model/types'

export interface BinRow {
  entity: Entity
  entry: Removed
  title: string
  included: Included
}

/** All objects' bins as one, newest first. */
export function binRows(bins: { entity: Entity; page: BinPage | undefined }[]): BinRow[] {
  return bins
    .flatMap(({ entity, page }) =>
      (page?.data ?? []).map((entry) => ({
        entity,
        entry,
        title: titleOf(entity, entry),
        included: page?.included ?? {},
      })),
    )
    .sort((a, b) => Date.parse(b.entry.removed_at) - Date.parse(a.entry.removed_at))
}

/** Ids of each kind, in the order they were chosen: one request brings back all of a kind. */
export function byPlural(rows: BinRow[]): [plural: string, ids: string[]][] {
  const ids = new Map<string, string[]>()
  for (const { entity, entry } of rows)
    ids.set(entity.plural, [...(ids.get(entity.plural) ?? []), entry.id])
  return [...ids]
}

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

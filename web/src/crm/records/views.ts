// A view is a filter with an order and columns, and therefore an address. Some come with the product, the others
// are saved.
import { t } from '@/base/words'
import type { SavedView } from '@/api/calls'
import { actOf, takeAct } from '@/kit/acts/call_act'
import { extrasOf } from '@/kit/list_extras'
import { fieldOf } from '@/model/catalogue'
import { readCondition } from '@/model/condition_parse'
import { canonical } from '@/model/filter_parts'
import type { Entity, Me, Model } from '@/model/types'
import { columnKeysOf } from './columns'

/** What of a list stands in its address. */
export interface ListSearch {
  filter?: string
  sort?: string
  /** Keys of the columns, joined by commas. */
  columns?: string
  /** The record in the pane beside the list. */
  peek?: string
}

export interface View {
  key: string
  label: string
  search: ListSearch
  isCounted: boolean
  /** The record behind it, when it was saved. */
  saved: SavedView | null
}

export function viewsOf(entity: Entity, model: Model, saved: SavedView[], me: Me): View[] {
  const isMine = (view: SavedView) => view.shared || view.owner === me.id
  return [
    { key: 'all', label: t('views.all'), search: {}, isCounted: false, saved: null },
    ...mineOf(entity),
    ...poolOf(entity),
    ...shippedOf(entity, model),
    ...saved.filter((view) => view.entity === entity.key && isMine(view)).map(savedView),
  ]
}

function mineOf(entity: Entity): View[] {
  const owner = fieldOf(entity, 'owner')
  if (owner?.link !== 'user') return []
  return [
    {
      key: 'mine',
      label: t('views.mine'),
      search: { filter: 'owner = me' },
      isCounted: false,
      saved: null,
    },
  ]
}

/** For who may take from it. */
function poolOf(entity: Entity): View[] {
  if (!actOf(entity, takeAct)) return []
  return [
    {
      key: 'pool',
      label: t('views.pool'),
      search: { filter: 'owner is empty' },
      isCounted: false,
      saved: null,
    },
  ]
}

/** A company may have taken away a field a shipped view speaks of. */
function shippedOf(entity: Entity, model: Model): View[] {
  return (extrasOf(entity.key).views ?? [])
    .filter(({ filter }) => readCondition(filter, entity, model))
    .map(({ key, label, filter, sort, isCounted }) => ({
      key,
      label: t(label),
      search: { filter: canonical(filter, entity, model), sort },
      isCounted: !!isCounted,
      saved: null,
    }))
}

const savedView = (view: SavedView): View => ({
  key: view.id,
  label: view.name,
  search: {
    filter: view.filter ?? undefined,
    sort: view.sort ?? undefined,
    columns: Array.isArray(view.columns) ? view.columns.join(',') : undefined,
  },
  isCounted: false,
  saved: view,
})

export const columnsIn = ({ columns }: ListSearch) => columns?.split(',').filter(Boolean)

/** Whether two addresses show the same list. */
export function sameList(a: ListSearch, b: ListSearch, entity: Entity, model: Model): boolean {
  const faceOf = (search: ListSearch) =>
    JSON.stringify([
      canonical(search.filter, entity, model) ?? '',
      search.sort ?? '',
      columnKeysOf(entity, columnsIn(search)),
    ])
  return faceOf(a) === faceOf(b)
}

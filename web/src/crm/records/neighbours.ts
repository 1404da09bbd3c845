// Previous and next within the list one came from, as far as it is loaded.
import type { InfiniteData } from '@tanstack/react-query'
import type { ListQuery } from '@/api/calls'
import { countQuery, queryClient } from '@/api/queries'
import type { Entry, Page } from '@/model/types'

export interface Neighbours {
  previous: string | undefined
  next: string | undefined
  /** From 1. */
  place: number
  count: number
}

type List = InfiniteData<Page<Entry>>
const isList = (data: unknown): data is List =>
  typeof data === 'object' && data !== null && Array.isArray((data as List).pages)

/** Of the lists that hold the record, the one that was seen last counts. */
export function neighboursOf(plural: string, id: string): Neighbours | undefined {
  const lists = queryClient
    .getQueryCache()
    .findAll({ queryKey: ['entries', plural] })
    .filter(({ state }) => isList(state.data))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ queryKey, state }) => ({ query: queryKey[2], ...(state.data as List) }))
  for (const { pages, query } of lists) {
    const entries = pages.flatMap(({ data }) => data)
    const at = entries.findIndex((entry) => entry.id === id)
    if (at < 0) continue
    const from = Math.max(0, at - mostKept / 2)
    const ids = entries.slice(from, from + mostKept).map((entry) => entry.id)
    return around(
      keep({ plural, ids, from, count: countOf(plural, query, pages) ?? entries.length }),
      id,
    )
  }
  const before = kept()
  return before?.plural === plural && before.ids.includes(id) ? around(before, id) : undefined
}

/** A stretch of a list. */
interface Stretch {
  plural: string
  ids: string[]
  /** Place of the first, from 0. */
  from: number
  count: number
}

function around({ ids, from, count }: Stretch, id: string): Neighbours {
  const at = ids.indexOf(id)
  return { previous: ids[at - 1], next: ids[at + 1], place: from + at + 1, count }
}

// The list is gone with a reload of the page; the way through it stays.
const storageKey = 'vigil.neighbours'
const mostKept = 400

function keep(stretch: Stretch): Stretch {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(stretch))
  } catch {
    // A browser that keeps nothing.
  }
  return stretch
}

function kept(): Stretch | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
    return found && typeof found === 'object' && 'ids' in found ? (found as Stretch) : null
  } catch {
    return null
  }
}

/** As the list or the heading above it has it. */
const countOf = (plural: string, query: unknown, pages: List['pages']) =>
  pages[0]?.count ??
  (pages.at(-1)?.next === null
    ? undefined
    : queryClient.getQueryData<number>(
        countQuery(plural, (query as ListQuery | undefined)?.filter ?? '').queryKey,
      ))

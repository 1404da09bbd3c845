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
    return {
      previous: entries[at - 1]?.id,
      next: entries[at + 1]?.id,
      place: at + 1,
      count: countOf(plural, query, pages) ?? entries.length,
    }
  }
  return undefined
}

/** As the list or the heading above it has it. */
const countOf = (plural: string, query: unknown, pages: List['pages']) =>
  pages[0]?.count ??
  (pages.at(-1)?.next === null
    ? undefined
    : queryClient.getQueryData<number>(
        countQuery(plural, (query as ListQuery | undefined)?.filter ?? '').queryKey,
      ))

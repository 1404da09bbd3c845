// Names of the cached answers, and the cache itself.
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import { language } from '@/base/words'
import { filterOfKind } from '@/model/folded'
import type { ExceptionRow, ExceptionState } from '@/model/types'
import {
  countEntries,
  countExceptions,
  listEntries,
  listExceptions,
  listTeams,
  listUsers,
  listViews,
  readEntry,
  readException,
  readMe,
  readModel,
  readTimeline,
  type ListQuery,
} from './calls'
import { ApiError } from './problem'

/**
 * What the server refused it will refuse again; only an unreachable or busy server is asked once
 * more.
 */
const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: worthRetrying },
    mutations: { retry: false },
  },
})

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: readMe, staleTime: Infinity })
export const modelQuery = (of = language()) =>
  queryOptions({ queryKey: ['model', of], queryFn: () => readModel(of), staleTime: Infinity })
/** With a text those who have it; a large company is not listed whole. */
export const usersQuery = (text = '') =>
  queryOptions({
    queryKey: ['users', text],
    queryFn: ({ signal }) => listUsers(text, signal),
    staleTime: 300_000,
  })

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => listTeams(signal),
  staleTime: 300_000,
})

/** `filter`: a condition; without one all that the reader sees. */
/** As lists show them: many of one kind by one owner are folded. */
export const exceptionsQuery = (state: ExceptionState, filter?: string) =>
  listQuery(['exceptions', state, filter ?? '', 'folded'], { state, filter, fold: true })
/** Each by itself. */
export const everyExceptionQuery = (state: ExceptionState, filter?: string) =>
  listQuery(['exceptions', state, filter ?? ''], { state, filter })

const listQuery = (queryKey: string[], asked: Parameters<typeof listExceptions>[0]) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => listExceptions(asked, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 300_000, // a snooze that runs out makes no event
  })

/** The first of a folded bundle, late longest first. */
export const bundleQuery = (first: ExceptionRow, within?: string) => {
  const filter = filterOfKind(first, within)
  return queryOptions({
    queryKey: ['exceptions', first.state, filter, 'first'],
    queryFn: ({ signal }) => listExceptions({ state: first.state, filter }, null, signal),
  })
}

export const exceptionCountsQuery = queryOptions({
  queryKey: ['exceptions', 'counts'],
  queryFn: ({ signal }) => countExceptions(signal),
})

export const exceptionQuery = (id: string) =>
  queryOptions({ queryKey: ['exception', id], queryFn: ({ signal }) => readException(id, signal) })

export const entriesQuery = (plural: string, query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: ['entries', plural, query],
    queryFn: ({ pageParam, signal }) => listEntries(plural, query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

/** How many a filter finds, beside the name of its view. */
export const countQuery = (plural: string, filter: string) =>
  queryOptions({
    queryKey: ['entries', plural, 'count', filter],
    queryFn: ({ signal }) => countEntries(plural, filter, signal),
  })

export const viewsQuery = queryOptions({
  queryKey: ['entries', 'saved_views', 'mine'],
  queryFn: ({ signal }) => listViews(signal),
  staleTime: 300_000,
})

export const entryQuery = (plural: string, id: string) =>
  queryOptions({ queryKey: ['entry', plural, id], queryFn: () => readEntry(plural, id) })

export const timelineQuery = (plural: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', plural, id],
    queryFn: ({ pageParam }) => readTimeline(plural, id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

/** After a write on a record: whatever shows it asks again. Answers when it is shown. */
export const refreshEntry = (plural: string, id: string) =>
  Promise.all(
    [
      ['entry', plural, id],
      ['timeline', plural, id],
      ['entries', plural],
      ['pulse', plural],
      ['exceptions'],
      ['record_exceptions', plural, id],
    ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  )

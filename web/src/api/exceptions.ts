// The manager's list, optimistic: what is being handled is hidden at once and comes back if the
// server refuses.
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { currentTime } from '@/base/time'
import { filterOfKind, kindOf } from '@/model/folded'
import type { ExceptionBundle, ExceptionPage, ExceptionRow } from '@/model/types'
import {
  actOnException,
  actOnExceptions,
  actOnFound,
  undoJournal,
  type ExceptionAct,
} from './calls'
import { ApiError } from './problem'
import { endOf, takeBackJob } from './jobs'
import { everyExceptionQuery, exceptionsQuery, queryClient } from './queries'
import type { Keep } from './waiting'

const listsKey = ['exceptions']

let hidden: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()
const setHidden = (next: Set<string>) => {
  hidden = next
  listeners.forEach((listener) => listener())
}
const hide = (ids: string[]) => setHidden(new Set([...hidden, ...ids]))
const show = (ids: string[]) => setHidden(new Set([...hidden].filter((id) => !ids.includes(id))))
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Asks both lists again; acts still on their way stay hidden. */
export const refreshExceptions = () => queryClient.invalidateQueries({ queryKey: listsKey })

export interface Handled {
  /** Exceptions the server has taken the act on. */
  done: string[]
  /** What undo takes, for all of them. */
  journal: string | null
  /** Why the first of the others was refused. */
  refusal: string | null
}

/**
 * Does one act on one or several exceptions by one request. Throws if none was taken. `words`: what it is, should it
 * have to wait for the connection.
 */
export async function handleExceptions(
  ids: string[],
  act: ExceptionAct,
  words?: Pick<Keep, 'said' | 'about'>,
): Promise<Handled> {
  hide(ids)
  const before = queryClient.getQueriesData({ queryKey: listsKey })
  const putBack = () => before.forEach(([key, data]) => queryClient.setQueryData(key, data))
  // What one hears at once decides what comes next: only what asks nothing of the others may wait.
  const mayWait = act.act === 'remind' || act.act === 'snooze'
  const keep = words && mayWait ? { ...words, putBack } : undefined
  let done: string[] = []
  try {
    const handled = await (ids.length === 1
      ? actOnOne(ids[0]!, act, keep)
      : actOnMany(ids, act, keep))
    done = handled.done
    return handled
  } finally {
    // An answer from before the act would bring the row back.
    await queryClient.cancelQueries({ queryKey: listsKey })
    dropFromLists(done)
    show(ids)
    void refreshExceptions()
  }
}

async function actOnOne(id: string, act: ExceptionAct, keep?: Keep): Promise<Handled> {
  const { journal } = await actOnException(id, act, keep)
  return { done: [id], journal, refusal: null }
}

async function actOnMany(ids: string[], act: ExceptionAct, keep?: Keep): Promise<Handled> {
  const { journal, refused } = await actOnExceptions(ids, act, keep)
  const kept = new Set(refused.map(({ id }) => id))
  const done = ids.filter((id) => !kept.has(id))
  const [first] = refused
  if (done.length === 0 && first) throw new ApiError(422, first.code, first.message)
  return { done, journal, refusal: first?.message ?? null }
}

/** Does one act on all of a folded bundle; very many are worked through behind the page. Throws what it was refused for. */
export async function handleBundle(
  first: ExceptionRow,
  within: string | undefined,
  act: ExceptionAct,
): Promise<{ changed: number; takeBack: () => Promise<unknown> }> {
  const kind = kindOf(first)
  hide([kind])
  try {
    const { job, changed, journal } = await actOnFound(
      first.state,
      filterOfKind(first, within),
      act,
    )
    if (!job) return { changed, takeBack: async () => journal && undoJournal(journal) }
    const ended = await endOf(job)
    return {
      changed: ended.result?.changed ?? ended.done - ended.refused,
      takeBack: () => takeBackJob(job.id),
    }
  } finally {
    await queryClient.cancelQueries({ queryKey: listsKey })
    await refreshExceptions()
    show([kind])
  }
}

function dropFromLists(ids: string[]) {
  queryClient.setQueriesData<InfiniteData<ExceptionPage>>(
    { queryKey: listsKey },
    (lists) =>
      // Other answers about exceptions stand under the same name.
      lists?.pages && {
        ...lists,
        pages: lists.pages.map((page) => {
          const data = page.data.filter((row) => !ids.includes(row.id))
          const dropped = page.data.length - data.length
          return {
            ...page,
            data,
            count: page.count === undefined ? undefined : page.count - dropped,
          }
        }),
      },
  )
}

const sumOf = (bundles: ExceptionBundle[]) => bundles.reduce((sum, { count }) => sum + count, 0)

function useList(state: 'open' | 'warned', filter: string | undefined, folds: boolean) {
  const query = useInfiniteQuery((folds ? exceptionsQuery : everyExceptionQuery)(state, filter))
  const pages = query.data?.pages ?? []
  const loaded = pages.flatMap((page) => page.data)
  const rows = loaded.filter((row) => needsAttention(row))
  const bundles = pages[0]?.bundles ?? []
  const listed = (pages[0]?.count ?? 0) - sumOf(bundles)
  const beyond = query.hasNextPage ? Math.max(0, listed - loaded.length) : 0
  const folded = bundles.filter(({ first }) => !hidden.has(kindOf(first)))
  return { query, rows, folded, total: rows.length + beyond + sumOf(folded) }
}

const needsAttention = (row: ExceptionRow) =>
  !hidden.has(row.id) && (!row.snoozed_until || Date.parse(row.snoozed_until) <= currentTime())

/**
 * Both lists as the page shows them. An exception is what is broken: the badge counts no warnings. What is folded is
 * counted and not among the rows, unless `folds` is false.
 */
export function useExceptions(filter?: string, { folds = true }: { folds?: boolean } = {}) {
  useSyncExternalStore(subscribe, () => hidden)
  const open = useList('open', filter, folds)
  const warned = useList('warned', filter, folds)
  const more = [open.query, warned.query].find((query) => query.hasNextPage)
  return {
    broken: open.rows,
    threatened: warned.rows,
    folded: [...open.folded, ...warned.folded],
    total: open.total,
    threatenedTotal: warned.total,
    isLoading: open.query.isPending || warned.query.isPending,
    error: open.query.error ?? warned.query.error,
    loadMore: more && (() => void more.fetchNextPage()),
  }
}

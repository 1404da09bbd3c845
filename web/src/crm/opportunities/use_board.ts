// What every board of opportunities asks beside its cards.
import { useInfiniteQuery, useIsFetching, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { metricQuery, openExceptionsOf } from '@/api/board'
import { completeStep } from '@/kit/steps'
import { titleOf } from '@/model/catalogue'
import type { Entity, Entry, ExceptionRow, Model } from '@/model/types'
import { isColumnQuery } from './move_card'
import { stageKey } from './stages'

export function useExceptionsByRecord(entity: Entity) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    openExceptionsOf(entity.key),
  )
  if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  return useMemo(() => {
    const byRecord = new Map<string, ExceptionRow[]>()
    for (const row of (data?.pages ?? []).flatMap((page) => page.data))
      byRecord.set(row.record.id, [...(byRecord.get(row.record.id) ?? []), row])
    return byRecord
  }, [data])
}

/** What a card does by itself; `asked`: the one a place is to be chosen for. */
export function useCardActs(entity: Entity) {
  const [asked, setAsked] = useState<Entry | null>(null)
  const acts = useMemo(
    () => ({
      askWhere: setAsked,
      completeStep: (entry: Entry, step: Entry) =>
        void completeStep(entity.plural, entry.id, step, false, titleOf(entity, entry)),
    }),
    [entity],
  )
  return { asked, setAsked, acts }
}

/** The number that adds up what is open, weighed. */
export const pipelineMetric = (entity: Entity, model: Model) =>
  model.metrics?.find(
    (one) => one.entity === entity.key && one.sum === 'amount' && one.weigh !== null,
  )

/** The server's sum over everything in a stage, where it has such a number. */
export const useWorths = (entity: Entity, model: Model, filter: string | undefined) =>
  useQuery(metricQuery(pipelineMetric(entity, model)?.key, entity.plural, stageKey, filter)).data

/** Every column has its first cards, or why it has none. */
export function useIsBoardThere(entity: Entity): boolean {
  const isFirst: Parameters<typeof useIsFetching>[0] = {
    queryKey: ['entries', entity.plural],
    predicate: ({ queryKey: [, , query], state }) =>
      isColumnQuery(query) && state.data === undefined,
  }
  return useIsFetching(isFirst) === 0
}

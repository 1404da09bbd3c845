// What cards and the record page need beside the records themselves: what hangs on many of them at once.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Entry, ExceptionPage, Guideline, Metric, MetricPart, Page } from '@/model/types'
import { call } from './client'
import { askTogether } from './together'

const pageSize = 200
/** What hangs on so many fits into one page, as a rule. */
const recordsAtOnce = 40

/** All entries of a filter, page after page, up to `mostPages` of them. */
export async function listAll(
  plural: string,
  query: { filter: string; sort?: string; fields: string },
  mostPages: number,
  signal?: AbortSignal,
): Promise<Entry[]> {
  const found: Entry[] = []
  let after: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const { data }: { data: Page<Entry> } = await call<Page<Entry>>('GET', `/${plural}`, {
      query: { ...query, after, limit: pageSize },
      signal,
    })
    found.push(...data.data)
    after = data.next
    if (!after) break
  }
  return found
}

/**
 * What hangs on these records by the link field `link`: by id of the record, in the order asked for.
 * The name stands under ["entries", plural], so that an event of such an entry asks again.
 */
export const hangingQuery = (
  plural: string,
  link: string,
  ids: string[],
  { where, sort, fields }: { where?: string; sort?: string; fields: string[] },
) =>
  queryOptions({
    queryKey: ['entries', plural, 'hanging', link, ids, where ?? '', sort ?? ''],
    enabled: ids.length > 0,
    queryFn: () => {
      const name = JSON.stringify([plural, link, where, sort, fields])
      return askTogether(name, ids, recordsAtOnce, async (some) => {
        const among = `${link} in (${some.join(', ')})`
        const filter = where ? `${among} and ${where}` : among
        const query = { filter, sort, fields: [link, ...fields].join(',') }
        const byRecord: Record<string, Entry[]> = {}
        for (const entry of await listAll(plural, query, 10))
          (byRecord[String(entry[link])] ??= []).push(entry)
        return byRecord
      })
    },
    placeholderData: (before) => before,
  })

/** Open exceptions of one kind of record. */
export const openExceptionsOf = (entity: string) =>
  infiniteQueryOptions({
    queryKey: ['exceptions', 'open', entity],
    queryFn: async ({ pageParam, signal }) =>
      (
        await call<ExceptionPage>('GET', '/exceptions', {
          query: {
            state: 'open',
            filter: `entity = "${entity}"`,
            after: pageParam,
            limit: pageSize,
            count: pageParam === null ? true : undefined,
          },
          signal,
        })
      ).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 300_000,
  })

export const guidelinesQuery = (entity: string) =>
  queryOptions({
    queryKey: ['entries', 'guidelines', 'of', entity],
    queryFn: async ({ signal }) =>
      (
        await call<Page<Guideline>>('GET', '/guidelines', {
          query: { filter: `entity = "${entity}"`, limit: pageSize },
          signal,
        })
      ).data.data,
    staleTime: 300_000,
  })

/** A number in its parts, counted by the server over all records the reader may see. */
export const metricQuery = (key: string | undefined, plural: string, by: string, filter?: string) =>
  queryOptions({
    queryKey: ['entries', plural, 'metric', key, by, filter ?? ''],
    enabled: key !== undefined,
    queryFn: async ({ signal }) =>
      (
        await call<{ parts: MetricPart[] }>('GET', `/metrics/${key}`, {
          query: { by, filter },
          signal,
        })
      ).data.parts,
  })

/** A number over all time: how many, what they are worth per currency, and the filter of just these. */
export const totalQuery = (metric: Metric | undefined, filter: string) =>
  queryOptions({
    queryKey: ['numbers', metric?.entity, metric?.key, 'total', filter],
    enabled: metric !== undefined,
    queryFn: async ({ signal }) =>
      (
        await call<{ total: MetricPart }>('GET', `/metrics/${metric!.key}`, {
          query: { filter },
          signal,
        })
      ).data.total,
  })

/** How many a filter finds; one record is asked for, and its id alone. */
export const countQuery = (plural: string, filter: string) =>
  queryOptions({
    queryKey: ['entries', plural, 'count', filter],
    queryFn: async ({ signal }) =>
      (
        await call<Page<Entry>>('GET', `/${plural}`, {
          query: { filter, fields: 'id', limit: 1, count: true },
          signal,
        })
      ).data.count,
  })

/** The newest exceptions of one record, closed ones too. */
export const recordExceptionsQuery = (plural: string, id: string) =>
  queryOptions({
    queryKey: ['record_exceptions', plural, id],
    queryFn: async ({ signal }) =>
      (await call<ExceptionPage>('GET', `/${plural}/${id}/exceptions`, { signal })).data.data,
  })

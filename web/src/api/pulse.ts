// What goes on with records: asked for beside a list, a part of it at a time, so that an event costs no more than
// what is in sight.
import { queryOptions } from '@tanstack/react-query'
import type { Entry, Page } from '@/model/types'
import { call } from './client'

/** A promise is warned of without an event. */
const askAgainMs = 60_000

export const pulseQuery = (plural: string, ids: string[]) =>
  queryOptions({
    queryKey: ['pulse', plural, ids],
    queryFn: async ({ signal }) =>
      (
        await call<Page<Entry>>('GET', `/${plural}`, {
          query: {
            filter: `id in (${ids.join(', ')})`,
            fields: 'id',
            limit: ids.length,
            pulse: true,
          },
          signal,
        })
      ).data.pulse ?? {},
    refetchInterval: askAgainMs,
  })

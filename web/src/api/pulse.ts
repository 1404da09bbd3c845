// What goes on with records: asked for beside a list, a part of it at a time, so that an event costs no more than
// what is in sight.
import { queryOptions } from '@tanstack/react-query'
import type { Entry, Page } from '@/model/types'
import { call } from './client'
import { askTogether } from './together'

/** A page of an answer. */
const recordsAtOnce = 200
/** A promise is warned of without an event. */
const askAgainMs = 60_000

export const pulseQuery = (plural: string, ids: string[]) =>
  queryOptions({
    queryKey: ['pulse', plural, ids],
    queryFn: () =>
      askTogether(`pulse of ${plural}`, ids, recordsAtOnce, async (some) => {
        const query = {
          filter: `id in (${some.join(', ')})`,
          fields: 'id',
          limit: some.length,
          pulse: true,
        }
        return (await call<Page<Entry>>('GET', `/${plural}`, { query })).data.pulse ?? {}
      }),
    refetchInterval: askAgainMs,
  })

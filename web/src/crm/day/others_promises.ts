// The promises of somebody else, whose exceptions only he and his manager see: as they stand on the records one may
// see oneself.
import { queryOptions, useQueries } from '@tanstack/react-query'
import { call } from '@/api/client'
import { entityByKey, fieldOf, titleOf } from '@/model/catalogue'
import type { Entity, Entry, Model, Page } from '@/model/types'
import { showValue } from '@/model/values'
import type { PressingPromise } from './things'

const entities = ['lead', 'opportunity']
/** What was worked on last comes first; nobody has more in hand. */
const most = 200

/** What still runs: not closed, not in a state that ends badly. */
export function runningFilter(entity: Entity, owner: string): string {
  const parts = [`owner = ${owner}`]
  if (fieldOf(entity, 'closed_at')) parts.push('closed_at is empty')
  const dead = fieldOf(entity, 'status')?.choices?.filter(({ tone }) => tone === 'bad') ?? []
  if (dead.length > 0) parts.push(`status not in (${dead.map(({ key }) => key).join(', ')})`)
  return parts.join(' and ')
}

/** The promises that press, as a person's own exceptions would tell them. */
export function pressingOf(entity: Entity, page: Page<Entry>): PressingPromise[] {
  return page.data.flatMap((entry): PressingPromise[] => {
    const promise = page.pulse?.[entry.id]?.promise
    if (!promise || promise.state === 'running') return []
    const title = titleOf(entity, entry)
    const field = ['company', 'stage'].flatMap((key) => fieldOf(entity, key) ?? []).at(0)
    const context = field ? showValue(field, entry[field.key]) || null : null
    return [
      {
        id: entry.id,
        state: promise.state === 'broken' ? 'open' : 'warned',
        due_at: promise.due_at,
        title,
        sentence: promise.sentence,
        broken: promise.broken,
        guideline: { id: promise.guideline, key: '' },
        record: { entity: entity.key, id: entry.id, title, context },
      },
    ]
  })
}

const promisesQuery = (entity: Entity, owner: string) =>
  queryOptions({
    queryKey: ['pulse', entity.plural, 'promises', owner],
    queryFn: async ({ signal }) => {
      const query = {
        filter: runningFilter(entity, owner),
        sort: '-updated_at',
        limit: most,
        pulse: true,
      }
      const { data } = await call<Page<Entry>>('GET', `/${entity.plural}`, {
        query,
        signal,
        behalf: owner, // he is warned of what others see running
      })
      return pressingOf(entity, data)
    },
    refetchInterval: 60_000,
  })

/** `owner` null: of nobody. */
export function useOthersPromises(model: Model, owner: string | null) {
  const known = entities.flatMap((key) => entityByKey(model, key) ?? [])
  return useQueries({
    queries: known.map((entity) => ({
      ...promisesQuery(entity, owner ?? ''),
      enabled: owner !== null,
    })),
    combine: (answers) => ({
      rows: answers.flatMap(({ data }) => data ?? []),
      isLoading: owner !== null && answers.some(({ isPending }) => isPending),
      error: answers.find(({ error }) => error)?.error ?? null,
    }),
  })
}

// One field of a record changed where it stands, in the record and in every list that shows it.
import type { InfiniteData } from '@tanstack/react-query'
import { t } from '@/base/words'
import { titleOf } from '@/model/catalogue'
import { sendWhole } from './missing/missing'
import { sayDone } from './undo'
import type { Theirs } from './use_edit'
import type { Entity, Entry, Field, Page, Value, Values } from '@/model/types'
import { nameOf } from '@/model/values'
import { changeEntry, readTimeline, undoJournal, type Loaded } from '@/api/calls'
import { entryQuery, queryClient, refreshEntry } from '@/api/queries'
import { keptIn } from '@/api/waiting'

type Lists = InfiniteData<Page<Entry>>

/** Shows a change in all lists before the server has answered; answers what takes that back. */
export function showInLists(plural: string, ids: ReadonlySet<string>, change: Values): () => void {
  const queryKey = ['entries', plural]
  const before = queryClient.getQueriesData<Lists>({ queryKey })
  queryClient.setQueriesData<Lists>({ queryKey }, (lists) =>
    lists?.pages
      ? {
          ...lists,
          pages: lists.pages.map((page) => ({
            ...page,
            data: page.data.map((entry) => (ids.has(entry.id) ? { ...entry, ...change } : entry)),
          })),
        }
      : lists,
  )
  return () => before.forEach(([key, data]) => queryClient.setQueryData(key, data))
}

/** As far as a list or a page has it. */
function knownEntry(entity: Entity, id: string): Entry | undefined {
  const read = queryClient.getQueryData<Loaded>(entryQuery(entity.plural, id).queryKey)
  const listed = queryClient
    .getQueriesData<Lists>({ queryKey: ['entries', entity.plural] })
    .flatMap(([, lists]) => lists?.pages?.flatMap(({ data }): Entry[] => data) ?? [])
  return read?.entry ?? listed.find((one) => one.id === id)
}

export const pick = (record: Values, keys: string[]): Values =>
  Object.fromEntries(keys.map((key) => [key, record[key]]))
const withChange = (now: Loaded, change: Values): Loaded => ({
  ...now,
  entry: { ...now.entry, ...change },
})

/** Saves a field against the version the reader saw, and what the server wants with it; `version` is the list's row's. */
export async function saveField(
  entity: Entity,
  id: string,
  field: Field,
  value: Value,
  version?: number,
) {
  const query = entryQuery(entity.plural, id)
  const known = queryClient.getQueryData<Loaded>(query.queryKey)
  const isNewer = version === undefined || Number(known?.entry.version) >= version
  const etag = (isNewer && known?.etag) || `"${version}"`
  const record = knownEntry(entity, id)
  const takeBackShown = showInLists(entity.plural, new Set([id]), { [field.key]: value })
  const putBack = () => {
    takeBackShown()
    if (known) queryClient.setQueryData(query.queryKey, known)
  }
  try {
    const about = { entity, sub: record && titleOf(entity, record), record }
    const done = await sendWhole(about, { [field.key]: value }, (change) =>
      changeEntry(entity.plural, id, change, etag, {
        said: [record && titleOf(entity, record), field.label].filter(Boolean).join(': '),
        about: { entity: entity.key, ids: [id] },
        before: record && { [id]: pick(record, Object.keys(change)) },
        putBack,
      }),
    )
    if (!done) return putBack()
    const { data, journal } = done
    showInLists(entity.plural, new Set([id]), data)
    // Taken back once it is shown: what is changed next is compared with it.
    const takeBack = async () => {
      await undoJournal(journal!)
      await refreshEntry(entity.plural, id)
    }
    sayDone(t('record.changed', { field: field.label }), journal ? takeBack : undefined)
    if (journal && keptIn(journal) !== null)
      return void queryClient.setQueryData<Loaded>(
        query.queryKey,
        (now) => now && withChange(now, data),
      )
    if (known) await queryClient.refetchQueries(query)
    void refreshEntry(entity.plural, id)
  } catch (error) {
    takeBackShown()
    throw error
  }
}

/** The field as it is now, and who made it so. */
export async function reloadField(entity: Entity, id: string, field: Field): Promise<Theirs> {
  const query = { ...entryQuery(entity.plural, id), staleTime: 0 }
  const [{ entry, included }, timeline] = await Promise.all([
    queryClient.fetchQuery(query),
    readTimeline(entity.plural, id, null).catch(() => null),
  ])
  const row = timeline?.data.find(
    (one) => one.record === id && !one.undone_by && one.changes && field.key in one.changes,
  )
  const by = row && nameOf(row.on_behalf_of ?? row.actor, { ...included, ...timeline?.included })
  showInLists(entity.plural, new Set([id]), entry)
  return { value: entry[field.key], included, by, at: row?.at }
}

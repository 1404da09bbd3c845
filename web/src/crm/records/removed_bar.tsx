import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { restoreEntry, undoJournal, type Loaded } from '@/api/calls'
import { refreshEntry, timelineQuery } from '@/api/queries'
import { showMomentWithin } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { sayDone, sayError } from '@/kit/undo'
import type { Entity, JournalRow } from '@/model/types'
import { nameOf } from '@/model/values'

/** Whoever may see a record sees it in the bin, too. */
export const isGone = ({ entry }: Loaded) => typeof entry['removed_at'] === 'string'

/** Of the record's own story, newest first: the act by which it went. */
export const removalIn = (rows: JournalRow[], id: string): JournalRow | undefined =>
  rows.find(({ record, changes }) => record === id && !!changes?.['removed_at']?.[1])

/** The record is in the bin, by somebody else's hand perhaps while it was being read: who, when, and the way back. */
export function RemovedBar({
  entity,
  loaded,
  title,
}: {
  entity: Entity
  loaded: Loaded
  title: string
}) {
  const { id } = loaded.entry
  const story = useInfiniteQuery(timelineQuery(entity.plural, id))
  const [isBusy, setIsBusy] = useState(false)
  const by = removalIn(story.data?.pages.flatMap(({ data }) => data) ?? [], id)?.actor
  const name = by && nameOf(by)
  const when = showMomentWithin(String(loaded.entry['removed_at']))
  const restore = async () => {
    setIsBusy(true)
    try {
      const { journal } = await restoreEntry(entity.plural, id)
      const refresh = () => refreshEntry(entity.plural, id)
      sayDone(
        t('record.restored', { title }),
        journal ? () => undoJournal(journal).finally(refresh) : undefined,
      )
      await refresh()
    } catch (error) {
      sayError(error)
    }
    setIsBusy(false)
  }
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-warn-soft px-4 py-2 text-warn"
    >
      <p className="min-w-0 flex-1 basis-60">
        <b className="font-semibold">
          {name ? t('record.removed_by', { name, when }) : t('record.removed_since', { when })}
        </b>{' '}
        {t('record.removed_keeps')}
      </p>
      {loaded.may?.acts.includes('restore') && (
        <Button disabled={isBusy} onClick={() => void restore()}>
          {t('record.restore')}
        </Button>
      )}
    </div>
  )
}

import { useQueries, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { restoreEntries, restoreEntry, undoJournal } from '@/api/calls'
import { binQuery, removersQuery, type JournalLine } from '@/api/office'
import { modelQuery, queryClient, refreshEntry } from '@/api/queries'
import { classes } from '@/base/classes'
import { showMoment, showMomentFully } from '@/base/time'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Loading, Problem } from '@/kit/page'
import { sayDone, sayError } from '@/kit/undo'
import type { Model } from '@/model/types'
import { nameOf } from '@/model/values'
import { Part } from '../part'
import { binRows, byPlural, type BinRow } from './rows'
import { t, tn } from './words'

function useBin(model: Model, only: string | undefined) {
  const entities = model.entities.filter(
    ({ may, key }) => may.remove && (only === undefined || key === only),
  )
  const found = useQueries({ queries: entities.map(({ plural }) => binQuery(plural)) })
  return {
    rows: binRows(entities.map((entity, index) => ({ entity, page: found[index]?.data }))),
    isPending: found.some((one) => one.isPending),
    error: found.find((one) => one.error)?.error,
    retry: () => found.forEach((one) => void one.refetch()),
  }
}

/** By one request for each kind of object; what one of them refused is told, and the rest can be undone at once. */
async function restore(rows: BinRow[]) {
  const refresh = () => {
    for (const { entity, entry } of rows) void refreshEntry(entity.plural, entry.id)
    void queryClient.invalidateQueries({ queryKey: ['journal'] })
  }
  const asked = byPlural(rows).map(async ([plural, ids]) => {
    const [only, ...more] = ids
    if (more.length > 0) return restoreEntries(plural, ids)
    return { ...(await restoreEntry(plural, only!)), changed: 1, job: null }
  })
  const answers = await Promise.allSettled(asked)
  const done = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const refused = answers.find((one) => one.status === 'rejected')
  refresh()
  const n = done.reduce((sum, { changed }) => sum + changed, 0)
  if (n > 0) {
    const title =
      rows.length === 1 ? t('restored_title', { title: rows[0]!.title }) : tn('restored', n)
    sayDone(title, async () => {
      for (const { journal } of done.toReversed()) if (journal) await undoJournal(journal)
      refresh()
    })
  }
  if (refused) sayError(refused.reason)
}

/** What has been removed, over all objects; one or many come back. */
export default function BinSection() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const { object } = useSearch({ from: '/shell/admin/$section' })
  const { rows, isPending, error, retry } = useBin(model, object)
  const { data: removers } = useQuery({ ...removersQuery, retry: false })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setIsBusy] = useState(false)
  const navigate = useNavigate()
  const picked = rows.filter(({ entry }) => chosen.has(entry.id))

  const bringBack = async (these: BinRow[]) => {
    if (isBusy || these.length === 0) return
    setIsBusy(true)
    await restore(these)
    setIsBusy(false)
    setChosen(new Set())
  }
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  useKeys([
    ...(picked.length > 0
      ? [{ keys: 'r', label: t('restore'), run: () => void bringBack(picked) }]
      : []),
  ])
  return (
    <Part
      title={t('title')}
      sub={t('sub')}
      actions={
        <>
          <select
            aria-label={t('object')}
            className="control w-44!"
            value={object ?? ''}
            onChange={(event) =>
              void navigate({
                to: '/admin/$section',
                params: { section: 'bin' },
                search: { object: event.target.value || undefined },
                replace: true,
              })
            }
          >
            <option value="">{t('all')}</option>
            {model.entities
              .filter(({ may }) => may.remove)
              .map(({ key, label_plural: label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
          </select>
          <Button
            kind="primary"
            shortcut="r"
            disabled={isBusy || picked.length === 0}
            onClick={() => void bringBack(picked)}
          >
            {picked.length > 0 ? tn('restore_chosen', picked.length) : t('restore')}
          </Button>
        </>
      }
    >
      {error && <Problem error={error} retry={retry} />}
      {isPending && !error && <Loading />}
      {!isPending && !error && rows.length === 0 && (
        <p className="py-6 text-center text-ink-3">{t(object ? 'empty_of' : 'empty')}</p>
      )}
      {rows.length > 0 && (
        <>
          <label className="flex min-h-8 items-center gap-2 px-2 text-ink-3 max-md:min-h-11">
            <input
              type="checkbox"
              checked={picked.length === rows.length}
              onChange={() =>
                setChosen(
                  new Set(picked.length === rows.length ? [] : rows.map(({ entry }) => entry.id)),
                )
              }
              className="size-4 accent-[var(--accent)]"
            />
            {t('choose_all')}
          </label>
          <ul className="border-t border-line">
            {rows.map((row) => (
              <Line
                key={row.entry.id}
                row={row}
                remover={removers?.[row.entry.id]}
                isChosen={chosen.has(row.entry.id)}
                toggle={() => toggle(row.entry.id)}
                restore={() => void bringBack([row])}
              />
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}

interface LineProps {
  row: BinRow
  remover: JournalLine | undefined
  isChosen: boolean
  toggle: () => void
  restore: () => void
}

/** Who removed it is said by the record, or else by the journal. */
function who({ entry, included }: BinRow, remover: JournalLine | undefined): string | undefined {
  if (entry.removed_by) return nameOf(entry.removed_by, included)
  return remover && nameOf(remover.actor)
}

function Line({ row, remover, isChosen, toggle, restore }: LineProps) {
  const { entity, entry, title } = row
  const name = who(row, remover)
  const when = showMoment(entry.removed_at)
  return (
    <li
      className={classes(
        'flex min-h-10 items-center gap-x-2 border-b border-line px-2',
        isChosen ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <label className="flex min-w-0 flex-1 items-center gap-2 self-stretch max-md:min-h-12">
        <input
          type="checkbox"
          aria-label={t('choose', { title })}
          checked={isChosen}
          onChange={toggle}
          className="size-4 shrink-0 accent-[var(--accent)]"
        />
        <span className="flex min-w-0 flex-1 items-baseline gap-x-2 max-md:flex-wrap">
          <span className="truncate font-medium">{title}</span>
          <span className="shrink-0 text-ink-3">{entity.label}</span>
          <time
            dateTime={entry.removed_at}
            title={showMomentFully(entry.removed_at)}
            className="num text-ink-3 max-md:basis-full max-md:text-xs md:ml-auto"
          >
            {name ? t('by', { name, when }) : when}
          </time>
        </span>
      </label>
      <Button aria-label={t('restore_one', { title })} onClick={restore}>
        {t('restore')}
      </Button>
    </li>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  ArrowRight,
  CalendarCheck,
  Dot,
  Mail,
  Phone,
  ListChecks,
  StickyNote,
  type LucideIcon,
} from 'lucide-react'
import { useState } from 'react'
import type { Loaded } from '@/api/calls'
import { timelineQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { showMoment, showMomentFully } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Pill } from '@/kit/marks'
import { Loading, Problem } from '@/kit/page'
import { JournalLine } from '@/kit/timeline'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entity, Entry, Included, JournalRow, Model } from '@/model/types'
import { nameOf, showValue } from '@/model/values'
import { activitiesFilter, activitiesQuery } from './related'
import { useWaitingWith, WaitingItems } from './waiting_items'

const icons: Record<string, LucideIcon> = {
  call: Phone,
  email: Mail,
  meeting: CalendarCheck,
  note: StickyNote,
  task: ListChecks,
}

/** The filters that can find something in this company. */
function filtersOf(model: Model, about: Entity): { key: string; label: string }[] {
  const hasActivities = activitiesFilter(model, about, '0') !== undefined
  const activity = hasActivities ? entityByKey(model, 'activity') : undefined
  const kinds = (activity && fieldOf(activity, 'kind')?.choices) ?? []
  return [
    { key: 'all', label: t('timeline.all') },
    ...kinds.filter(({ key }) => key in icons).map(({ key, label }) => ({ key, label })),
    { key: 'change', label: t('timeline.changes') },
  ]
}

/** An activity or an act of the journal, at its moment. */
type Item = { id: string; at: string } & (
  | { activity: Entry; row?: undefined }
  | { row: JournalRow; activity?: undefined }
)

interface TimelineProps {
  entity: Entity
  loaded: Loaded
  model: Model
}

function useActivities({ entity, loaded, model }: TimelineProps, filter: string) {
  const activity = entityByKey(model, 'activity')
  const about = activitiesFilter(model, entity, loaded.entry.id)
  const list = useInfiniteQuery({
    ...activitiesQuery(
      activity?.plural ?? '',
      filter in icons ? `(${about}) and kind = ${filter}` : about,
    ),
    enabled: about !== undefined && filter !== 'change',
  })
  const items = (list.data?.pages ?? [])
    .flatMap(({ data }) => data)
    .map(
      (one): Item => ({
        id: one.id,
        at: String(one['happened_at'] ?? one.created_at),
        activity: one,
      }),
    )
  return { list, items, isAsked: about !== undefined && filter !== 'change' }
}

function useJournal({ entity, loaded }: TimelineProps, filter: string) {
  const isAsked = filter === 'all' || filter === 'change'
  const list = useInfiniteQuery({
    ...timelineQuery(entity.plural, loaded.entry.id),
    enabled: isAsked,
  })
  const items = (list.data?.pages ?? [])
    .flatMap(({ data }) => data)
    .filter((row) => row.entity !== 'activity') // it stands there itself
    .map((row): Item => ({ id: row.id, at: row.at, row }))
  return { list, items, isAsked }
}

/** Both lists as one, newest first, no further back than both are loaded. */
export function mergeByMoment<T extends { at: string }>(
  lists: { items: T[]; hasMore: boolean }[],
): T[] {
  const from = lists
    .filter(({ hasMore }) => hasMore)
    .map(({ items }) => items.at(-1)?.at ?? '')
    .sort()
    .at(-1)
  return lists
    .flatMap(({ items }) => items)
    .filter(({ at }) => from === undefined || at >= from)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** ms; what one person changes within it was one sitting. */
const sitting = 10 * 60_000

/** Changes in a row by one person, of one record, as one: what was before the first, and what was after the last. */
export function inSittings(rows: JournalRow[]): JournalRow[] {
  const whole: JournalRow[] = []
  let earliest: JournalRow | undefined
  for (const row of rows) {
    const newest = whole.at(-1)
    if (newest && earliest && isOneSitting(earliest, row))
      whole[whole.length - 1] = { ...newest, changes: joined(row.changes!, newest.changes!) }
    else whole.push(row)
    earliest = row
  }
  return whole
}

const who = (person: JournalRow['actor'] | undefined) =>
  typeof person === 'object' ? person?.id : person

const isOneSitting = (later: JournalRow, row: JournalRow) =>
  [later, row].every(({ act, changes, undone_by }) => act === 'update' && changes && !undone_by) &&
  later.record === row.record &&
  who(later.actor) === who(row.actor) &&
  who(later.on_behalf_of) === who(row.on_behalf_of) &&
  Date.parse(later.at) - Date.parse(row.at) <= sitting

type Changes = NonNullable<JournalRow['changes']>
function joined(first: Changes, then: Changes): Changes {
  const both: Changes = { ...first }
  for (const [key, [before, after]] of Object.entries(then))
    both[key] = [first[key] ? first[key][0] : before, after]
  return both
}

/** Only what stands next to each other in the whole timeline: a call between two changes stays between them. */
function grouped(items: Item[]): Item[] {
  const whole: Item[] = []
  let rows: JournalRow[] = []
  const flush = () => {
    whole.push(...inSittings(rows).map((row): Item => ({ id: row.id, at: row.at, row })))
    rows = []
  }
  for (const item of items) {
    if (item.row) {
      rows.push(item.row)
      continue
    }
    flush()
    whole.push(item)
  }
  flush()
  return whole
}

function useItems(props: TimelineProps, filter: string) {
  const sources = [useActivities(props, filter), useJournal(props, filter)].filter(
    ({ isAsked }) => isAsked,
  )
  const items = grouped(
    mergeByMoment(sources.map(({ items, list }) => ({ items, hasMore: list.hasNextPage }))),
  )
  const included: Included = Object.assign(
    {},
    props.loaded.included,
    ...sources.flatMap(({ list }) => (list.data?.pages ?? []).map((page) => page.included ?? {})),
  )
  const more = sources.filter(({ list }) => list.hasNextPage)
  const failed = sources.find(({ list }) => list.error)?.list
  return {
    items,
    included,
    isPending: sources.some(({ list }) => list.isPending && !list.error),
    error: failed?.error,
    retry: () => void failed?.refetch(),
    loadMore:
      more.length > 0 ? () => more.forEach(({ list }) => void list.fetchNextPage()) : undefined,
  }
}

export function Timeline(props: TimelineProps) {
  const { entity, loaded, model } = props
  const [filter, setFilter] = useState('all')
  const { items, included, isPending, error, retry, loadMore } = useItems(props, filter)
  const about = { entity: entity.key, id: loaded.entry.id }
  const kept = useWaitingWith(about.entity, about.id)
  return (
    <section aria-label={t('timeline.title')} className="px-4 py-3">
      <div className="mb-3 flex flex-wrap items-center gap-1">
        <h2 className="mr-2 font-semibold">{t('timeline.title')}</h2>
        <div role="group" aria-label={t('timeline.filter')} className="flex flex-wrap gap-1">
          {filtersOf(model, entity).map(({ key, label }) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === filter}
              onClick={() => setFilter(key)}
              className={classes(
                'h-6 rounded-md px-2 max-md:h-9',
                key === filter ? 'bg-hover font-medium text-ink' : 'text-ink-3 hover:bg-hover',
              )}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      {isPending && <Loading />}
      {error && <Problem error={error} retry={retry} />}
      {!isPending && !error && items.length + kept.length === 0 && (
        <p className="text-ink-3">{t('timeline.empty')}</p>
      )}
      <ol className="space-y-3">
        <WaitingItems kept={kept} model={model} />
        {items.map((item) => (
          <Row key={item.id} item={item} model={model} about={about} included={included} />
        ))}
      </ol>
      {loadMore && (
        <Button className="mt-3" onClick={loadMore}>
          {t('list.more')}
        </Button>
      )}
    </section>
  )
}

interface RowProps {
  item: Item
  model: Model
  about: { entity: string; id: string }
  included: Included
}

function Row({ item, model, about, included }: RowProps) {
  const { activity, row } = item
  const Icon = (activity && icons[String(activity['kind'])]) ?? (activity ? Dot : ArrowRight)
  return (
    <li className="flex gap-2.5">
      <span
        className={classes(
          'grid size-6 shrink-0 place-items-center rounded-full',
          activity ? 'bg-accent-soft text-accent-ink' : 'bg-hover text-ink-3',
        )}
      >
        <Icon size={13} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        {activity ? (
          <ActivityLine activity={activity} model={model} about={about} included={included} />
        ) : (
          <ul>
            <JournalLine row={row} model={model} about={about} included={included} />
          </ul>
        )}
      </div>
    </li>
  )
}

/** Somebody who entered it for another. */
function enteredBy(activity: Entry, included: Included): string {
  const { owner, created_by: by } = activity
  return typeof by === 'string' && owner && by !== owner
    ? t('timeline.entered_by', { name: nameOf(by, included) })
    : ''
}

/** "Call · Reached", what was noted, who with whom. */
function ActivityLine({
  activity,
  model,
  about,
  included,
}: Omit<RowProps, 'item'> & { activity: Entry }) {
  const entity = entityByKey(model, 'activity')
  const text = (key: string) => {
    const field = entity && fieldOf(entity, key)
    return field ? showValue(field, activity[key], included) : ''
  }
  const happenedAt = String(activity['happened_at'] ?? activity.created_at)
  const head = [...new Set([text('kind'), text('outcome'), text('subject')])]
    .filter(Boolean)
    .join(' · ')
  // What it was about, where that is not the page's own record; a lead's contact is called as the lead.
  const others = (entity?.fields ?? [])
    .filter(({ kind, key, link }) => kind === 'link' && link !== 'user' && key !== about.entity)
    .map(({ key }) => text(key))
  const owner = nameOf(activity['owner'] as string | null, included)
  const foot = [owner, enteredBy(activity, included), text('result'), ...new Set(others)]
  return (
    <>
      <div className="flex items-baseline gap-2">
        <Link
          to="/e/$plural/$id"
          params={{ plural: entity?.plural ?? '', id: activity.id }}
          className="min-w-0 flex-1 font-medium break-words hover:underline"
        >
          {head}
        </Link>
        {activity['state'] === 'planned' && <Pill tone="info">{text('state')}</Pill>}
        <time
          dateTime={happenedAt}
          title={showMomentFully(happenedAt)}
          className="num shrink-0 text-xs text-ink-3"
        >
          {showMoment(happenedAt)}
        </time>
      </div>
      {text('note') && <p className="break-words whitespace-pre-wrap text-ink-2">{text('note')}</p>}
      <p className="text-xs text-ink-3">{foot.filter(Boolean).join(' · ')}</p>
    </>
  )
}

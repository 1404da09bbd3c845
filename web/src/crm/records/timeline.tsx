import { useInfiniteQuery } from '@tanstack/react-query'
import {
  ArrowRight,
  CalendarCheck,
  LifeBuoy,
  Mail,
  Phone,
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
import { Loading, Problem } from '@/kit/page'
import { JournalLine } from '@/kit/timeline'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entity, Included, JournalRow, Model } from '@/model/types'
import { nameOf, showValue } from '@/model/values'

/** What a row is about, for the filters: a kind of activity, a case, or a change. */
export function sortOf(row: JournalRow): string {
  if (row.entity === 'case') return 'case'
  if (row.entity !== 'activity' || row.act !== 'create') return 'change'
  return String(row.changes?.['kind']?.[1] ?? 'change')
}

const icons: Record<string, LucideIcon> = {
  call: Phone,
  email: Mail,
  meeting: CalendarCheck,
  note: StickyNote,
  case: LifeBuoy,
}

/** The filters that can find something in this company. */
function filtersOf(model: Model): { key: string; label: string }[] {
  const activity = entityByKey(model, 'activity')
  const kinds = (activity && fieldOf(activity, 'kind')?.choices) ?? []
  const cases = entityByKey(model, 'case')
  return [
    { key: 'all', label: t('timeline.all') },
    ...kinds.filter(({ key }) => key in icons).map(({ key, label }) => ({ key, label })),
    ...(cases ? [{ key: 'case', label: cases.label_plural }] : []),
    { key: 'change', label: t('timeline.changes') },
  ]
}

export function Timeline({
  entity,
  loaded,
  model,
}: {
  entity: Entity
  loaded: Loaded
  model: Model
}) {
  const [filter, setFilter] = useState('all')
  const timeline = useInfiniteQuery(timelineQuery(entity.plural, loaded.entry.id))
  const pages = timeline.data?.pages ?? []
  const all = pages.flatMap((page) => page.data)
  const rows = filter === 'all' ? all : all.filter((row) => sortOf(row) === filter)
  const included: Included = Object.assign(
    {},
    loaded.included,
    ...pages.map((page) => page.included ?? {}),
  )
  const about = { entity: entity.key, id: loaded.entry.id }
  return (
    <section aria-label={t('timeline.title')} className="px-4 py-3">
      <div className="mb-3 flex flex-wrap items-center gap-1">
        <h2 className="mr-2 font-semibold">{t('timeline.title')}</h2>
        <div role="group" aria-label={t('timeline.filter')} className="flex flex-wrap gap-1">
          {filtersOf(model).map(({ key, label }) => (
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
      {timeline.isPending && <Loading />}
      {timeline.error && <Problem error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && rows.length === 0 && (
        <p className="text-ink-3">{t(all.length > 0 ? 'timeline.none_such' : 'timeline.empty')}</p>
      )}
      <ol className="space-y-3">
        {rows.map((row) => (
          <Row key={row.id} row={row} model={model} about={about} included={included} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button className="mt-3" onClick={() => void timeline.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </section>
  )
}

interface RowProps {
  row: JournalRow
  model: Model
  about: { entity: string; id: string }
  included: Included
}

function Row(props: RowProps) {
  const { row } = props
  const sort = sortOf(row)
  const Icon = icons[sort] ?? ArrowRight
  const isActivity = row.entity === 'activity' && sort !== 'change'
  return (
    <li className="flex gap-2.5">
      <span
        className={classes(
          'grid size-6 shrink-0 place-items-center rounded-full',
          isActivity ? 'bg-accent-soft text-accent-ink' : 'bg-hover text-ink-3',
        )}
      >
        <Icon size={13} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        {isActivity ? (
          <ActivityLine {...props} />
        ) : (
          <ul>
            <JournalLine {...props} />
          </ul>
        )}
      </div>
    </li>
  )
}

/** "Call · Reached – Wants a price for 40 more." */
function ActivityLine({ row, model, included }: RowProps) {
  const entity = entityByKey(model, 'activity')
  const text = (key: string) => {
    const field = entity && fieldOf(entity, key)
    return field ? showValue(field, row.changes?.[key]?.[1], included) : ''
  }
  const happenedAt = String(row.changes?.['happened_at']?.[1] ?? row.at)
  const head = [text('kind'), text('outcome'), text('subject')].filter(Boolean).join(' · ')
  return (
    <div className={row.undone_by ? 'text-ink-3 line-through' : undefined}>
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 font-medium break-words">{head}</span>
        <time
          dateTime={happenedAt}
          title={showMomentFully(happenedAt)}
          className="num shrink-0 text-xs text-ink-3"
        >
          {showMoment(happenedAt)}
        </time>
      </div>
      {text('note') && <p className="break-words whitespace-pre-wrap text-ink-2">{text('note')}</p>}
      <p className="text-xs text-ink-3">
        {nameOf(row.actor, included)}
        {row.on_behalf_of && ` ${t('timeline.for', { name: nameOf(row.on_behalf_of, included) })}`}
        {text('result') && ` · ${text('result')}`}
      </p>
    </div>
  )
}

// What has changed in the month's open opportunities since last Monday, kind by kind, each with its records.
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { MovedRecord, MoveKey, Movements } from '@/api/numbers'
import { classes } from '@/base/classes'
import { showMoneyShort, type Money } from '@/base/money'
import { dayOf, showDayAs, showDayShort } from '@/base/time'
import { language } from '@/base/words'
import { Loading, Problem } from '@/kit/page'
import { showMonth } from '@/kit/numbers/month'
import { exact, short } from './figures'
import type { PlanView } from './use_plan_view'
import { t } from './words'

const recordsShown = 8
/** So few are shown without asking. */
const fewRecords = 6

const labels = {
  opened: 'moves.opened',
  moved_in: 'moves.moved_in',
  raised: 'moves.raised',
  lowered: 'moves.lowered',
  won: 'moves.won',
  lost: 'moves.lost',
  moved_out: 'moves.moved_out',
  removed: 'moves.removed',
} as const

export const sinceDay = ({ since }: Movements) => dayOf(new Date(since))
const showSince = (moved: Movements) =>
  showDayAs(sinceDay(moved), { weekday: 'short', day: 'numeric', month: 'short' })

const sumOf = (sums: Money[], currency: string) =>
  Number(sums.find((sum) => sum.currency === currency)?.amount ?? 0)

/** What has become of open business, by how it counts: what was won has left it, too, and is no loss. */
const kinds = {
  won: ['won'],
  lost: ['lost'],
  moved: ['moved_in', 'moved_out'],
  changed: ['raised', 'lowered'],
  opened: ['opened', 'removed'],
} satisfies Record<string, MoveKey[]>
export type MovedKind = keyof typeof kinds
const kindOf = (move: MoveKey) =>
  (Object.keys(kinds) as MovedKind[]).find((kind) => (kinds[kind] as MoveKey[]).includes(move))!

/** By kind, what has come to or left somebody's open opportunities, or everybody's; nothing that is nought. */
export function changesOf(moved: Movements, currency: string, owner?: string) {
  const sums = new Map<MovedKind, number>(
    (Object.keys(kinds) as MovedKind[]).map((one) => [one, 0]),
  )
  for (const { move, sign, parts } of moved.moves)
    for (const part of parts.filter((one) => owner === undefined || one.owner === owner)) {
      const kind = kindOf(move)
      sums.set(kind, sums.get(kind)! + sign * sumOf(part.total.sums ?? [], currency))
    }
  return [...sums].filter(([, n]) => n !== 0).map(([kind, n]) => ({ kind, n }))
}

export function WhatChanged({ view }: { view: PlanView }) {
  const { data, error, refetch } = view.moved
  return (
    <section
      aria-labelledby="plan-moves"
      className="min-w-0 flex-1 border-b border-line px-4 py-3 lg:border-l"
    >
      <h2 id="plan-moves" className="mb-2 flex flex-wrap items-baseline gap-x-2 font-semibold">
        {t('moves.title')}
        {data && (
          <span className="font-normal text-ink-3">
            {t('moves.sub', { month: showMonth(view.month), day: showSince(data) })}
          </span>
        )}
      </h2>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Moves moved={data} currency={view.currency} />}
    </section>
  )
}

function Moves({ moved, currency }: { moved: Movements; currency: string }) {
  const moves = moved.moves.filter(({ total }) => total.count > 0)
  return (
    <div className="num">
      <Line label={t('moves.begins', { day: showSince(moved) })}>
        <Figure
          count={moved.begins.count}
          n={sumOf(moved.begins.sums, currency)}
          {...{ currency }}
        />
      </Line>
      {moves.length === 0 && (
        <p className="py-1.5 text-ink-3">{t('moves.nothing', { day: showSince(moved) })}</p>
      )}
      {moves.map(({ move, sign, total }) => (
        <details
          key={move}
          data-move={move}
          open={moved.records.length <= fewRecords}
          className="group border-t border-line"
        >
          <summary className="flex list-none items-center gap-1.5 py-1.5 hover:bg-hover">
            <ChevronRight
              size={13}
              aria-hidden
              className="shrink-0 text-ink-3 group-open:rotate-90"
            />
            <span className="min-w-0 flex-1 truncate">{t(labels[move])}</span>
            <Figure
              count={total.count}
              n={sign * sumOf(total.sums, currency)}
              currency={currency}
              isChange
              isGood={move === 'won'}
            />
          </summary>
          <Records records={moved.records.filter((record) => record.move === move)} moved={moved} />
        </details>
      ))}
      <div className="border-t border-line-strong font-medium">
        <Line label={t('moves.ends')}>
          <Link
            to="/e/$plural"
            params={{ plural: 'opportunities' }}
            search={{ filter: moved.filter }}
            className="hover:underline"
          >
            <Figure
              count={moved.ends.count}
              n={sumOf(moved.ends.sums, currency)}
              {...{ currency }}
            />
          </Link>
        </Line>
      </div>
      {!moved.complete && <p className="pt-1 text-xs text-ink-3">{t('moves.partly')}</p>}
    </div>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <p className="flex items-center gap-2 py-1.5">
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {children}
    </p>
  )
}

export const signed = (n: number, currency: string) =>
  `${n > 0 ? '+' : n < 0 ? '−' : '±'}${short(Math.abs(n), currency)}`

function Figure({
  count,
  n,
  currency,
  isChange,
  isGood,
}: {
  count: number
  n: number
  currency: string
  isChange?: boolean
  isGood?: boolean
}) {
  return (
    <span className="flex shrink-0 items-baseline gap-2">
      <span className="text-ink-3">{count.toLocaleString(language())}</span>
      <span
        title={exact(n, currency)}
        className={classes('min-w-20 text-right font-medium', isGood && 'text-good')}
      >
        {isChange ? signed(n, currency) : short(n, currency)}
      </span>
    </span>
  )
}

function Records({ records, moved }: { records: MovedRecord[]; moved: Movements }) {
  const rest = records.length - recordsShown
  return (
    <ul className="pb-2 pl-5">
      {records.slice(0, recordsShown).map((record) => (
        <li key={record.id} className="flex items-baseline gap-2 py-0.5">
          <Link
            to="/e/$plural/$id"
            params={{ plural: 'opportunities', id: record.id }}
            className="min-w-0 truncate hover:underline"
          >
            {record.title}
          </Link>
          <span className="min-w-0 flex-1 truncate text-ink-3">
            {[record.owner && moved.included[record.owner]?.title, datesOf(record)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {record.amount && (
            <span className={classes('shrink-0', 'text-ink-2')}>
              {showMoneyShort(record.amount)}
            </span>
          )}
        </li>
      ))}
      {rest > 0 && (
        <li className="py-0.5 text-ink-3">
          {t('moves.more', { n: rest.toLocaleString(language()) })}
        </li>
      )}
    </ul>
  )
}

/** Only where the close date is what changed. */
function datesOf({ move, close_date_before: from, close_date_now: to }: MovedRecord) {
  const isMove = move === 'moved_in' || move === 'moved_out'
  if (!isMove || !from || !to) return undefined
  return t('moves.from_to', { from: showDayShort(from), to: showDayShort(to) })
}

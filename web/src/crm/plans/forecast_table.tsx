import { useQuery } from '@tanstack/react-query'
import { plansQuery, type ForecastPart } from '@/api/numbers'
import { classes } from '@/base/classes'
import { Loading, Problem } from '@/kit/page'
import { showDayShort } from '@/base/time'
import { Gap, labels } from './chart'
import { changesOf, signed, sinceDay, type MovedKind } from './movements'
import { exact, short, SumLink } from './figures'
import { MonthPlan } from './plan_number'
import { forecastMetric, indexOf, type Slot } from './plans'
import { cell, Empty, Frame, nameCell } from './tables'
import type { Member, PlanView } from './use_plan_view'
import { t } from './words'

type Sums = Pick<ForecastPart, 'lines' | 'won' | 'commit' | 'best'>

/** Person by person for the month: plan, won, commit, best case, gap, and the change since last Monday. */
export function ForecastTable({ view }: { view: PlanView }) {
  const { month, currency, moved, isOwn } = view
  const forecast = isOwn ? view.byMonth : view.byPerson
  const plans = useQuery(
    plansQuery(`period = month and first_day = ${month} and metric = ${forecastMetric}`),
  )
  const error = forecast.error ?? plans.error
  if (error) return <Problem error={error} retry={() => void forecast.refetch()} />
  if (!forecast.data || !plans.data || !view.isReady) return <Loading />
  const index = indexOf(plans.data)
  const parts = new Map(
    forecast.data.parts
      .filter(({ period }) => period === month)
      .map((part) => [isOwn ? view.me.id : (part.who ?? ''), part]),
  )
  const members = byGap(
    rowsOf(view, [...parts.keys()], forecast.data.included),
    (id) => parts.get(id)?.lines.find((one) => one.currency === currency)?.gap ?? null,
  )
  const slotOf = (member: Member): Slot => ({
    holder: { user: member.id, name: member.name },
    metric: forecastMetric,
    part: 'amount',
    currency,
  })
  const nobody = parts.get('')
  if (members.length === 0 && !nobody) return <Empty />
  const heads = [t('chart.plan'), t(labels.won), t(labels.commit), t(labels.best), t('chart.gap')]
  const since = moved.data
  return (
    <Frame
      head={[
        ...heads,
        ...(since ? [t('table.since', { day: showDayShort(sinceDay(since)) })] : []),
      ]}
      members={members}
      before={
        !isOwn && (
          <tr data-total>
            <th scope="row" className={`${nameCell} font-medium`}>
              {view.team ? t('table.team', { team: view.team.name }) : t('table.total')}
            </th>
            <td className={cell}>
              <TotalPlan view={view} index={index} total={forecast.data.total} />
            </td>
            <Won part={forecast.data.total} currency={currency} />
            {since && (
              <td className={cell}>
                <Changes parts={changesOf(since, currency)} currency={currency} />
              </td>
            )}
          </tr>
        )
      }
      cells={(member) => (
        <>
          <td className={cell}>
            <MonthPlan view={view} slot={slotOf(member)} index={index} month={month} />
          </td>
          <Won part={parts.get(member.id)} currency={currency} />
          {since && (
            <td className={cell}>
              <Changes parts={changesOf(since, currency, member.id)} currency={currency} />
            </td>
          )}
        </>
      )}
      after={
        nobody && (
          <tr>
            <th scope="row" className={`${nameCell} font-normal text-ink-3`}>
              {t('table.nobody')}
            </th>
            <td className={cell} />
            <Won part={nobody} currency={currency} />
            {since && <td className={cell} />}
          </tr>
        )
      }
    />
  )
}

/** Who is the furthest behind his plan comes first; without a plan one comes last. */
export function byGap(members: Member[], gapOf: (id: string) => string | null): Member[] {
  const rank = ({ id }: Member) => {
    const gap = gapOf(id)
    return gap === null ? -Infinity : Number(gap)
  }
  return members.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)))
}

/** A team may have a plan as one; it goes before what its people's come to. */
function TotalPlan({
  view,
  index,
  total,
}: {
  view: PlanView
  index: ReturnType<typeof indexOf>
  total: Sums
}) {
  const { currency, team, month } = view
  const line = total.lines.find((one) => one.currency === currency)
  const sum = line?.plan == null ? undefined : Number(line.plan)
  const slot: Slot = {
    holder: { team: team?.id ?? '', name: team?.name ?? t('table.total') },
    metric: forecastMetric,
    part: 'amount',
    currency,
  }
  const shown = { ...view, mayEdit: view.mayEdit && !!team }
  return <MonthPlan view={shown} slot={slot} index={index} month={month} fallback={sum} />
}

/** Who sells or has something in the table, by name. */
export function rowsOf(
  view: PlanView,
  present: string[],
  included: Record<string, { title: string }>,
): Member[] {
  const known = new Map(view.members.map((member) => [member.id, member]))
  const strangers = [...new Set(present)]
    .filter((id) => id !== '' && !known.has(id))
    .map((id): Member => ({ id, name: included[id]?.title ?? `#${id}`, team: null, sells: false }))
  return [
    ...view.members.filter(({ id, sells }) => sells || present.includes(id)),
    ...strangers,
  ].sort((a, b) => a.name.localeCompare(b.name))
}

function Won({ part, currency }: { part: Sums | undefined; currency: string }) {
  const line = part?.lines.find((one) => one.currency === currency)
  return (
    <>
      {(['won', 'commit', 'best'] as const).map((key) => (
        <td key={key} className={cell}>
          <SumLink
            n={Number(line?.[key] ?? 0)}
            currency={currency}
            count={part?.[key].count ?? 0}
            plural="opportunities"
            filter={part?.[key].filter ?? ''}
          />
        </td>
      ))}
      <td className={cell}>
        <Gap gap={line?.gap == null ? null : Number(line.gap)} currency={currency} />
      </td>
    </>
  )
}

const changeWords = {
  won: 'table.won',
  lost: 'table.lost',
  moved: 'table.moved',
  changed: 'table.changed',
  opened: 'table.opened',
} as const

/** Each by its name: a sum alone would read as a loss where business was won. */
function Changes({
  parts,
  currency,
}: {
  parts: { kind: MovedKind; n: number }[]
  currency: string
}) {
  if (parts.length === 0) return <span className="text-ink-3">–</span>
  return (
    <span className="flex flex-wrap justify-end gap-x-2">
      {parts.map(({ kind, n }) => (
        <span
          key={kind}
          title={exact(Math.abs(n), currency)}
          className={classes(
            'whitespace-nowrap',
            kind === 'won' || n > 0 ? 'text-good' : 'text-ink-2',
          )}
        >
          {t(changeWords[kind], {
            sum: kind === 'won' || kind === 'lost' ? short(-n, currency) : signed(n, currency),
          })}
        </span>
      ))}
    </span>
  )
}

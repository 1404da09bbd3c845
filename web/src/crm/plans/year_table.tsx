import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { plansQuery } from '@/api/numbers'
import { showMonthShort } from '@/kit/numbers/month'
import { Loading, Problem } from '@/kit/page'
import type { Metric } from '@/model/types'
import { rowsOf } from './forecast_table'
import { MonthPlan, YearPlan } from './plan_number'
import { forecastMetric, indexOf, monthsOf, numberOf, planAt, type Part, type Slot } from './plans'
import { showPlan } from './plan_cell'
import { cell, Empty, Frame, nameCell } from './tables'
import type { PlanView } from './use_plan_view'
import { t } from './words'

/** What can be planned: a number of each, and of what is worth money also an amount. */
function aimsOf(metrics: Metric[], currency: string) {
  return metrics
    .filter(({ plan }) => plan)
    .flatMap((metric) => {
      const count = {
        key: `${metric.key}/target`,
        metric,
        part: 'target' as Part,
        label: metric.label,
      }
      if (!metric.sum) return [count]
      const label = t('plan.amount_of', { metric: metric.label, currency })
      return [{ key: `${metric.key}/amount`, metric, part: 'amount' as Part, label }, count]
    })
}

/** Person by month, and the year, which is spread over the months when it is typed. */
export function YearTable({ view }: { view: PlanView }) {
  const { currency, model, month } = view
  const aims = aimsOf(model.metrics ?? [], currency)
  const [wanted, setWanted] = useState(`${forecastMetric}/amount`)
  const aim = aims.find(({ key }) => key === wanted) ?? aims[0]
  const year = month.slice(0, 4)
  const plans = useQuery(
    plansQuery(
      `period = month and first_day >= ${year}-01-01 and first_day <= ${year}-12-31 ` +
        `and metric = ${aim?.metric.key}`,
    ),
  )
  if (!aim) return <Empty />
  if (plans.error) return <Problem error={plans.error} retry={() => void plans.refetch()} />
  if (!plans.data || !view.isReady) return <Loading />
  const index = indexOf(plans.data)
  const months = monthsOf(year)
  const holders = plans.data.flatMap(({ user }) => (user ? [user] : []))
  const members = rowsOf(view, view.isOwn ? [] : holders.filter((id) => isMember(view, id)), {})
  const slotOf = (holder: Slot['holder']): Slot => ({
    holder,
    metric: aim.metric.key,
    part: aim.part,
    currency,
  })
  const { team } = view
  return (
    <>
      <select
        aria-label={t('table.metric')}
        value={aim.key}
        onChange={(event) => setWanted(event.target.value)}
        className="control mb-2 w-auto! max-w-full"
      >
        {aims.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      {members.length === 0 ? (
        <Empty />
      ) : (
        <Frame
          head={[...months.map(showMonthShort), t('table.year_total')]}
          members={members}
          cells={(member) => (
            <Cells
              view={view}
              slot={slotOf({ user: member.id, name: member.name })}
              index={index}
              months={months}
            />
          )}
          foot={
            !view.isOwn && [
              <tr key="all">
                <th scope="row" className={`${nameCell} font-medium`}>
                  {t('table.total')}
                </th>
                {[...months.map((one) => [one]), months].map((some, at) => (
                  <td key={at} className={cell}>
                    <Sum
                      slots={members.map(({ id, name }) => slotOf({ user: id, name }))}
                      months={some}
                      index={index}
                    />
                  </td>
                ))}
              </tr>,
              team && (
                <tr key="team" data-team={team.id}>
                  <th scope="row" className={`${nameCell} font-medium`}>
                    {t('table.team', { team: team.name })}
                  </th>
                  <Cells
                    view={view}
                    slot={slotOf({ team: team.id, name: team.name })}
                    index={index}
                    months={months}
                  />
                </tr>
              ),
            ]
          }
        />
      )}
    </>
  )
}

const isMember = (view: PlanView, id: string) => view.members.some((member) => member.id === id)

interface CellsProps {
  view: PlanView
  slot: Slot
  index: ReturnType<typeof indexOf>
  months: string[]
}

function Cells({ months, ...rest }: CellsProps) {
  return (
    <>
      {months.map((month) => (
        <td key={month} data-cell={month} className={cell}>
          <MonthPlan {...rest} month={month} />
        </td>
      ))}
      <td data-cell="year" className={`${cell} font-medium`}>
        <YearPlan {...rest} months={months} />
      </td>
    </>
  )
}

function Sum({
  slots,
  months,
  index,
}: {
  slots: Slot[]
  months: string[]
  index: ReturnType<typeof indexOf>
}) {
  const [first] = slots
  const numbers = slots.flatMap((slot) =>
    months.flatMap((month) => numberOf(planAt(index, slot, month), slot.part, slot.currency) ?? []),
  )
  if (!first || numbers.length === 0) return <span className="text-ink-3">–</span>
  const sum = numbers.reduce((all, n) => all + n, 0)
  return <>{showPlan(sum, first.part, first.currency)}</>
}

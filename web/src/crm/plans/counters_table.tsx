import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { plansQuery, type Figure } from '@/api/numbers'
import { language } from '@/base/words'
import { lastDayOf } from '@/kit/numbers/month'
import { PlanBar, paceWords } from '@/kit/numbers/counter'
import { plannable, useFigures } from '@/kit/numbers/use_figures'
import { Loading, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { Metric } from '@/model/types'
import { rowsOf } from './forecast_table'
import { MonthPlan } from './plan_number'
import { indexOf } from './plans'
import { cell, Empty, Frame, nameCell } from './tables'
import type { PlanView } from './use_plan_view'
import { t } from './words'

/** "5 / 7" for each person and each thing that is counted: the first opens the records, the second is the plan. */
export function CountersTable({ view }: { view: PlanView }) {
  const { month, model, whose } = view
  const metrics = plannable(model.metrics)
  const { figures, error } = useFigures(metrics, {
    over: 'month',
    from: month,
    to: lastDayOf(month),
    whose,
    by: 'owner',
    plan: true,
  })
  const plans = useQuery(plansQuery(`period = month and first_day = ${month}`))
  const problem = error ?? plans.error
  if (problem) return <Problem error={problem} retry={() => void plans.refetch()} />
  if (!figures || !plans.data || !view.isReady) return <Loading />
  const index = indexOf(plans.data)
  const partOf = (at: number, owner: string) =>
    figures[at]!.answer.parts.find((part) => part.owner === owner)
  const present = figures.flatMap(({ answer }) => answer.parts.map(({ owner }) => owner ?? ''))
  const included = Object.assign({}, ...figures.map(({ answer }) => answer.included))
  const members = rowsOf(view, present, included)
  if (members.length === 0) return <Empty />
  return (
    <Frame
      head={metrics.map(({ label }) => label)}
      members={members}
      cells={(member) =>
        metrics.map((metric, at) => {
          const figure = partOf(at, member.id)
          return (
            <td key={metric.key} data-metric={metric.key} className={cell}>
              <span className="flex items-center justify-end gap-1">
                <Bar figure={figure} />
                <Done figure={figure} metric={metric} view={view} />
                <span aria-hidden className="text-ink-3">
                  /
                </span>
                <span className="w-12 text-left">
                  <MonthPlan
                    view={view}
                    slot={{
                      holder: { user: member.id, name: `${member.name}, ${metric.label}` },
                      metric: metric.key,
                      part: 'target',
                      currency: view.currency,
                    }}
                    index={index}
                    month={month}
                    isLeft
                  />
                </span>
              </span>
            </td>
          )
        })
      }
      foot={
        !view.isOwn && (
          <tr>
            <th scope="row" className={`${nameCell} font-medium`}>
              {view.team ? t('table.team', { team: view.team.name }) : t('table.total')}
            </th>
            {figures.map(({ metric, answer: { total } }) => (
              <td key={metric.key} className={cell}>
                <span className="flex items-center justify-end gap-1">
                  <Bar figure={total} />
                  <Done figure={total} metric={metric} view={view} />
                  <span aria-hidden className="text-ink-3">
                    /
                  </span>
                  <span className="w-12 px-1.5 text-left">
                    {total.plan?.count?.target.toLocaleString(language()) ?? '–'}
                  </span>
                </span>
              </td>
            ))}
          </tr>
        )
      }
    />
  )
}

function Bar({ figure }: { figure: Figure | undefined }) {
  const aim = figure?.plan?.count
  if (!aim) return null
  return (
    <span title={paceWords(aim)} className="mr-2 ml-auto w-14 max-lg:hidden">
      <PlanBar aim={aim} />
      <span className="sr-only">{paceWords(aim)}</span>
    </span>
  )
}

function Done({
  figure,
  metric,
  view,
}: {
  figure: Figure | undefined
  metric: Metric
  view: PlanView
}) {
  if (!figure || figure.count === 0) return <span className="text-ink-3">0</span>
  return (
    <Link
      to="/e/$plural"
      params={{ plural: entityByKey(view.model, metric.entity)?.plural ?? metric.entity }}
      search={{ filter: figure.filter }}
      data-done={figure.count}
      className="inline-block min-w-6 leading-6 hover:underline"
    >
      {figure.count.toLocaleString(language())}
    </Link>
  )
}

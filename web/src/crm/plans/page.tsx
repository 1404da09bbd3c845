import { ChevronLeft, ChevronRight } from 'lucide-react'
import { refreshNumbers } from '@/api/numbers'
import { t as common } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Counter, counterStrip } from '@/kit/numbers/counter'
import { addMonths, lastDayOf, showMonth, thisMonth } from '@/kit/numbers/month'
import { plannable, useFigures } from '@/kit/numbers/use_figures'
import { Page, Problem } from '@/kit/page'
import { moneyAim, sumIn } from '@/api/numbers'
import { entityByKey } from '@/model/catalogue'
import { ForecastChart } from './chart'
import { short } from './figures'
import { WhatChanged } from './movements'
import { forecastMetric } from './plans'
import { Tables } from './tables'
import { usePlanView, type PlanView } from './use_plan_view'
import { t } from './words'

export default function PlanPage() {
  const view = usePlanView()
  const { month, chooseMonth, isOwn } = view
  useKeys([
    { keys: 'arrowleft', label: t('plan.earlier'), run: () => chooseMonth(addMonths(month, -1)) },
    { keys: 'arrowright', label: t('plan.later'), run: () => chooseMonth(addMonths(month, 1)) },
  ])
  const picker = <TeamPicker view={view} />
  return (
    <Page
      title={common('nav.plan')}
      sub={`${showMonth(month)} · ${isOwn ? t('plan.own') : nameOfTeams(view)}`}
      actions={
        <>
          <span className="max-md:hidden">{picker}</span>
          <MonthStepper view={view} />
        </>
      }
      bar={
        view.teams.length > 1 && <div className="border-b border-line p-2 md:hidden">{picker}</div>
      }
    >
      <div data-scroller className="min-h-0 flex-1 overflow-auto">
        <Counters view={view} />
        <div className="flex max-lg:flex-col">
          <ForecastChart view={view} />
          <WhatChanged view={view} />
        </div>
        <Tables view={view} />
      </div>
    </Page>
  )
}

/** The only one needs no choice. */
const nameOfTeams = ({ team, teams }: PlanView) =>
  team?.name ?? (teams.length === 1 ? teams[0]!.name : t('plan.all_teams'))

function TeamPicker({ view: { teams, team, chooseTeam } }: { view: PlanView }) {
  if (teams.length < 2) return null
  return (
    <select
      aria-label={t('plan.team')}
      value={team?.id ?? ''}
      onChange={(event) => chooseTeam(event.target.value || undefined)}
      className="control w-auto! max-w-48 max-md:w-full! max-md:max-w-none"
    >
      <option value="">{t('plan.all_teams')}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function MonthStepper({ view: { month, chooseMonth } }: { view: PlanView }) {
  const isNow = month === thisMonth()
  return (
    <div role="group" aria-label={t('plan.month')} className="flex items-center gap-0.5">
      <IconButton
        label={t('plan.earlier')}
        aria-keyshortcuts="ArrowLeft"
        onClick={() => chooseMonth(addMonths(month, -1))}
      >
        <ChevronLeft size={16} aria-hidden />
      </IconButton>
      <Button
        onClick={() => chooseMonth(thisMonth())}
        disabled={isNow}
        title={t('plan.now')}
        className="num min-w-28 max-md:min-w-24 disabled:opacity-100!"
      >
        {showMonth(month)}
      </Button>
      <IconButton
        label={t('plan.later')}
        aria-keyshortcuts="ArrowRight"
        onClick={() => chooseMonth(addMonths(month, 1))}
      >
        <ChevronRight size={16} aria-hidden />
      </IconButton>
    </div>
  )
}

/** Of the team or the people, against what is planned for them; what was won also in money. */
function Counters({ view }: { view: PlanView }) {
  const { model, month, whose, currency, isOwn } = view
  const { figures, error } = useFigures(plannable(model.metrics), {
    over: 'month',
    from: month,
    to: lastDayOf(month),
    whose,
    // As the table of counters asks, so that both share one answer.
    by: isOwn ? undefined : 'owner',
    plan: true,
  })
  if (error) return <Problem error={error} retry={() => void refreshNumbers()} />
  if (!figures) return <div aria-hidden className="h-[76px] border-b border-line" />
  const won = figures.find(({ metric }) => metric.key === forecastMetric)
  return (
    <section aria-label={t('plan.counters')} className={counterStrip}>
      {figures.map(({ metric, answer: { total } }) => (
        <Counter
          key={metric.key}
          id={metric.key}
          label={metric.label}
          help={metric.help}
          done={total.count}
          aim={total.plan?.count ?? undefined}
          plural={entityByKey(model, metric.entity)?.plural ?? metric.entity}
          filter={total.filter}
        />
      ))}
      {won && (
        <Counter
          id={`${won.metric.key}-amount`}
          label={t('plan.amount_of', { metric: won.metric.label, currency })}
          help={won.metric.help}
          done={sumIn(won.answer.total, currency)}
          aim={moneyAim(won.answer.total, currency)}
          show={(n) => short(n, currency)}
          plural="opportunities"
          filter={won.answer.total.filter}
        />
      )}
    </section>
  )
}

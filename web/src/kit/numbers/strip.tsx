// Above a list: three counters and the forecast, each against its plan, with a tick where one ought to be by
// today; each opens what it counts.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { forecastQuery, moneyAim, type Aim, type Forecast } from '@/api/numbers'
import { classes } from '@/base/classes'
import { showMoney, showMoneyShort } from '@/base/money'
import { Counter, PaceTick, share } from './counter'
import { lastDayOf, showMonthName, showMonthShort, thisMonth } from './month'
import { outlookOf, standing } from './outlook'
import { plannable, useFigures } from './use_figures'
import { t } from './words'
import { entityByKey } from '@/model/catalogue'
import type { Me, Metric, Model } from '@/model/types'

/** What is won, and the work that brings it, first of what can be planned. */
const wanted = ['opportunities_won', 'meetings_held', 'contacts_taken']
const shown = 3

export function countersOf(metrics: Metric[] | undefined): Metric[] {
  const all = plannable(metrics)
  const rank = ({ key }: Metric) => (wanted.includes(key) ? wanted.indexOf(key) : shown)
  return all.toSorted((a, b) => rank(a) - rank(b)).slice(0, shown)
}

interface StripProps {
  me: Me
  model: Model
  /** The team chosen; without one all that the reader steers. */
  team: string | undefined
}

export function Strip({ me, model, team }: StripProps) {
  const from = thisMonth()
  const to = lastDayOf(from)
  const whose = entityByKey(model, 'plan')?.may.create ? team : 'me'
  const ask = { over: 'month' as const, from, to, whose, plan: true }
  const { figures } = useFigures(countersOf(model.metrics), ask)
  const { data: forecast } = useQuery(forecastQuery({ from, to, whose }))
  if (!figures || !forecast) return null
  const month = showMonthName(from)
  const { currency } = me.company
  const won = figures.find(({ metric }) => metric.key === wanted[0])
  return (
    <section
      aria-label={t('outlook.strip', { month })}
      className={classes(
        'relative grid shrink-0 auto-cols-fr grid-flow-col [&>*:last-child]:border-r-0',
        'max-lg:auto-cols-[minmax(184px,1fr)] max-lg:overflow-x-auto',
      )}
    >
      {figures.map(({ metric, answer: { total } }) => (
        <Counter
          key={metric.key}
          id={metric.key}
          label={metric.label}
          period={showMonthShort(from)}
          help={metric.help}
          done={total.count}
          aim={total.plan?.count ?? undefined}
          plural={entityByKey(model, metric.entity)?.plural ?? metric.entity}
          filter={total.filter}
        />
      ))}
      <ForecastCounter
        title={t('outlook.title', { month })}
        forecast={forecast}
        currency={currency}
        team={team}
        aim={won && moneyAim(won.answer.total, currency)}
      />
    </section>
  )
}

interface ForecastCounterProps {
  title: string
  forecast: Forecast
  currency: string
  team: string | undefined
  /** Of what is won, for the tick. */
  aim: Aim | undefined
}

function ForecastCounter({ title, forecast, currency, team, aim }: ForecastCounterProps) {
  const outlook = outlookOf(forecast.total, currency)
  const { won, commit, best, plan } = outlook
  const { words, tone } = standing(outlook, currency)
  const short = (n: number) => showMoneyShort({ amount: String(n), currency })
  const whole = (n: number) => showMoney({ amount: String(n), currency })
  const parts = t('outlook.parts', { won: whole(won), commit: whole(commit), best: whole(best) })
  const top = Math.max(plan ?? 0, won + commit + best)
  const stack = [
    { n: won, look: 'bg-good-fill' },
    { n: commit, look: 'bg-accent' },
    { n: best, look: 'bg-accent/40' },
  ]
  return (
    <Link
      to="/plan"
      search={{ team }}
      title={parts}
      data-counter="forecast"
      className={classes(
        'num flex min-w-0 flex-col gap-0.5 border-r border-b border-line px-4 pt-2.5 pb-2',
        'hover:bg-hover focus-visible:-outline-offset-2',
      )}
    >
      <span className="eyebrow flex items-center gap-1">
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <ArrowRight size={13} aria-hidden />
      </span>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <b data-done={won + commit} className="text-xl font-semibold">
          {short(won + commit)}
        </b>
        {plan !== null && <span className="text-ink-3">{t('counter.of', { n: short(plan) })}</span>}
      </span>
      <span className="flex items-center gap-2">
        <span aria-hidden className="relative h-1.5 min-w-0 flex-1 rounded-full bg-hover">
          <span className="flex h-full overflow-hidden rounded-full">
            {stack.map(({ n, look }) => (
              <i key={look} className={look} style={{ width: `${share(n, top)}%` }} />
            ))}
          </span>
          {aim && aim.pace !== 'reached' && <PaceTick at={share(aim.expected, top)} />}
        </span>
        <span className={classes('shrink-0 text-xs font-medium', toneLooks[tone])}>{words}</span>
      </span>
      <span className="sr-only">{parts}</span>
    </Link>
  )
}

const toneLooks = { good: 'text-good', warn: 'text-warn', plain: 'text-ink-3' }

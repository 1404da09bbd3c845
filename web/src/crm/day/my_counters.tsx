import { Counter, counterStrip } from '@/kit/numbers/counter'
import { lastDayOf, monthOf, showMonthName, showMonthShort } from '@/kit/numbers/month'
import { plannable, useFigures, type Figures } from '@/kit/numbers/use_figures'
import { Problem } from '@/kit/page'
import { refreshNumbers } from '@/api/numbers'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { t } from './words'

const mostCounters = 5
const withoutPlan = 3

/** What a manager set, else the first of what could be set. */
export function countersOf(figures: Figures[]): Figures[] {
  const planned = figures.filter(({ answer }) => answer.total.plan?.count)
  return planned.length > 0 ? planned.slice(0, mostCounters) : figures.slice(0, withoutPlan)
}

/** This month's, mine. */
export function MyCounters({
  model,
  today,
  whose,
}: {
  model: Model
  today: string
  whose: string
}) {
  const from = monthOf(today)
  const { figures, error } = useFigures(plannable(model.metrics), {
    over: 'month',
    from,
    to: lastDayOf(from),
    whose,
    plan: true,
  })
  if (error) return <Problem error={error} retry={() => void refreshNumbers()} />
  if (!figures) return <div aria-hidden className="h-[76px] border-b border-line" />
  return (
    <section
      aria-label={t('day.counters', { month: showMonthName(from) })}
      className={counterStrip}
    >
      {countersOf(figures).map(({ metric, answer }) => (
        <Counter
          key={metric.key}
          id={metric.key}
          label={metric.label}
          period={showMonthShort(from)}
          help={metric.help}
          done={answer.total.count}
          aim={answer.total.plan?.count ?? undefined}
          plural={entityByKey(model, metric.entity)?.plural ?? metric.entity}
          filter={answer.total.filter}
        />
      ))}
    </section>
  )
}

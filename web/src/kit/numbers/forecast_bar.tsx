// "Won, Commit, Best case, Plan" of the month, and one sentence what they come to.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { forecastQuery } from '@/api/numbers'
import { classes } from '@/base/classes'
import { showMoney, showMoneyShort } from '@/base/money'
import { showDayAs } from '@/base/time'
import { lastDayOf, showMonthName, thisMonth } from './month'
import { outlookOf, verdict } from './outlook'
import { t } from './words'

const parts = [
  { key: 'won', label: 'outlook.won', look: 'bg-good-fill' },
  { key: 'commit', label: 'outlook.commit', look: 'bg-accent' },
  { key: 'best', label: 'outlook.best', look: 'bg-accent/40' },
] as const
const tones = { good: 'text-good', warn: 'text-warn', plain: 'text-ink-3' }

export function ForecastBar({ whose, currency }: { whose: string | undefined; currency: string }) {
  const from = thisMonth()
  const { data } = useQuery(forecastQuery({ from, to: lastDayOf(from), whose }))
  if (!data) return null
  const outlook = outlookOf(data.total, currency)
  const { words, tone } = verdict(outlook, currency)
  const month = showDayAs(from, { month: 'short' })
  const short = (n: number) => showMoneyShort({ amount: String(n), currency })
  return (
    <div
      role="group"
      aria-label={t('outlook.title', { month: showMonthName(from) })}
      data-forecast
      className="num flex h-full items-center gap-x-5 overflow-x-auto px-4 whitespace-nowrap"
    >
      {parts.map(({ key, label, look }) => (
        <Link
          key={key}
          to="/e/$plural"
          params={{ plural: 'opportunities' }}
          search={{ filter: data.total[key].filter }}
          title={`${showMoney({ amount: String(outlook[key]), currency })} (${data.total[key].count})`}
          className="flex items-center gap-1.5 hover:underline"
        >
          <i aria-hidden className={classes('size-2 rounded-full', look)} />
          <span className="text-ink-2">{t(label)}</span>
          <b className="font-semibold">{short(outlook[key])}</b>
        </Link>
      ))}
      {outlook.plan !== null && (
        <Link to="/plan" search={{}} className="flex items-center gap-1.5 hover:underline">
          <i aria-hidden className="size-2 rounded-full bg-ink-3" />
          <span className="text-ink-2">{t('outlook.plan', { month })}</span>
          <b className="font-semibold">{short(outlook.plan)}</b>
        </Link>
      )}
      <span data-verdict={tone} className={tones[tone]}>
        {words}
      </span>
    </div>
  )
}

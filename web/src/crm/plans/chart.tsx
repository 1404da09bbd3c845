// Months side by side: won, commit and best case on top of each other against the line of the plan. The bars stand
// in a table that says the same in figures; a month is chosen by its bar.
import type { Forecast, ForecastLine, ForecastPart } from '@/api/numbers'
import { classes } from '@/base/classes'
import { Loading, Problem } from '@/kit/page'
import { showMonth, showMonthShort } from '@/kit/numbers/month'
import { exact, short, SumLink } from './figures'
import type { PlanView } from './use_plan_view'
import { t } from './words'

interface Bar {
  month: string
  won: number
  commit: number
  best: number
  plan: number | null
  gap: number | null
  part: Pick<ForecastPart, 'won' | 'commit' | 'best'> | undefined
}

const lineIn = (part: { lines: ForecastLine[] } | undefined, currency: string) =>
  part?.lines.find((line) => line.currency === currency)
const numberOf = (text: string | null | undefined) => (text == null ? null : Number(text))

export function barsOf(forecast: Forecast, periods: string[], currency: string): Bar[] {
  return periods.map((month) => {
    const part = forecast.parts.find(({ period }) => period === month)
    const line = lineIn(part, currency)
    return {
      month,
      won: Number(line?.won ?? 0),
      commit: Number(line?.commit ?? 0),
      best: Number(line?.best ?? 0),
      plan: numberOf(line?.plan),
      gap: numberOf(line?.gap),
      part,
    }
  })
}

const stackOf = ({ won, commit, best }: Bar) => won + commit + best

/** The next of 1, 2, 2.5, 5, 10 … above: a scale one can read. */
export function niceTop(highest: number): number {
  if (highest <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    .map((step) => step * power)
    .find((top) => top >= highest)!
}

export function ForecastChart({ view }: { view: PlanView }) {
  const { data, error, refetch } = view.byMonth
  return (
    <section aria-labelledby="plan-chart" className="min-w-0 flex-1 border-b border-line px-4 py-3">
      <h2 id="plan-chart" className="mb-2 flex flex-wrap items-baseline gap-x-2 font-semibold">
        {t('chart.title')}
        <span className="font-normal text-ink-3">{t('chart.sub')}</span>
        <Currencies view={view} />
      </h2>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Bars bars={barsOf(data, view.periods, view.currency)} view={view} />}
    </section>
  )
}

/** Money is never added across currencies: one of them is shown. */
function Currencies({ view: { currencies, currency, setCurrency } }: { view: PlanView }) {
  if (currencies.length < 2) return null
  return (
    <select
      aria-label={t('plan.currency')}
      value={currency}
      onChange={(event) => setCurrency(event.target.value)}
      className="control ml-auto w-auto!"
    >
      {currencies.map((code) => (
        <option key={code}>{code}</option>
      ))}
    </select>
  )
}

/** What an opportunity is in the forecast. */
export const labels = { won: 'chart.won', commit: 'chart.commit', best: 'chart.best' } as const

const isEmpty = (part: Bar['part']) =>
  !part || (['won', 'commit', 'best'] as const).every((key) => part[key].count === 0)

const height = 150
const barWidth = 46

function Bars({ bars, view }: { bars: Bar[]; view: PlanView }) {
  const highest = Math.max(...bars.map((bar) => Math.max(stackOf(bar), bar.plan ?? 0)))
  const top = niceTop(highest)
  const { currency, month: chosen } = view
  const cell = (bar: Bar) =>
    classes('px-1 text-center break-keep', bar.month === chosen && 'bg-selected font-medium')
  const row = (key: 'won' | 'commit' | 'best', swatch: string) => (
    <tr>
      <th scope="row" className="py-0.5 pr-2 text-left font-normal text-ink-2">
        <span className="flex items-center gap-1.5">
          <i aria-hidden className={classes('size-2 shrink-0 rounded-full', swatch)} />
          {t(labels[key])}
        </span>
      </th>
      {bars.map((bar) => (
        <td key={bar.month} className={cell(bar)}>
          <SumLink
            n={bar[key]}
            currency={currency}
            count={bar.part?.[key].count ?? 0}
            plural="opportunities"
            filter={bar.part?.[key].filter ?? ''}
            className="inline-block leading-6"
          />
        </td>
      ))}
    </tr>
  )
  if (highest <= 0 && bars.every(({ part }) => isEmpty(part)))
    return (
      <p data-chart className="py-3 text-ink-3">
        {t('chart.nothing')}
      </p>
    )
  return (
    <table data-chart className="num w-full table-fixed border-collapse">
      <colgroup>
        <col className="w-[84px]" />
      </colgroup>
      <thead>
        <tr>
          <td aria-hidden className="relative p-0">
            {highest > 0 && <Axis top={top} currency={currency} />}
          </td>
          {bars.map((bar) => (
            <th
              key={bar.month}
              scope="col"
              className={classes('p-0 font-medium', bar.month === chosen && 'bg-selected')}
            >
              <button
                type="button"
                data-month={bar.month}
                aria-pressed={bar.month === chosen}
                title={t('chart.choose', { month: showMonth(bar.month) })}
                onClick={() => view.chooseMonth(bar.month)}
                className="block w-full hover:bg-hover focus-visible:-outline-offset-2"
              >
                <Stack bar={bar} top={top} currency={currency} />
                <span className="block py-1">{showMonthShort(bar.month)}</span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {row('won', 'bg-good-fill')}
        {row('commit', 'bg-accent')}
        {row('best', 'bg-accent/40')}
        <tr>
          <th scope="row" className="py-0.5 pr-2 text-left font-normal text-ink-2">
            <span className="flex items-center gap-1.5">
              <i aria-hidden className="w-2 shrink-0 border-t-2 border-dashed border-ink" />
              {t('chart.plan')}
            </span>
          </th>
          {bars.map((bar) => (
            <td key={bar.month} className={cell(bar)}>
              {bar.plan === null ? (
                <span className="text-ink-3">–</span>
              ) : (
                <span title={exact(bar.plan, currency)}>{short(bar.plan, currency)}</span>
              )}
            </td>
          ))}
        </tr>
        <tr className="border-t border-line">
          <th scope="row" className="py-1 pr-2 text-left font-normal text-ink-2">
            {t('chart.gap')}
          </th>
          {bars.map((bar) => (
            <td key={bar.month} className={cell(bar)}>
              <Gap gap={bar.gap} currency={currency} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** What the plan still lacks when everything promised comes in. */
export function Gap({ gap, currency }: { gap: number | null; currency: string }) {
  if (gap === null) return <span className="text-ink-3">–</span>
  if (gap === 0) return <span className="text-good">{t('chart.even')}</span>
  const sum = short(Math.abs(gap), currency)
  return (
    <span title={exact(gap, currency)} className={gap > 0 ? 'text-warn' : 'text-good'}>
      {t(gap > 0 ? 'chart.short' : 'chart.over', { sum })}
    </span>
  )
}

function Axis({ top, currency }: { top: number; currency: string }) {
  return (
    <div className="relative text-right text-xs text-ink-3" style={{ height: height + 26 }}>
      {[0, 0.5, 1].map((share) => (
        <span
          key={share}
          className="absolute right-2 -translate-y-1/2"
          style={{ top: yOf(share * top, top) }}
        >
          {share === 0 ? '0' : short(share * top, currency)}
        </span>
      ))}
    </div>
  )
}

/** Room above for the sum. */
const headroom = 20
const yOf = (n: number, top: number) => headroom + (1 - n / top) * (height - headroom)

function Stack({ bar, top, currency }: { bar: Bar; top: number; currency: string }) {
  const parts = [
    { n: bar.won, look: 'fill-good-fill' },
    { n: bar.commit, look: 'fill-accent' },
    { n: bar.best, look: 'fill-accent/40' },
  ]
  let below = 0
  const sum = stackOf(bar)
  return (
    <svg
      aria-hidden
      viewBox={`-50 0 100 ${height}`}
      preserveAspectRatio="none"
      className="block w-full overflow-visible"
      style={{ height }}
    >
      {[0, 0.5, 1].map((share) => (
        <line
          key={share}
          x1={-50}
          x2={50}
          y1={yOf(share * top, top)}
          y2={yOf(share * top, top)}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {parts.map(({ n, look }, index) => {
        const y = yOf(below + n, top)
        const tall = yOf(below, top) - y
        below += n
        return (
          <rect
            key={index}
            x={-barWidth / 2}
            width={barWidth}
            y={y}
            height={Math.max(0, tall - (tall > 2 ? 1 : 0))}
            className={look}
          />
        )
      })}
      {bar.plan !== null && (
        <line
          x1={-36}
          x2={36}
          y1={yOf(bar.plan, top)}
          y2={yOf(bar.plan, top)}
          className="stroke-ink"
          strokeWidth={2}
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <title>{sum > 0 ? short(sum, currency) : ''}</title>
    </svg>
  )
}

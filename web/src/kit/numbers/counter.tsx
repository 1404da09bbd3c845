// "5 of 10, on pace": a number against its plan, and the way to the records it counts.
import { Link } from '@tanstack/react-router'
import type { Aim } from '@/api/numbers'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import { t } from './words'

export const showCount = (n: number) => n.toLocaleString(language())

/** How far from where one ought to be by now, in words; whole things are counted in wholes. */
export function paceWords({ pace, done, expected }: Aim, show = showCount): string {
  if (pace === 'ahead') return t('pace.ahead', { n: show(Math.floor(done - expected)) })
  if (pace === 'behind') return t('pace.behind', { n: show(Math.ceil(expected - done)) })
  return t(pace === 'reached' ? 'pace.reached' : 'pace.on_pace')
}

/** Per cent. */
export const share = (part: number, whole: number) =>
  whole > 0 ? Math.max(0, Math.min(1, part / whole)) * 100 : 0

/** Stands where one ought to be by now; `at` per cent. */
export function PaceTick({ at }: { at: number }) {
  return (
    <i
      className="absolute -top-0.5 h-2.5 w-0.5 -translate-x-1/2 rounded-full bg-ink"
      style={{ left: `${at}%` }}
    />
  )
}

export function PlanBar({ aim }: { aim: Aim }) {
  const fill = aim.pace === 'behind' ? 'bg-warn-fill' : 'bg-good-fill'
  return (
    <span aria-hidden className="relative block h-1.5 rounded-full bg-hover">
      <i
        className={classes('block h-full rounded-full transition-[width] duration-150', fill)}
        style={{ width: `${share(aim.done, aim.target)}%` }}
      />
      {aim.pace !== 'reached' && <PaceTick at={share(aim.expected, aim.target)} />}
    </span>
  )
}

interface CounterProps {
  id: string
  label: string
  /** When it counts: "Nov". */
  period?: string
  help?: string
  done: number
  aim?: Aim
  show?: (n: number) => string
  plural: string
  filter: string
}

export function Counter({
  id,
  label,
  period,
  help,
  done,
  aim,
  show = showCount,
  plural,
  filter,
}: CounterProps) {
  return (
    <Link
      to="/e/$plural"
      params={{ plural }}
      search={{ filter }}
      title={help}
      data-counter={id}
      className={classes(
        'num flex min-w-0 flex-col gap-0.5 border-r border-b border-line px-4 pt-2.5 pb-2',
        'hover:bg-hover focus-visible:-outline-offset-2',
      )}
    >
      <span className="eyebrow flex gap-1">
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {period && <span className="shrink-0">{period}</span>}
      </span>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <b key={done} data-done={done} className="animate-rise text-xl font-semibold">
          {show(done)}
        </b>
        {aim && <span className="text-ink-3">{t('counter.of', { n: show(aim.target) })}</span>}
      </span>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1">{aim && <PlanBar aim={aim} />}</span>
        <span
          className={classes(
            'shrink-0 text-xs font-medium',
            !aim ? 'text-ink-3' : aim.pace === 'behind' ? 'text-warn' : 'text-good',
          )}
        >
          {aim ? paceWords(aim, show) : t('counter.no_plan')}
        </span>
      </span>
    </Link>
  )
}

/** Side by side, as many as there is room for. */
export const counterStrip =
  'grid shrink-0 grid-cols-[repeat(auto-fit,minmax(150px,1fr))] overflow-hidden ' +
  '-mr-px max-md:grid-cols-2 max-md:[&>:last-child:nth-child(odd)]:col-span-2'

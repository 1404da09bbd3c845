// The last touch, the next step and the promise of a record, as its list and its card show them. Icon and word, never
// the colour alone.
import {
  AlertTriangle,
  CalendarCheck,
  CalendarClock,
  CircleAlert,
  CircleDot,
  Clock,
  Mail,
  Phone,
  SquareCheck,
  StickyNote,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { classes } from '@/base/classes'
import { showAgo, showMomentFully, showTicking } from '@/base/time'
import { t } from '@/base/words'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Pulse } from '@/model/types'
import { showValue } from '@/model/values'
import { nextOf, nextWords, stateOf } from './pulse'

const kinds: Record<string, LucideIcon> = {
  call: Phone,
  meeting: Users,
  email: Mail,
  task: SquareCheck,
  note: StickyNote,
}

function Nothing({ say }: { say: string }) {
  return (
    <span title={say} className="text-ink-3">
      <span aria-hidden>–</span>
      <span className="sr-only">{say}</span>
    </span>
  )
}

interface LastTouchProps {
  touch: Pulse['last_touch']
  /** Absent where the reader may see no activities. */
  activity: Entity | undefined
  /** ms */
  now: number
}

export function LastTouch({ touch, activity, now }: LastTouchProps) {
  if (!touch) return <Nothing say={t('pulse.untouched')} />
  const nameOf = (key: 'kind' | 'outcome') => {
    const field = activity && fieldOf(activity, key)
    return field ? showValue(field, touch[key]) : ''
  }
  const name = nameOf('kind')
  const Icon = kinds[touch.kind ?? ''] ?? CircleDot
  const said = [name, nameOf('outcome'), touch.at && showMomentFully(touch.at)]
  return (
    <span
      title={said.filter(Boolean).join(' · ')}
      className="num flex min-w-0 items-center gap-1.5"
    >
      <Icon size={13} aria-hidden className="shrink-0 text-ink-3" />
      {name && <span className="sr-only">{name}, </span>}
      <span className="truncate">{touch.at ? showAgo(touch.at, now) : name}</span>
    </span>
  )
}

const nextLooks = {
  overdue: { Icon: CircleAlert, tone: 'text-bad' },
  today: { Icon: CalendarCheck, tone: 'text-good' },
  planned: { Icon: CalendarClock, tone: 'text-ink-3' },
}

interface NextProps {
  step: Pulse['next_step']
  /** ms */
  now: number
  /** Where one is missed: asks for it. */
  plan?: () => void
}

/** "No next step", and the way to one. Rows and cards lie under it: the press is its own. */
function Missed({ say, plan, className }: { say: string; plan?: () => void; className: string }) {
  const inside = (
    <>
      <AlertTriangle size={13} aria-hidden className="shrink-0" />
      <span className="truncate">{say}</span>
    </>
  )
  const look = classes('min-w-0 items-center text-warn', className)
  if (!plan)
    return (
      <span title={say} className={look}>
        {inside}
      </span>
    )
  return (
    <button
      type="button"
      data-plan
      title={t('plan.plan')}
      aria-haspopup="dialog"
      onClick={(event) => {
        event.stopPropagation()
        event.preventDefault()
        plan()
      }}
      className={classes(look, 'relative z-[1] max-w-full rounded hover:underline')}
    >
      {inside}
    </button>
  )
}

/** When, and behind the icon what. */
export function NextMark({ step, now, plan }: NextProps) {
  const next = nextOf(step, now)
  if (next.kind === 'none')
    return <Missed say={nextWords(next)} plan={plan} className="inline-flex gap-1 text-xs" />
  const { Icon, tone } = nextLooks[next.kind]
  const said = nextWords(next)
  return (
    <span title={said} className={classes('inline-flex min-w-0 items-center gap-1 text-xs', tone)}>
      <Icon size={13} aria-hidden className="shrink-0" />
      <span className="num truncate">{next.when || said}</span>
    </span>
  )
}

/** What and when; `isMissed`: one is wanted where there is none. */
export function NextStep({ step, isMissed, now, plan }: NextProps & { isMissed: boolean }) {
  const next = nextOf(step, now)
  const said = nextWords(next)
  if (next.kind === 'none')
    return isMissed ? (
      <Missed say={said} plan={plan} className="flex gap-1.5" />
    ) : (
      <Nothing say={said} />
    )
  const isLate = next.kind === 'overdue'
  return (
    <span
      title={said}
      className={classes('flex min-w-0 items-center gap-1.5', isLate && 'text-bad')}
    >
      <span className="min-w-0 truncate">{next.title}</span>
      <span className={classes('num shrink-0', nextLooks[next.kind].tone)}>{next.when}</span>
    </span>
  )
}

const promiseLooks = {
  running: { Icon: Clock, tone: 'text-good', word: null },
  warned: { Icon: AlertTriangle, tone: 'text-warn', word: 'exceptions.threatened' },
  broken: { Icon: CircleAlert, tone: 'text-bad', word: 'exceptions.broken' },
} as const

/** "4 h 10 min left", or how late it is once it is broken. */
export function PromiseClock({ promise, now }: { promise: Pulse['promise']; now: number }) {
  if (!promise) return <Nothing say={t('pulse.no_promise')} />
  const state = stateOf(promise, now)
  const { Icon, tone, word } = promiseLooks[state]
  const left = Date.parse(promise.due_at) - now
  return (
    <span
      title={promise.sentence}
      data-promise={state}
      className={classes('num flex min-w-0 items-center gap-1.5', tone)}
    >
      <Icon size={13} aria-hidden className="shrink-0" />
      {word && <span className="sr-only">{t(word)}: </span>}
      <span className="truncate">
        {left < 0
          ? t('time.late', { span: showTicking(-left) })
          : t('time.left', { span: showTicking(left) })}
      </span>
    </span>
  )
}

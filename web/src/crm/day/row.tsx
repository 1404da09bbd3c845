import { Link } from '@tanstack/react-router'
import {
  ArrowRight,
  CalendarCheck,
  Check,
  ListChecks,
  Mail,
  MoveRight,
  Phone,
  PhoneOutgoing,
  Plus,
  StickyNote,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '@/base/classes'
import { addDays, momentAt, showClock, showDayShort, showDue } from '@/base/time'
import { Pill } from '@/kit/marks'
import { wayLabel } from '@/kit/mends/use_way'
import type { Way, WayKind } from '@/kit/mends/ways'
import { entityByKey } from '@/model/catalogue'
import { telOf } from '@/model/values'
import type { Choice, Model } from '@/model/types'
import type { Thing } from './things'
import { callOf, waysOfThing, type Line } from './use_deeds'
import { labelled, t as common } from '@/base/words'
import { t } from './words'

interface RowProps {
  line: Line
  model: Model
  now: number
  today: string
  isPhone: boolean
  call: (thing: Thing, outcome: Choice) => void
  finish: (thing: Thing) => void
  /** Asks for the outcome. */
  ask: (thing: Thing) => void
  /** What keeps its promise. */
  mend: (thing: Thing, way: Way) => void
}

/** The outcomes worth a button of their own: the first of the list. */
export const usualOutcomes = 3

export function Row(props: RowProps) {
  const { line, model, now, today, isPhone } = props
  const { thing, isDone, mark } = line
  return (
    <li
      data-thing={thing.id}
      data-promise={thing.promise?.state}
      data-done={isDone || undefined}
      className={classes(
        'flex min-h-14 items-center gap-3 border-b border-line px-4 py-2',
        'focus-within:bg-selected hover:bg-hover max-md:min-h-16 max-md:gap-2.5 max-md:px-3',
      )}
    >
      <When thing={thing} today={today} />
      <Tile line={line} model={model} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <Title thing={thing} model={model} isDone={isDone} />
          <span className="min-w-0 shrink-[3] truncate text-ink-3 max-md:hidden">
            {thing.context}
          </span>
          {thing.phone && !isPhone && (
            <a href={telOf(thing.phone)} className="link num shrink-0">
              {thing.phone}
            </a>
          )}
        </p>
        <p
          className={classes(
            'truncate max-md:break-words max-md:whitespace-normal',
            isDone ? 'text-ink-3' : 'text-ink-2',
          )}
        >
          {mark && (
            <span data-mark>
              <span className="font-medium text-good">
                {isDone ? mark.label : t('day.logged', { outcome: mark.label })}
              </span>
              {mark.next && ` · ${mark.next.words}`}
              {mark.next?.plan && (
                <>
                  {' '}
                  <button
                    type="button"
                    onClick={mark.next.plan}
                    className="font-medium text-accent-ink hover:underline max-md:min-h-10"
                  >
                    {common('plan.plan')}
                  </button>
                </>
              )}
            </span>
          )}
          {mark && !isDone && ' · '}
          {isPhone && !isDone && thing.context && `${thing.context} · `}
          {!(mark && isDone) && whyOf(thing)}
          {isPhone && !isDone && (
            <>
              {' '}
              <Pressure thing={thing} now={now} />
            </>
          )}
        </p>
      </div>
      {!isPhone && !isDone && <Pressure thing={thing} now={now} />}
      {!isDone && <Actions {...props} />}
    </li>
  )
}

const icons: Record<string, LucideIcon> = {
  call: Phone,
  meeting: CalendarCheck,
  email: Mail,
  task: ListChecks,
  note: StickyNote,
}
const activityIcon = (kind: string) => icons[kind] ?? ListChecks

/** A promise kept by a step names the step. */
const whyOf = ({ why, promise, step }: Thing) =>
  promise && step ? `${why} · ${t('day.step', { step: String(step['name'] ?? '') })}` : why

function When({ thing: { day, at, group }, today }: { thing: Thing; today: string }) {
  const when = day !== today ? showDayShort(day) : at ? showClock(at) : ''
  return (
    <span
      className={classes(
        'num w-14 shrink-0 whitespace-nowrap text-ink-3',
        // The mark beside it says when, or there is nothing to say.
        (group !== 'today' || !when) && 'max-md:hidden',
      )}
    >
      {when}
    </span>
  )
}

function Tile({ line: { thing, isDone }, model }: { line: Line; model: Model }) {
  const { step, planned, promise } = thing
  const Icon = isDone
    ? Check
    : step
      ? ListChecks
      : planned
        ? activityIcon(String(planned['kind']))
        : callOf(thing, model) && thing.mends?.call !== false
          ? Phone
          : ListChecks
  const look = isDone
    ? 'bg-good-soft text-good'
    : !promise
      ? 'bg-hover text-ink-2'
      : promise.state === 'warned'
        ? 'bg-warn-soft text-warn'
        : 'bg-bad-soft text-bad'
  return (
    <span
      aria-hidden
      className={classes('grid size-7 shrink-0 place-items-center rounded-md', look)}
    >
      <Icon size={15} strokeWidth={1.8} />
    </span>
  )
}

function Title({ thing, model, isDone }: { thing: Thing; model: Model; isDone: boolean }) {
  const plural = thing.record && entityByKey(model, thing.record.entity)?.plural
  const look = classes(
    'truncate max-md:whitespace-normal',
    isDone ? 'text-ink-3 line-through' : 'font-semibold text-ink',
  )
  if (!plural)
    return (
      <b tabIndex={-1} data-row className={look}>
        {thing.title}
      </b>
    )
  return (
    <Link
      to="/e/$plural/$id"
      params={{ plural, id: thing.record!.id }}
      data-row
      className={classes(look, 'hover:underline')}
    >
      {thing.title}
    </Link>
  )
}

/** How near the promise is to breaking, or since when a thing waits. */
function Pressure({ thing: { promise, group, day }, now }: { thing: Thing; now: number }) {
  if (promise)
    return (
      <Pill tone={promise.state === 'warned' ? 'warn' : 'bad'}>{showDue(promise.due_at, now)}</Pill>
    )
  if (group !== 'earlier') return null
  return <Pill tone="warn">{showDue(momentAt(addDays(day, 1), 0).toISOString(), now)}</Pill>
}

/** What is no call: the outcomes of one have buttons of their own. */
const mendsOf = (thing: Thing, model: Model) =>
  (thing.step ? [] : waysOfThing(thing, model)).filter(({ kind }) => kind !== 'call')

function Actions({ line: { thing }, model, isPhone, call, finish, ask, mend }: RowProps) {
  const on = callOf(thing, model)
  const { step, planned, mends } = thing
  const mayCall = !planned || ['call', 'task'].includes(String(planned['kind']))
  const isCall = !!on && !step && mayCall && mends?.call !== false
  const ways = mendsOf(thing, model)
  const mayFinish = !!step || (!!planned && planned['kind'] !== 'call')
  const finishWords = planned?.['kind'] === 'meeting' && !step ? t('day.held') : t('day.done')
  if (isPhone)
    return (
      <span className="flex shrink-0 gap-1.5">
        {ways.slice(0, isCall ? 0 : 1).map((way) => (
          <Round
            key={way.kind}
            label={labelled(wayLabel(way), thing.title)}
            press={() => mend(thing, way)}
            isDialog={way.kind === 'act' || way.kind === 'move'}
          >
            <WayIcon kind={way.kind} />
          </Round>
        ))}
        {isCall && thing.phone && (
          <a
            href={telOf(thing.phone)}
            aria-label={t('day.dial', { title: thing.title, phone: thing.phone })}
            title={thing.phone}
            className={roundLook}
          >
            <PhoneOutgoing size={18} aria-hidden />
          </a>
        )}
        {isCall && (
          <Round label={t('day.call', { title: thing.title })} press={() => ask(thing)} isDialog>
            <Phone size={18} aria-hidden />
          </Round>
        )}
        {mayFinish && (
          <Round label={labelled(finishWords, thing.title)} press={() => finish(thing)}>
            <Check size={18} aria-hidden />
          </Round>
        )}
      </span>
    )
  return (
    <span className="flex shrink-0 gap-1">
      {isCall &&
        on.choices
          .slice(0, usualOutcomes)
          .map((choice) => (
            <Quick
              key={choice.key}
              label={choice.label}
              title={thing.title}
              outcome={choice.key}
              press={() => call(thing, choice)}
            />
          ))}
      {ways.map((way) => (
        <Quick
          key={way.kind}
          label={wayLabel(way)}
          title={thing.title}
          way={way.kind}
          press={() => mend(thing, way)}
        />
      ))}
      {mayFinish && (
        <Quick label={finishWords} title={thing.title} press={() => finish(thing)} isFinish />
      )}
    </span>
  )
}

const wayIcons: Record<WayKind, LucideIcon> = {
  questions: ListChecks,
  act: Plus,
  call: Phone,
  move: MoveRight,
  record: ArrowRight,
}
function WayIcon({ kind }: { kind: WayKind }) {
  const Icon = wayIcons[kind]
  return <Icon size={18} aria-hidden />
}

function Quick({
  label,
  title,
  outcome,
  way,
  isFinish,
  press,
}: {
  label: string
  title: string
  outcome?: string
  way?: WayKind
  isFinish?: boolean
  press: () => void
}) {
  return (
    <button
      type="button"
      data-outcome={outcome}
      data-finish={isFinish}
      data-way={way}
      onClick={press}
      className={classes(
        'inline-flex h-7 items-center gap-1 rounded-md px-2.5 font-medium whitespace-nowrap',
        'border border-transparent text-ink-2 hover:border-line-strong hover:bg-raise',
        'hover:text-ink focus-visible:bg-raise',
      )}
    >
      {isFinish && <Check size={13} aria-hidden />}
      {label}
      <span className="sr-only">: {title}</span>
    </button>
  )
}

const roundLook = 'grid size-10 place-items-center rounded-full bg-accent-soft text-accent-ink'

function Round({
  label,
  press,
  isDialog,
  children,
}: {
  label: string
  press: () => void
  isDialog?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-haspopup={isDialog ? 'dialog' : undefined}
      title={label}
      onClick={press}
      className={roundLook}
    >
      {children}
    </button>
  )
}

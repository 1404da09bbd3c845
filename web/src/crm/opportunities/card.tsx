import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Link } from '@tanstack/react-router'
import { Check, MoreHorizontal } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { showMoney, showMoneyShort } from '@/base/money'
import { dayOf, showDay, showDayOfYear, showDayShort, showMomentFully } from '@/base/time'
import { t } from '@/base/words'
import { IconButton } from '@/kit/button'
import { Avatar } from '@/kit/marks'
import { askForPlan } from '@/kit/plan/plan'
import { NextMark } from '@/kit/pulse/marks'
import { fieldOf, titleOf } from '@/model/catalogue'
import type { Entity, Entry, ExceptionRow, Included } from '@/model/types'
import { choiceOf, isMoney } from '@/model/values'
import type { CardFacts } from './card_facts'
import { stageKey } from './stages'

export interface CardProps {
  entity: Entity
  entry: Entry
  included: Included
  facts: CardFacts | undefined
  exceptions: ExceptionRow[] | undefined
  /** ms */
  now: number
  mayMove: boolean
  mayPlan: boolean
  /** In which stage it is, where the column does not say it. */
  saysStage?: boolean
  /** It closes in the year that the column says. */
  isYearSaid?: boolean
  askWhere: (entry: Entry) => void
  completeStep: (entry: Entry, step: Entry) => void
}

const dayMs = 86_400_000
/** px; a column knows how long it is before its cards are drawn. */
export const cardHeight = 128
/** One line more: what is broken. */
const reasonHeight = 18
export const heightOf = (isBroken: boolean) => cardHeight + (isBroken ? reasonHeight : 0)

function useDrag(entry: Entry, mayMove: boolean) {
  const element = useRef<HTMLElement>(null)
  const [isDragged, setIsDragged] = useState(false)
  useEffect(() => {
    if (!mayMove || !element.current) return
    return draggable({
      element: element.current,
      getInitialData: () => ({ opportunity: entry }),
      onDragStart: () => setIsDragged(true),
      onDrop: () => setIsDragged(false),
    })
  }, [entry, mayMove])
  return { element, isDragged }
}

export const Card = memo(function Card(props: CardProps) {
  const { entity, entry, included, facts, exceptions, mayMove } = props
  const { element, isDragged } = useDrag(entry, mayMove)
  const title = titleOf(entity, entry)
  const isBroken = !!exceptions?.length
  return (
    <article
      ref={element}
      data-card={entry.id}
      aria-label={title}
      style={{ height: heightOf(isBroken) }}
      className={classes(
        'relative flex flex-col rounded-md border bg-raise px-2.5 py-2 hover:bg-hover',
        isBroken ? 'border-bad/50 border-l-[3px] border-l-bad' : 'border-line',
        isDragged && 'opacity-40',
        mayMove && 'cursor-grab',
      )}
    >
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <Link
            to="/e/$plural/$id"
            params={{ plural: entity.plural, id: entry.id }}
            draggable={false}
            className={classes(
              'block truncate font-medium after:absolute after:inset-0',
              'focus-visible:outline-none focus-visible:after:rounded-md',
              'focus-visible:after:outline-2 focus-visible:after:outline-accent',
            )}
          >
            {title}
          </Link>
          <p className="flex gap-1.5 text-ink-3">
            {props.saysStage && <Stage entity={entity} entry={entry} />}
            <span className="truncate">{companyOf(entry, included, title)}</span>
          </p>
        </div>
        {mayMove && (
          <IconButton
            label={t('board.move_card', { title })}
            onClick={() => props.askWhere(entry)}
            className="relative z-[1] -mt-1 -mr-1.5"
          >
            <MoreHorizontal size={15} aria-hidden />
          </IconButton>
        )}
      </div>
      <Figures {...props} />
      {facts && <StepLine {...props} facts={facts} isBroken={isBroken} />}
      {isBroken && <Reason exceptions={exceptions} />}
    </article>
  )
})

function Stage({ entity, entry }: Pick<CardProps, 'entity' | 'entry'>) {
  const field = fieldOf(entity, stageKey)
  const label = field && choiceOf(field, entry[stageKey])?.label
  return <span className="shrink-0 text-ink-2">{label}</span>
}

/** Another name than the title, which often is the company's. */
function companyOf({ account, contact }: Entry, included: Included, title: string) {
  const names = [account, contact].map((id) => included[String(id)]?.title)
  return names.find((name) => name && name !== title) ?? '\u00a0'
}

const isPast = (isoDay: string, now: number) => isoDay < dayOf(new Date(now))

function Figures({ entry, included, now, isYearSaid }: CardProps) {
  const { amount, close_date: closes, owner } = entry
  const name = included[String(owner)]?.title
  return (
    <div className="mt-1 flex h-5 items-center gap-2">
      {isMoney(amount) && (
        <span className="num shrink-0 font-medium" title={showMoney(amount)}>
          {showMoneyShort(amount)}
        </span>
      )}
      {typeof closes === 'string' && (
        <span
          className={classes(
            'num min-w-0 truncate',
            isPast(closes, now) ? 'text-warn' : 'text-ink-3',
          )}
          title={showDay(closes)}
        >
          {t(isPast(closes, now) ? 'board.was_to_close' : 'board.closes', {
            day: isYearSaid ? showDayOfYear(closes) : showDayShort(closes, now),
          })}
        </span>
      )}
      <span className="flex-1" />
      {typeof owner === 'string' && (
        <span title={name} className="inline-flex">
          <Avatar name={name} size={18} />
          <span className="sr-only">{name}</span>
        </span>
      )}
    </div>
  )
}

function StepLine({
  entity,
  entry,
  facts,
  isBroken,
  now,
  mayMove,
  mayPlan,
  completeStep,
}: CardProps & { facts: CardFacts; isBroken: boolean }) {
  const { steps, step, restsSince } = facts
  const plan = () => askForPlan({ entity, id: entry.id, title: titleOf(entity, entry) })
  const days = Math.max(0, Math.floor((now - Date.parse(restsSince)) / dayMs))
  return (
    <>
      <div className="mt-1.5 flex h-4 items-center gap-2">
        <StepBar steps={steps} />
        <span
          title={t('board.rests_since', { when: showMomentFully(restsSince) })}
          className={classes('num ml-auto shrink-0 text-xs', isBroken ? 'text-bad' : 'text-ink-3')}
        >
          {t('board.idle', { n: days })}
        </span>
      </div>
      <div className="mt-auto flex h-6 items-center gap-2">
        {step && mayMove && (
          <button
            type="button"
            data-step
            onClick={() => completeStep(entry, step)}
            title={t('steps.complete', { step: String(step['name']) })}
            className={classes(
              'relative z-[1] -ml-1 inline-flex h-6 min-w-0 items-center gap-1 rounded px-1',
              'text-accent-ink hover:bg-accent-soft max-md:h-8',
            )}
          >
            <Check size={14} aria-hidden className="shrink-0" />
            <span className="truncate">{String(step['name'])}</span>
          </button>
        )}
        {/* Beside the step it is about: what is late is the step. */}
        <span className="ml-auto flex min-w-0 shrink-0">
          <NextMark step={facts.next} now={now} plan={mayPlan ? plan : undefined} />
        </span>
      </div>
    </>
  )
}

/** The promise that is broken, in full. */
function Reason({ exceptions = [] }: { exceptions: ExceptionRow[] | undefined }) {
  return (
    <p
      title={exceptions.map(({ sentence }) => sentence).join('\n')}
      className="truncate text-xs leading-[18px] text-bad"
    >
      {exceptions[0]?.broken || t('board.exception')}
      {exceptions.length > 1 && ` +${exceptions.length - 1}`}
    </p>
  )
}

export function StepBar({ steps }: { steps: Entry[] }) {
  if (steps.length === 0) return null
  const done = steps.filter(({ state }) => state !== 'open').length
  const look = (state: unknown) =>
    state === 'done' ? 'bg-accent' : state === 'skipped' ? 'bg-ink-3' : 'bg-line-strong/60'
  return (
    <span
      role="img"
      aria-label={t('steps.of', { n: done, all: steps.length })}
      title={t('steps.of', { n: done, all: steps.length })}
      className="flex min-w-0 flex-1 gap-0.5"
    >
      {steps.map((step) => (
        <span key={step.id} className={classes('h-1 flex-1 rounded-full', look(step['state']))} />
      ))}
    </span>
  )
}

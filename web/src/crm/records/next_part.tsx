// What comes next with a record: what is planned, or that nothing is, and the way to plan it.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import type { Loaded } from '@/api/calls'
import { pulseQuery } from '@/api/pulse'
import { classes } from '@/base/classes'
import { showMoment, useNow } from '@/base/time'
import { t } from '@/base/words'
import { IconButton, Key } from '@/kit/button'
import { ariaKeys } from '@/kit/keys'
import { askForPlan, finishPlanned, mayPlanFor, planKey } from '@/kit/plan/plan'
import { NextStep } from '@/kit/pulse/marks'
import { isUnderWay } from '@/kit/pulse/pulse'
import { sayError } from '@/kit/undo'
import { plannedState } from '@/model/activity'
import { entityByKey, mayEdit, fieldOf, titleOf } from '@/model/catalogue'
import type { Entity, Entry, Model } from '@/model/types'
import { PanelRow } from './panel_row'
import { Part } from './part'
import { firstStep, usePendingPulses } from './pending_steps'
import { activitiesFilter, activitiesQuery, pendingOf } from './related'
import { isGone } from './removed_bar'
import { usePending } from './use_pending'

interface NextPartProps {
  entity: Entity
  loaded: Loaded
  model: Model
  plan?: () => void
}

const shown = 5

export function NextPart({ entity, loaded, model, plan }: NextPartProps) {
  const { id } = loaded.entry
  const now = useNow()
  const activity = entityByKey(model, 'activity')!
  const list = useInfiniteQuery(
    activitiesQuery(activity.plural, activitiesFilter(model, entity, id)),
  )
  const planned = list.data?.pages
    .flatMap(({ data }) => data)
    .filter((one) => one['state'] === plannedState && one[entity.key] === id)
    .toReversed() // what is due first comes first
  const isNone = planned?.length === 0
  const { data: pulses } = useQuery({ ...pulseQuery(entity.plural, [id]), enabled: isNone })
  const pulse = isNone ? pulses?.[id] : undefined
  const below = useStepBelow(model, entity, id)
  const finish = (entry: Entry) =>
    void finishPlanned({ entity, id }, activity, entry).catch(sayError)
  return (
    <Part title={t('plan.title')} note={plan && <PlanButton plan={plan} />}>
      {pulse && (pulse.next_step || !below) && (
        <NextStep
          step={pulse.next_step}
          isMissed={isUnderWay(entity, loaded.entry, pulse)}
          now={now}
          plan={plan}
        />
      )}
      {pulse && !pulse.next_step && below && <StepBelow {...below} now={now} />}
      {planned && planned.length > 0 && (
        <ul className="space-y-1">
          {planned.slice(0, shown).map((entry) => (
            <Planned
              key={entry.id}
              entry={entry}
              activity={activity}
              now={now}
              finish={isGone(loaded) ? undefined : () => finish(entry)}
            />
          ))}
        </ul>
      )}
    </Part>
  )
}

/** Of a customer: what comes next with its open opportunities. */
function useStepBelow(model: Model, about: Entity, id: string) {
  const related = pendingOf(model, about).find(({ entity }) => entity.key === 'opportunity')
  const { entries } = usePending(related, id)
  const pulses = usePendingPulses(related?.entity.plural ?? '', entries)
  const first = firstStep(entries, pulses)
  return related && first && { entity: related.entity, ...first }
}

function StepBelow({
  entity,
  entry,
  pulse,
  now,
}: NonNullable<ReturnType<typeof useStepBelow>> & { now: number }) {
  return (
    <div data-step-below>
      <NextStep step={pulse.next_step} isMissed={false} now={now} />
      <Link
        to="/e/$plural/$id"
        params={{ plural: entity.plural, id: entry.id }}
        className="block truncate text-xs text-ink-3 hover:underline max-md:leading-9"
      >
        {entity.label}: {titleOf(entity, entry)}
      </Link>
    </div>
  )
}

interface PendingNextProps {
  entity: Entity
  entry: Entry
  /** Asked for together with these. */
  among: Entry[]
  model: Model
}

/** Of what is open with a customer: what comes next and when, or the way to plan it. */
export function PendingNext({ entity, entry, among, model }: PendingNextProps) {
  const pulse = usePendingPulses(entity.plural, among)?.[entry.id]
  const now = useNow()
  const plan = () => askForPlan({ entity, id: entry.id, title: titleOf(entity, entry) })
  if (!pulse) return null
  return (
    <NextStep
      step={pulse.next_step}
      isMissed={isUnderWay(entity, entry, pulse)}
      now={now}
      plan={mayPlanFor(model, entity) ? plan : undefined}
    />
  )
}

function PlanButton({ plan }: { plan: () => void }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts={ariaKeys(planKey)}
      title={t('plan.plan')}
      onClick={plan}
      className="inline-flex items-center gap-1.5 font-medium text-accent-ink hover:underline max-md:-my-2 max-md:min-h-10"
    >
      {t('plan.save')}
      <Key keys={planKey} />
    </button>
  )
}

interface PlannedProps {
  entry: Entry
  activity: Entity
  now: number
  /** Absent where the record is in the bin. */
  finish?: () => void
}

function Planned({ entry, activity, now, finish }: PlannedProps) {
  const at = String(entry['happened_at'] ?? '')
  const isLate = at !== '' && Date.parse(at) < now
  const state = fieldOf(activity, 'state')
  return (
    <PanelRow
      entity={activity}
      entry={entry}
      beside={
        <>
          <span className={classes('num shrink-0', isLate ? 'text-bad' : 'text-ink-3')}>
            {at && showMoment(at, now)}
            {isLate && <span className="sr-only"> · {t('plan.late')}</span>}
          </span>
          {finish && state && mayEdit(activity, state) && (
            <IconButton
              label={t('plan.finish', { title: titleOf(activity, entry) })}
              className="-mr-1.5"
              onClick={finish}
            >
              <Check size={15} aria-hidden />
            </IconButton>
          )}
        </>
      }
    />
  )
}

// A next step is an activity that is planned: asked for over any page, and shown wherever next steps stand.
import { changeEntry, createEntry, undoJournal } from '@/api/calls'
import { principal } from '@/api/principal'
import { queryClient, refreshEntry } from '@/api/queries'
import { currentTime, showMoment } from '@/base/time'
import { t } from '@/base/words'
import { sayDone } from '@/kit/undo'
import { activityFor, mayFill, plannableOf, plannedState } from '@/model/activity'
import { entityByKey, titleOf } from '@/model/catalogue'
import type { Entity, Entry, Model, Pulse, Values } from '@/model/types'

/** The record it is about. */
export interface PlanTarget {
  entity: Entity
  id: string
  title: string
}

/** On a record's page. */
export const planKey = 't'

let asked: PlanTarget | null = null
const listeners = new Set<() => void>()
function tell(target: PlanTarget | null) {
  asked = target
  listeners.forEach((listener) => listener())
}
/** Asks what comes next with it, and when. */
export const askForPlan = (target: PlanTarget) => tell(target)
export const closePlan = () => tell(null)
export const currentPlan = () => asked
export function whenPlanned(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function mayPlanFor(model: Model, entity: Entity): boolean {
  const activity = activityFor(model, entity)
  return !!activity && plannableOf(activity).length > 0
}

export interface Plan {
  kind: string
  subject: string
  /** ISO moment. */
  at: string
}

/** Throws what the server has against it. `me`: whose it is, unless he enters for another. */
export async function planStep(
  model: Model,
  { entity, id }: PlanTarget,
  plan: Plan,
  me: string,
  idempotencyKey: string,
) {
  const activity = entityByKey(model, 'activity')!
  const values: Values = {
    kind: plan.kind,
    subject: plan.subject.trim(),
    happened_at: plan.at,
    state: plannedState,
    [entity.key]: id,
    owner: principal()?.id ?? me,
  }
  const given = Object.entries(values).filter(([key, value]) => value && mayFill(activity, key))
  const { data, journal } = await createEntry(
    activity.plural,
    Object.fromEntries(given),
    idempotencyKey,
  )
  showPlanned(entity.plural, id, data)
  const refresh = () => {
    void refreshEntry(entity.plural, id)
    void queryClient.invalidateQueries({ queryKey: ['entries', activity.plural] })
  }
  refresh()
  const takeBack = () => undoJournal(journal!).then(refresh)
  const about = [plan.subject.trim(), showMoment(plan.at)].filter(Boolean).join(' · ')
  sayDone(t('plan.done'), journal ? takeBack : undefined, about)
}

/** It was done, now where it was planned for later. */
export async function finishPlanned(
  { entity, id }: Pick<PlanTarget, 'entity' | 'id'>,
  activity: Entity,
  planned: Entry,
) {
  const now = new Date(currentTime()).toISOString()
  const isAhead = String(planned['happened_at'] ?? '') > now
  const change = { state: 'held', ...(isAhead ? { happened_at: now } : {}) }
  const { journal } = await changeEntry(activity.plural, planned.id, change, `"${planned.version}"`)
  const refresh = () => {
    void refreshEntry(activity.plural, planned.id)
    void refreshEntry(entity.plural, id)
  }
  refresh()
  const title = titleOf(activity, planned)
  const takeBack = () => undoJournal(journal!).then(refresh)
  sayDone(t('plan.finished', { title }), journal ? takeBack : undefined)
}

/** In every list that shows next steps; what is due before it stays. */
function showPlanned(plural: string, id: string, planned: Entry) {
  const due_at = String(planned['happened_at'])
  const title = String(planned['subject'] ?? '')
  queryClient.setQueriesData<Record<string, Pulse>>({ queryKey: ['pulse', plural] }, (all) => {
    const pulse = all?.[id]
    const before = pulse?.next_step?.due_at
    if (!pulse || (before && before <= due_at)) return all
    return { ...all, [id]: { ...pulse, next_step: { title, due_at, due_on: null } } }
  })
}

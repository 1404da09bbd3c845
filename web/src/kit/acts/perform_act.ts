// An act on a record, told with Undo; after a call also what comes next.
import { readNextStep, type Colleague } from '@/api/calls'
import { ApiError } from '@/api/problem'
import { principal } from '@/api/principal'
import { modelQuery, queryClient, refreshEntry } from '@/api/queries'
import { showMoney } from '@/base/money'
import { currentTime, dayOf, showDay, showDaysLate, showMoment } from '@/base/time'
import { listOf, t } from '@/base/words'
import { askForPlan, mayPlanFor, planKey } from '@/kit/plan/plan'
import { sayDone, sayMore } from '@/kit/undo'
import { fieldOf } from '@/model/catalogue'
import type { Act, Entity, Values } from '@/model/types'
import { isMoney } from '@/model/values'
import { actWhole, type OfRecord } from './act_whole'
import { assignAct, callAct } from './call_act'

/** What is missing in the record and cannot be asked for, because another has to fill it, is named. */
function named(error: unknown, entity: Entity, act: Act): unknown {
  if (!(error instanceof ApiError)) return error
  const missing = error.errors.flatMap(({ field, code }) => {
    const known = /^required/.test(code) && !act.fields.some(({ key }) => key === field)
    return (known && fieldOf(entity, field)?.label) || []
  })
  return missing.length > 0 ? new Error(t('record.fill_first', { fields: listOf(missing) })) : error
}

/** Whether it was done: not where the reader did not answer what it lacked. */
export async function performAct(entity: Entity, record: OfRecord, act: Act, values: Values) {
  const { id } = record
  const forWhom = principal()
  const done = await actWhole(entity, record, act, values).catch((error: unknown) => {
    throw named(error, entity, act)
  })
  if (!done) return false
  const refresh = () => refreshEntry(entity.plural, id)
  refresh()
  const { data, takeBack } = done
  const said = [saidOf(act, values), forWhom && t('enter_for.said', { name: forWhom.name })]
  const toast = sayDone(
    said.filter(Boolean).join(' · '),
    takeBack && (() => takeBack().then(refresh)),
  )
  if (act.key === callAct) void tellNext(toast, entity, record, data)
  return true
}

/** As the pickers have found them. */
const nameOf = (id: unknown) =>
  queryClient
    .getQueriesData<Colleague[]>({ queryKey: ['users'] })
    .flatMap(([, people]) => people ?? [])
    .find((person) => person.id === id)?.name

/** "Call · Reached"; "Owner: Ben Okafor" */
export function saidOf(act: Act, values: Values): string {
  const name = act.key === assignAct && nameOf(values[act.fields[0]?.key ?? ''])
  if (name) return t('bulk.assigned', { name })
  const outcomes = act.fields.find(({ key }) => key === 'outcome')?.choices ?? []
  const outcome = outcomes.find(({ key }) => key === values['outcome'])
  return act.key === callAct && outcome
    ? t('call.done', { outcome: outcome.label })
    : [t('record.done', { act: act.label }), ...amountsIn(values)].join(' · ')
}

/** As they were read from what was typed. */
const amountsIn = (values: Values) => Object.values(values).filter(isMoney).map(showMoney)

/** As a logged call is answered: what follows by rule. */
interface NextStep {
  entity: string
  subject: string
  due_at: string
}

export interface Sequel {
  words: string
  /** The way to plan it, where nothing follows and the reader may. */
  plan?: () => void
}

/** What follows: as the answer to the call tells it, else as it stands on the record. */
export async function nextAfter(
  entity: Entity,
  { id, title = '' }: OfRecord,
  answer: unknown,
): Promise<Sequel> {
  const told = (answer as { next_step?: NextStep | null } | undefined)?.next_step
  const next = told === undefined ? await readNextStep(entity.key, id) : told && asEntry(told)
  if (next) return { words: t('call.next', { step: stepText(next) }) }
  const model = queryClient.getQueryData(modelQuery().queryKey)
  const mayPlan = model && mayPlanFor(model, entity)
  const plan = mayPlan ? () => askForPlan({ entity, id, title }) : undefined
  return { words: t('call.no_next'), plan }
}

/** What is told of a sequel beside the deed. */
export const sayNext = (toast: string, { words, plan }: Sequel) =>
  sayMore(toast, words, plan && { label: t('plan.plan'), keys: planKey, run: plan })

/** A sales step is due on a day, a planned activity at a moment. */
const asEntry = ({ entity, subject, due_at }: NextStep): Values =>
  entity === 'opportunity_step'
    ? { subject, due: dayOf(new Date(due_at)) }
    : { subject, happened_at: due_at }

async function tellNext(toast: string, entity: Entity, record: OfRecord, answer: unknown) {
  try {
    sayNext(toast, await nextAfter(entity, record, answer))
  } catch {
    // The call is logged; that its sequel could not be read is not worth a complaint.
  }
}

/** "Send the proposal · 3 Dec 2026"; one that is late says so. */
export function stepText({ subject, name, display, due, happened_at: at }: Values): string {
  const title = [subject, name, display].find((text) => typeof text === 'string' && text)
  const when =
    typeof at === 'string' ? showMoment(at) : typeof due === 'string' ? showDay(due) : undefined
  const day = typeof at === 'string' ? dayOf(new Date(at)) : due
  const today = dayOf(new Date(currentTime()))
  const late = typeof day === 'string' && day < today && showDaysLate(day, today)
  return [title, when, late].filter(Boolean).join(' · ')
}

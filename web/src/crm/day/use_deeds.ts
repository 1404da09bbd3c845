// What is done with a thing of the day: faded at once, sent, and back again when the server refuses.
import { useState } from 'react'
import { bulkChange, changeEntry, undoJournal } from '@/api/calls'
import { refreshExceptions } from '@/api/exceptions'
import { refreshNumbers } from '@/api/numbers'
import { queryClient } from '@/api/queries'
import { actWhole } from '@/kit/acts/act_whole'
import { callActOf } from '@/kit/acts/call_act'
import { nextAfter, sayNext, type Sequel } from '@/kit/acts/perform_act'
import { waysOf } from '@/kit/mends/ways'
import { doStep } from '@/kit/steps'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Choice, Entry, Model, Values } from '@/model/types'
import type { Clearing } from './clear_dialog'
import { inOrder, type Thing } from './things'
import { t, tn } from './words'

export interface Mark {
  thing: Thing
  /** What was done: the outcome, or that it is done. */
  label: string
  /** What follows by rule. */
  next?: Sequel
  /** The lists have been asked again since. */
  isSettled: boolean
}

/** A line of the page: still to do, or done here and faded. */
export interface Line {
  thing: Thing
  isDone: boolean
  mark?: Mark
}

/** Done things stay where they stood; one whose promise stands all the same is still to do. */
export function linesOf(things: Thing[], marks: ReadonlyMap<string, Mark>): Line[] {
  const live = new Set(things.map(({ id }) => id))
  const isDone = (mark: Mark) => !mark.isSettled || !live.has(mark.thing.id)
  const done = [...marks.values()].filter(isDone)
  const gone = new Set(done.map(({ thing }) => thing.id))
  return [
    ...things
      .filter(({ id }) => !gone.has(id))
      .map((thing): Line => ({ thing, isDone: false, mark: marks.get(thing.id) })),
    ...done.map((mark): Line => ({ thing: mark.thing, isDone: true, mark })),
  ].sort((a, b) => inOrder(a.thing, b.thing))
}

export function refreshDay() {
  const lists = ['activities', 'opportunity_steps', 'leads', 'opportunities']
  void refreshNumbers()
  return Promise.all([
    refreshExceptions(),
    queryClient.invalidateQueries({ queryKey: ['pulse'] }),
    ...lists.map((plural) => queryClient.invalidateQueries({ queryKey: ['entries', plural] })),
  ])
}

/** The record a call can be logged on, and what may come of it. */
export function callOf({ record }: Thing, model: Model) {
  const entity = record && entityByKey(model, record.entity)
  const act = entity && callActOf(entity)
  const choices = act?.fields.find(({ key }) => key === 'outcome')?.choices ?? []
  return entity && act && record ? { entity, act, id: record.id, choices } : undefined
}

/** What keeps its promise, as far as that is known. */
export const waysOfThing = ({ record, mends }: Thing, model: Model) =>
  record ? waysOf(mends, entityByKey(model, record.entity)) : []

interface Sent {
  /** Newest last. */
  takeBacks: ((() => Promise<unknown>) | undefined)[]
  next?: () => Promise<Sequel>
}
const takerBack = (journal: string | null) =>
  journal === null ? undefined : () => undoJournal(journal)

export function useDeeds(allThings: Thing[], model: Model) {
  const [cleared, setCleared] = useState<ReadonlySet<string>>(new Set())
  const things = allThings.filter(({ id }) => !cleared.has(id))
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map())
  const change = (id: string, next: (mark: Mark | undefined) => Mark | undefined) =>
    setMarks((all) => {
      const copy = new Map(all)
      const mark = next(all.get(id))
      if (mark) copy.set(id, mark)
      else copy.delete(id)
      return copy
    })
  const unmark = (id: string) => change(id, () => undefined)

  const perform = async (
    thing: Thing,
    label: string,
    title: string,
    send: () => Promise<Sent | undefined>,
  ) => {
    change(thing.id, () => ({ thing, label, isSettled: false }))
    try {
      const sent = await send()
      if (!sent) return unmark(thing.id) // what it lacked was not answered
      const { takeBacks, next } = sent
      const undoable = takeBacks.filter((one) => one !== undefined)
      const takeBack = async () => {
        for (const one of undoable.toReversed()) await one()
        unmark(thing.id)
        await refreshDay()
      }
      const toast = sayDone(title, undoable.length > 0 ? takeBack : undefined)
      const isFresh = refreshDay().then(() =>
        change(thing.id, (mark) => mark && { ...mark, isSettled: true }),
      )
      // The call is logged; that its sequel could not be read is not worth a complaint.
      const sequel = await next?.().catch(() => undefined)
      if (sequel) {
        sayNext(toast, sequel)
        change(thing.id, (mark) => mark && { ...mark, next: sequel })
      }
      await isFresh
    } catch (error) {
      unmark(thing.id)
      sayError(error)
      throw error
    }
  }

  const call = (thing: Thing, outcome: Choice, more: Values = {}) => {
    const on = callOf(thing, model)
    if (!on) return Promise.resolve()
    const title = t('day.called', { outcome: outcome.label, title: thing.title })
    return perform(thing, outcome.label, title, () =>
      sendCall(thing, on, { outcome: outcome.key, ...more }),
    )
  }
  const finish = (thing: Thing) => {
    const { step, planned, title } = thing
    if (!step && !planned) return Promise.resolve()
    const said = step
      ? t('day.step_done', { step: String(step['name'] ?? '') })
      : t('day.ticked', { title })
    return perform(thing, t('day.done'), said, async () => {
      if (!step) return { takeBacks: [takerBack(await sendHeld(planned!))] }
      const done = await doStep(step)
      return done && { takeBacks: [done.takeBack] }
    })
  }
  /** Many at once, gone from the page at once: one request, one undo. */
  const clear = async (some: Thing[], { change: values, said }: Clearing) => {
    const ids = some.flatMap(({ planned }) => (planned ? [planned.id] : []))
    const names = some.map(({ id }) => id)
    const comeBack = () =>
      setCleared((all) => new Set([...all].filter((id) => !names.includes(id))))
    setCleared((all) => new Set([...all, ...names]))
    try {
      const { journal } = await bulkChange('activities', { ids }, { change: values })
      const takeBack = async () => {
        await undoJournal(journal!)
        await refreshDay()
        comeBack()
      }
      sayDone(tn(said, ids.length), journal ? takeBack : undefined)
      await refreshDay()
    } catch (error) {
      sayError(error)
    }
    comeBack()
  }
  return { lines: linesOf(things, marks), call, finish, clear }
}

export type Deeds = ReturnType<typeof useDeeds>

/** The server finishes what its rules had planned, and a planned call is the one that was made; a task of one's own is closed here. */
async function sendCall(
  { planned, title }: Thing,
  { entity, id, act }: NonNullable<ReturnType<typeof callOf>>,
  values: Values,
): Promise<Sent | undefined> {
  const done = await actWhole(entity, { id, title }, act, values)
  if (!done) return undefined
  const isOwnTask = planned && planned['kind'] !== 'call' && !planned['by_rule']
  const closed = isOwnTask ? await sendHeld(planned) : null
  return {
    takeBacks: [done.takeBack, takerBack(closed)],
    next: () => nextAfter(entity, { id, title }, done.data),
  }
}

const sendHeld = async (planned: Entry, more: Values = {}) =>
  (await changeEntry('activities', planned.id, { state: 'held', ...more }, `"${planned.version}"`))
    .journal

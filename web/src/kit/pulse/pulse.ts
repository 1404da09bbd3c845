// What a pulse says, in words.
import { dayOf, showClock, showDay, showDayShort, showDaysLate, showSpan } from '@/base/time'
import { t } from '@/base/words'
import { fieldsOf } from '@/model/catalogue'
import type { Entity, Entry, Pulse } from '@/model/types'
import { choiceOf } from '@/model/values'

export type Next =
  | { kind: 'none' }
  /** `when`: empty for a step without a date. */
  | { kind: 'overdue' | 'today' | 'planned'; title: string; when: string; day: string | null }

export function nextOf(step: Pulse['next_step'], now: number): Next {
  if (!step) return { kind: 'none' }
  const { title, due_at: at, due_on: on } = step
  const day = at ? dayOf(new Date(at)) : on
  if (!day) return { kind: 'planned', title, when: '', day }
  const today = dayOf(new Date(now))
  if (at && Date.parse(at) < now) {
    const when = t('time.late', { span: showSpan(now - Date.parse(at)) })
    return { kind: 'overdue', title, when, day }
  }
  if (day < today) return { kind: 'overdue', title, when: showDaysLate(day, today), day }
  if (day === today)
    return { kind: 'today', title, when: at ? showClock(at) : t('board.today'), day }
  return { kind: 'planned', title, when: showDayShort(day, now), day }
}

/** For a title: what, and the whole date. */
export const nextWords = (next: Next) =>
  next.kind === 'none'
    ? t('board.nothing_planned')
    : [next.title, next.day && showDay(next.day)].filter(Boolean).join(' · ')

/** The server's word; that a moment has passed is seen before it is told. */
export const stateOf = ({ state, due_at }: NonNullable<Pulse['promise']>, now: number) =>
  Date.parse(due_at) < now ? 'broken' : state

const ends = ['good', 'warn', 'bad']
/**
 * Whether something is still to be done with a record. The model marks the ends of a state by their tone; where it
 * marks none, only a running promise tells.
 */
export function isUnderWay(entity: Entity, entry: Entry, pulse: Pulse): boolean {
  if (pulse.promise) return true
  const state = fieldsOf(entity, entity.layout.list).find(
    ({ kind, question }) => kind === 'choice' && !question,
  )
  const isEnd = (tone: string | null | undefined) => !!tone && ends.includes(tone)
  if (!state?.choices?.some(({ tone }) => isEnd(tone))) return false
  const choice = choiceOf(state, entry[state.key])
  return !!choice && !isEnd(choice.tone)
}

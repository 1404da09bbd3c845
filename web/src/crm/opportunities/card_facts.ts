// What a card says beside the record's own fields: steps, what is planned next, since when it rests.
import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { hangingQuery } from '@/api/board'
import { dayOf } from '@/base/time'
import type { Entry, ExceptionRow } from '@/model/types'

export interface CardFacts {
  /** In the order of the playbook. */
  steps: Entry[]
  /** The first that is open. */
  step: Entry | undefined
  next: Next
  /** The last time something was recorded; ISO moment. */
  restsSince: string
}

/** What is to happen next: planned activities and the next step. */
export type Next =
  | { kind: 'none' }
  | { kind: 'overdue' | 'today' | 'planned'; day: string; what: string | null }

export function nextOf(step: Entry | undefined, planned: Entry[], today: string): Next {
  const days = planned
    .filter(({ happened_at }) => typeof happened_at === 'string')
    .map((entry) => ({
      day: dayOf(new Date(String(entry['happened_at']))),
      what: typeof entry.display === 'string' ? entry.display : null,
    }))
  if (typeof step?.['due'] === 'string')
    days.push({ day: step['due'], what: String(step['name'] ?? '') })
  const [first] = days.sort((a, b) => a.day.localeCompare(b.day))
  if (!first) return { kind: 'none' }
  return {
    ...first,
    kind: first.day < today ? 'overdue' : first.day === today ? 'today' : 'planned',
  }
}

/** `broken`: its open exception about moving, which knows of an earlier rest. */
export function restsSince(
  entry: Entry,
  steps: Entry[],
  lastActivity: Entry | undefined,
  broken: ExceptionRow | undefined,
): string {
  const moments = [
    entry.created_at,
    entry.updated_at,
    lastActivity?.['happened_at'],
    ...steps.map((step) => step['done_at']),
  ].filter((moment): moment is string => typeof moment === 'string')
  const last = moments.sort().at(-1) ?? ''
  return broken && broken.started_at < last ? broken.started_at : last
}

type Asked = Parameters<typeof hangingQuery>[3]
const link = 'opportunity'
/** A condition has its limits; so has the address it stands in. */
const mostIds = 100

/** What hangs on these cards by their ids; while newly come cards are asked for, what was known stays. */
function useHangingOf(plural: string, ids: string[], asked: Asked) {
  const chunks: string[][] = []
  for (let at = 0; at < ids.length; at += mostIds) chunks.push(ids.slice(at, at + mostIds))
  const known = useRef<Record<string, Entry[]>>(undefined)
  const found = useQueries({
    queries: chunks.map((chunk) => hangingQuery(plural, link, chunk, asked)),
    combine: (answers): Record<string, Entry[]> | undefined =>
      answers.every(({ data }) => data)
        ? Object.assign({}, ...answers.map(({ data }) => data))
        : undefined,
  })
  if (found) known.current = found
  return found ?? known.current
}

/** Of the loaded cards of one stage, by three requests. */
export function useHanging(ids: string[]) {
  return {
    steps: useHangingOf('opportunity_steps', ids, stepsAsked),
    planned: useHangingOf('activities', ids, plannedAsked),
    held: useHangingOf('activities', ids, heldAsked),
  }
}
const stepsAsked: Asked = {
  sort: 'position',
  fields: ['name', 'position', 'days', 'due', 'state', 'done_at'],
}
const plannedAsked: Asked = {
  where: 'state = planned',
  sort: 'happened_at',
  fields: ['happened_at', 'kind', 'subject'],
}
const heldAsked: Asked = {
  where: '(state != planned or state is empty)',
  sort: '-happened_at',
  fields: ['happened_at'],
}
export type Hanging = ReturnType<typeof useHanging>

export function factsOf(
  entry: Entry,
  hanging: Hanging,
  broken: ExceptionRow | undefined,
  today: string,
): CardFacts | undefined {
  if (!hanging.steps || !hanging.planned) return undefined
  const steps = hanging.steps[entry.id] ?? []
  const step = steps.find(({ state }) => state === 'open')
  return {
    steps,
    step,
    next: nextOf(step, hanging.planned[entry.id] ?? [], today),
    restsSince: restsSince(entry, steps, hanging.held?.[entry.id]?.[0], broken),
  }
}

// What a card says beside the record's own fields: steps, what is planned next, since when it rests.
import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { hangingQuery } from '@/api/board'
import { chunksOf, type Sight } from '@/kit/pulse/use_pulses'
import type { Entry, ExceptionRow, Pulse } from '@/model/types'

export interface CardFacts {
  /** In the order of the playbook. */
  steps: Entry[]
  /** The first that is open. */
  step: Entry | undefined
  next: Pulse['next_step']
  /** The last time something was recorded; ISO moment. */
  restsSince: string
}

/** `broken`: its open exception about moving, which knows of an earlier rest. */
export function restsSince(
  entry: Entry,
  steps: Entry[],
  lastTouch: Pulse['last_touch'],
  broken: ExceptionRow | undefined,
): string {
  const moments = [
    entry.created_at,
    entry.updated_at,
    lastTouch?.at,
    ...steps.map((step) => step['done_at']),
  ].filter((moment): moment is string => typeof moment === 'string')
  const last = moments.sort().at(-1) ?? ''
  return broken && broken.started_at < last ? broken.started_at : last
}

const link = 'opportunity'

/** The steps of the cards in sight; while newly come ones are asked for, what was known stays. */
export function useSteps(ids: string[], { from, to, size }: Sight) {
  const chunks = chunksOf(ids, from, to, size)
  const known = useRef<Record<string, Entry[]>>(undefined)
  const found = useQueries({
    queries: chunks.map((chunk) => hangingQuery('opportunity_steps', link, chunk, stepsAsked)),
    combine: (answers): Record<string, Entry[]> | undefined =>
      answers.every(({ data }) => data)
        ? Object.assign({}, ...answers.map(({ data }) => data))
        : undefined,
  })
  if (found) known.current = { ...known.current, ...found }
  return known.current
}
const stepsAsked: Parameters<typeof hangingQuery>[3] = {
  sort: 'position',
  fields: ['name', 'position', 'days', 'due', 'state', 'done_at'],
}

export function factsOf(
  entry: Entry,
  stepsByCard: Record<string, Entry[]> | undefined,
  pulse: Pulse | undefined,
  broken: ExceptionRow | undefined,
): CardFacts | undefined {
  if (!stepsByCard || !pulse) return undefined
  const steps = stepsByCard[entry.id] ?? []
  return {
    steps,
    step: steps.find(({ state }) => state === 'open'),
    next: pulse.next_step,
    restsSince: restsSince(entry, steps, pulse.last_touch, broken),
  }
}

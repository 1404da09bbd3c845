// What a card says beside the record's own fields: steps, what is planned next, since when it rests.
import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { hangingQuery } from '@/api/board'
import { chunksOf, type Sight } from '@/kit/pulse/use_pulses'
import type { Entry, Pulse } from '@/model/types'

export interface CardFacts {
  /** In the order of the playbook. */
  steps: Entry[]
  /** The first that is open. */
  step: Entry | undefined
  next: Pulse['next_step']
  /** ISO moment. */
  restsSince: string
}

/**
 * As the promise that it keeps moving counts it: what was taken back was no movement, nor is every change. Where none
 * runs, what was done with it.
 */
export function restsSince(
  entry: Entry,
  steps: Entry[],
  { rests_since, last_touch }: Pick<Pulse, 'rests_since' | 'last_touch'>,
): string {
  if (rests_since) return rests_since
  const moments = [entry.created_at, last_touch?.at, ...steps.map((step) => step['done_at'])]
  const known = moments.filter((moment): moment is string => typeof moment === 'string')
  return known.sort().at(-1) ?? ''
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
): CardFacts | undefined {
  if (!stepsByCard || !pulse) return undefined
  const steps = stepsByCard[entry.id] ?? []
  return {
    steps,
    step: steps.find(({ state }) => state === 'open'),
    next: pulse.next_step,
    restsSince: restsSince(entry, steps, pulse),
  }
}

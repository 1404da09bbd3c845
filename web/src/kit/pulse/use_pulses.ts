import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { pulseQuery } from '@/api/pulse'
import type { Pulse } from '@/model/types'

export type Pulses = Record<string, Pulse>

/** About as many rows as a screen holds. */
const chunkSize = 50

/** The parts of a list that hold its rows `from` … `to`. */
export function chunksOf(ids: string[], from: number, to: number, size = chunkSize): string[][] {
  const chunks: string[][] = []
  for (let at = from - (from % size); at <= to && at < ids.length; at += size)
    chunks.push(ids.slice(at, at + size))
  return chunks
}

export interface Sight {
  /** Places in the list. */
  from: number
  to: number
  /** How many are asked for at once; else a screen of rows. */
  size?: number
}

/** Of the rows in sight; what was known stays until it is answered anew. Undefined: none has been answered yet. */
export function usePulses(
  plural: string,
  ids: string[],
  { from, to, size }: Sight,
): Pulses | undefined {
  const known = useRef<Pulses>(undefined)
  const found = useQueries({
    queries: chunksOf(ids, from, to, size).map((chunk) => pulseQuery(plural, chunk)),
    combine: (answers): Pulses => Object.assign({}, ...answers.map(({ data }) => data)),
  })
  if (Object.keys(found).length > 0) known.current = { ...known.current, ...found }
  return known.current
}

// What comes next with the open opportunities of a customer: what is planned with them, or the playbook's step.
import { useQuery } from '@tanstack/react-query'
import { pulseQuery } from '@/api/pulse'
import type { Entry, Pulse } from '@/model/types'

/** As many as a panel shows. */
const asked = 100

export function usePendingPulses(plural: string, entries: Entry[]) {
  const ids = entries.slice(0, asked).map(({ id }) => id)
  const { data } = useQuery({ ...pulseQuery(plural, ids), enabled: ids.length > 0 })
  return data
}

/** By day, then by clock; a step without a date comes last. */
const dueOf = ({ next_step: step }: Pulse) => step?.due_at ?? step?.due_on ?? '9999'

/** The first that is due, and whose it is; undefined where none has one. */
export function firstStep(entries: Entry[], pulses: Record<string, Pulse> | undefined) {
  return entries
    .flatMap((entry) => {
      const pulse = pulses?.[entry.id]
      return pulse?.next_step ? [{ entry, pulse }] : []
    })
    .toSorted((a, b) => dueOf(a.pulse).localeCompare(dueOf(b.pulse)))[0]
}

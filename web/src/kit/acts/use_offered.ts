// The acts a record is offered now.
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { meQuery, modelQuery } from '@/api/queries'
import { currentTime, timeZone } from '@/base/time'
import type { Act, Entity, Entry } from '@/model/types'

// Conditions weigh more than a record's page has room for; they arrive while the record is being asked for.
type Reader = typeof import('@/model/offered')
/** Null: it cannot be fetched, and the server is the judge. */
let reader: Reader | null | undefined
const listeners = new Set<() => void>()
const arrived = (next: Reader | null) => {
  reader = next
  listeners.forEach((listener) => listener())
}
void import('@/model/offered').then(arrived, () => arrived(null))
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Answers for any record of the entity; without one nothing speaks against an act. */
export function useOffered(entity: Entity): (act: Act, entry: Entry | undefined) => boolean {
  const { data: model } = useQuery(modelQuery())
  const { data: me } = useQuery(meQuery)
  const read = useSyncExternalStore(subscribe, () => reader)
  return (act, entry) => {
    if (!entry || !model || !act.offered_when || read === null) return true
    if (!read) return false // a moment later it is known
    return read.isOffered(act, entity, entry, model, {
      now: BigInt(Math.round(currentTime())) * 1000n,
      timeZone: timeZone(),
      me: me?.id ?? null,
      myTeam: me?.team?.id ?? null,
    })
  }
}

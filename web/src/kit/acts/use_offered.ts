// The acts a record is offered now.
import { useQuery } from '@tanstack/react-query'
import { meQuery, modelQuery } from '@/api/queries'
import { currentTime, timeZone } from '@/base/time'
import { isOffered } from '@/model/offered'
import type { Act, Entity, Entry } from '@/model/types'

/** Answers for any record of the entity; without one nothing speaks against an act. */
export function useOffered(entity: Entity): (act: Act, entry: Entry | undefined) => boolean {
  const { data: model } = useQuery(modelQuery())
  const { data: me } = useQuery(meQuery)
  return (act, entry) =>
    !entry ||
    !model ||
    isOffered(act, entity, entry, model, {
      now: BigInt(Math.round(currentTime())) * 1000n,
      timeZone: timeZone(),
      me: me?.id ?? null,
      myTeam: me?.team?.id ?? null,
    })
}

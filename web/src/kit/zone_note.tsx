// Whose clock is meant, where a moment is typed by somebody whose zone is not the company's, or not this computer's.
import { useQuery } from '@tanstack/react-query'
import { meQuery, queryClient } from '@/api/queries'
import { currentTime, zoneWorthSaying } from '@/base/time'
import { t } from '@/base/words'

/** Undefined where nobody could mean another clock. */
export function useZoneWords(isWanted: boolean): string | undefined {
  const { data: me } = useQuery({ ...meQuery, enabled: isWanted }, queryClient)
  if (!isWanted || !me) return undefined
  const zone = zoneWorthSaying(me.company.time_zone, new Date(currentTime()).toISOString())
  return zone && t('time.your_zone', { zone })
}

export function ZoneNote({ id }: { id?: string }) {
  const words = useZoneWords(true)
  return (
    words && (
      <p id={id} data-zone-note className="mt-1 text-xs text-ink-3">
        {words}
      </p>
    )
  )
}

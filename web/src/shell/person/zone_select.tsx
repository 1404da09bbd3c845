import { useId } from 'react'
import { changeMe } from '@/api/calls'
import { meQuery, queryClient } from '@/api/queries'
import { chooseTimeZone, currentTime, showClockIn, useNow } from '@/base/time'
import { sayDone, sayError } from '@/kit/undo'
import type { Me } from '@/model/types'
import { t } from './words'

const shown = (zone: string) => zone.replaceAll('_', ' ')

function show(zone: string | null) {
  const me = queryClient.getQueryData(meQuery.queryKey)
  if (!me) return
  queryClient.setQueryData(meQuery.queryKey, { ...me, time_zone: zone })
  chooseTimeZone(zone ?? me.company.time_zone)
}

/** At once; what the server counts by the reader's day is asked anew when it has heard of it. */
async function choose(zone: string, before: string | null) {
  const keep = async (next: string) => {
    await changeMe({ time_zone: next })
    void queryClient.invalidateQueries()
  }
  show(zone)
  try {
    await keep(zone)
    const takeBack = before ? () => keep(before).then(() => show(before)) : undefined
    sayDone(t('zone_saved', { zone: shown(zone) }), takeBack)
  } catch (error) {
    show(before)
    sayError(error)
  }
}

/** Whose day it is when a day begins: moments are shown, and deadlines counted, in this zone. */
export function ZoneSelect({ me }: { me: Me }) {
  const id = useId()
  useNow()
  const zone = me.time_zone ?? me.company.time_zone
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const zones = known.includes(zone) ? known : [zone, ...known]
  const now = new Date(currentTime()).toISOString()
  return (
    <div className="flex items-baseline gap-3">
      <label htmlFor={id} className="w-28 shrink-0 text-ink-3">
        {t('zone')}
      </label>
      <div className="min-w-0 flex-1">
        <select
          id={id}
          aria-describedby={`${id}-now`}
          value={zone}
          onChange={(event) => void choose(event.target.value, me.time_zone)}
          className="control"
        >
          {zones.map((one) => (
            <option key={one} value={one}>
              {shown(one)}
            </option>
          ))}
        </select>
        <p id={`${id}-now`} className="num mt-1 text-xs text-ink-3">
          {t('zone_now', { clock: showClockIn(now, zone) })}
        </p>
      </div>
    </div>
  )
}

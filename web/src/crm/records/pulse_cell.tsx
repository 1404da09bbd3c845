// A cell of a list that says what goes on with its record.
import { createContext, useContext } from 'react'
import { LastTouch, NextStep, PromiseClock } from '@/kit/pulse/marks'
import { isUnderWay, stateOf } from '@/kit/pulse/pulse'
import type { Entity, Entry, Pulse } from '@/model/types'
import type { PulseKey } from './columns'

/** Apart from the rows' own properties: when a minute has passed, only these cells are drawn again. */
export const PulseContext = createContext<{ now: number; activity: Entity | undefined }>({
  now: 0,
  activity: undefined,
})

interface PulseCellProps {
  column: PulseKey
  entity: Entity
  entry: Entry
  pulse: Pulse
}

export function PulseCell({ column, entity, entry, pulse }: PulseCellProps) {
  const { now, activity } = useContext(PulseContext)
  if (column === 'last_touch')
    return <LastTouch touch={pulse.last_touch} activity={activity} now={now} />
  if (column === 'promise') return <PromiseClock promise={pulse.promise} now={now} />
  const isMissed = isUnderWay(entity, entry, pulse)
  return <NextStep step={pulse.next_step} isMissed={isMissed} now={now} />
}

/** On a phone: the promise, once somebody has to do something about it. */
export function UrgentPromise({ promise }: { promise: Pulse['promise'] }) {
  const { now } = useContext(PulseContext)
  if (!promise || stateOf(promise, now) === 'running') return null
  return (
    <div role="cell" className="flex justify-end text-xs">
      <PromiseClock promise={promise} now={now} />
    </div>
  )
}

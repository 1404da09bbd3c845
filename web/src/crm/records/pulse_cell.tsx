// A cell of a list that says what goes on with its record.
import { createContext, useContext } from 'react'
import { askForPlan } from '@/kit/plan/plan'
import { LastTouch, NextStep, PromiseClock } from '@/kit/pulse/marks'
import { isUnderWay, stateOf } from '@/kit/pulse/pulse'
import { titleOf } from '@/model/catalogue'
import type { Entity, Entry, Pulse } from '@/model/types'
import type { PulseKey } from './columns'

/** Apart from the rows' own properties: when a minute has passed, only these cells are drawn again. */
export const PulseContext = createContext<{
  now: number
  activity: Entity | undefined
  /** The reader may plan what comes next with a row. */
  mayPlan: boolean
}>({ now: 0, activity: undefined, mayPlan: false })

interface PulseCellProps {
  column: PulseKey
  entity: Entity
  entry: Entry
  pulse: Pulse
}

export function PulseCell({ column, entity, entry, pulse }: PulseCellProps) {
  const { now, activity, mayPlan } = useContext(PulseContext)
  if (column === 'last_touch')
    return <LastTouch touch={pulse.last_touch} activity={activity} now={now} />
  if (column === 'promise') return <PromiseClock promise={pulse.promise} now={now} />
  const isOpen = isUnderWay(entity, entry, pulse)
  // Of what is over a playbook's step is not late any more; what somebody planned by the hour still stands.
  const step = isOpen || pulse.next_step?.due_at ? pulse.next_step : null
  const plan = () => askForPlan({ entity, id: entry.id, title: titleOf(entity, entry) })
  return <NextStep step={step} isMissed={isOpen} now={now} plan={mayPlan ? plan : undefined} />
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

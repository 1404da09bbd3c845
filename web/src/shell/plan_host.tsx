import { useSyncExternalStore } from 'react'
import { closePlan, currentPlan, whenPlanned } from '@/kit/plan/plan'
import { Later } from './later'

export const loadPlan = () => import('@/kit/plan/plan_dialog')

/** Stands once over all pages: wherever a next step is missed it can be planned. */
export function PlanHost() {
  const target = useSyncExternalStore(whenPlanned, currentPlan)
  if (!target) return null
  return <Later load={loadPlan} props={{ target, close: closePlan }} />
}

// Plans by whom, what and when, and a year's number cut into months.
import type { Plan } from '@/api/numbers'
import type { Money } from '@/base/money'
import { addMonths } from '@/kit/numbers/month'

/** The metric whose planned amounts the forecast is held against. */
export const forecastMetric = 'opportunities_won'

export type Part = 'target' | 'amount'
/** Of a person or of a team as one. */
export type Holder = { user: string; name: string } | { team: string; name: string }
export const holderId = (holder: Holder) => ('user' in holder ? holder.user : holder.team)

export interface Slot {
  holder: Holder
  metric: string
  part: Part
  currency: string
}

export type PlanIndex = ReadonlyMap<string, Plan>
const keyOf = (who: string | null, metric: string, month: string) => `${who}/${metric}/${month}`

export const indexOf = (plans: Plan[]): PlanIndex =>
  new Map(plans.map((plan) => [keyOf(plan.user ?? plan.team, plan.metric, plan.first_day), plan]))

export const planAt = (index: PlanIndex, { holder, metric }: Slot, month: string) =>
  index.get(keyOf(holderId(holder), metric, month))

/** The number of a plan in the currency shown; null where there is none. */
export function numberOf(plan: Plan | undefined, part: Part, currency: string): number | null {
  if (!plan) return null
  if (part === 'target') return plan.target
  return plan.amount?.currency === currency ? Number(plan.amount.amount) : null
}

/** As the server takes it. */
export const valueOf = (n: number | null, part: Part, currency: string): number | Money | null =>
  n === null ? null : part === 'target' ? n : { amount: String(n), currency }

export const monthsOf = (year: string) =>
  Array.from({ length: 12 }, (_, index) => addMonths(`${year}-01-01`, index))

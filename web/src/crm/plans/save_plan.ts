// A plan is saved as soon as it is typed: one record per person (or team), metric and month.
import { changeEntry, createEntry, removeEntry, restoreEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { refreshNumbers, spreadYear, type Plan } from '@/api/numbers'
import { messageOf } from '@/api/problem'
import { queryClient } from '@/api/queries'
import type { Values } from '@/model/types'
import { sayDone } from '@/kit/undo'
import {
  holderId,
  indexOf,
  monthsOf,
  numberOf,
  planAt,
  valueOf,
  type PlanIndex,
  type Slot,
} from './plans'

interface Saved {
  /** Null: nothing is left of it. */
  plan: Plan | null
  takeBack: () => Promise<unknown>
}

const otherOf = { target: 'amount', amount: 'target' } as const

/** The version is that of the number which was seen: whoever was faster is not overwritten. */
async function save(slot: Slot, month: string, n: number | null, known?: Plan): Promise<Saved> {
  const value = valueOf(n, slot.part, slot.currency)
  if (!known) return create(slot, month, { [slot.part]: value })
  if (value === null && known[otherOf[slot.part]] === null) {
    await removeEntry('plans', known.id)
    return { plan: null, takeBack: () => restoreEntry('plans', known.id) }
  }
  const change = { [slot.part]: value }
  const { data, journal } = await changeEntry('plans', known.id, change, `"${known.version}"`)
  return { plan: data as Plan, takeBack: () => undoJournal(journal!) }
}

async function create({ holder, metric }: Slot, month: string, values: Values): Promise<Saved> {
  const whose = 'user' in holder ? { user: holder.user } : { team: holder.team }
  const plan = { ...whose, metric, period: 'month', first_day: month, ...values }
  const { data, journal } = await createEntry('plans', plan, freshKey())
  return { plan: data as Plan, takeBack: () => undoJournal(journal!) }
}

/** What is shown follows at once, before the server is asked again. */
function remember(slot: Slot, month: string, plan: Plan | null) {
  queryClient.setQueriesData<Plan[]>({ queryKey: plansKey }, (plans) => {
    const others = plans?.filter(
      (one) =>
        !(
          (one.user ?? one.team) === holderId(slot.holder) &&
          one.metric === slot.metric &&
          one.first_day === month
        ),
    )
    return others && (plan ? [...others, plan] : others)
  })
}

function tell(title: string, saved: Pick<Saved, 'takeBack'>[]) {
  sayDone(title, async () => {
    for (const { takeBack } of [...saved].reverse()) await takeBack()
    await refreshNumbers()
  })
  void refreshNumbers()
}

/**
 * The plans on the screen as they are known when something is saved: after a conflict that is what was asked for
 * again since.
 */
function knownPlans(): PlanIndex {
  const shown = queryClient.getQueryCache().findAll({ queryKey: plansKey, type: 'active' })
  return indexOf(shown.flatMap(({ state }) => (state.data as Plan[] | undefined) ?? []))
}
const plansKey = ['numbers', 'plan']

export async function savePlan(slot: Slot, month: string, n: number | null, title: string) {
  const known = planAt(knownPlans(), slot, month)
  const saved = await save(slot, month, n, known).catch(async (error: unknown) => {
    if (known) throw error
    await queryClient.invalidateQueries({ queryKey: plansKey })
    // Somebody set one meanwhile; or there is one out of sight, and to try again would not help.
    throw planAt(knownPlans(), slot, month) ? error : new Error(messageOf(error))
  })
  remember(slot, month, saved.plan)
  tell(title, [saved])
}

/** The number as it is now, after somebody was faster; what is saved next goes over it. */
export async function reloadPlan(slot: Slot, month: string): Promise<number | null> {
  await queryClient.invalidateQueries({ queryKey: plansKey })
  return numberOf(planAt(knownPlans(), slot, month), slot.part, slot.currency)
}

/** A year over its months: one act of the server, and taken back as one. */
export async function spreadPlan(slot: Slot, year: string, total: number | null, title: string) {
  const { part, currency, metric, holder } = slot
  const whose = 'user' in holder ? { user: holder.user } : { team: holder.team }
  const value = valueOf(total || null, part, currency) // a plan for nothing is none
  const { plans, journal } = await spreadYear({
    ...whose,
    metric,
    year: Number(year),
    [part]: value,
  })
  const byMonth = new Map(plans.map((plan) => [plan.first_day, plan]))
  for (const month of monthsOf(year)) remember(slot, month, byMonth.get(month) ?? null)
  if (journal) tell(title, [{ takeBack: () => undoJournal(journal) }])
}

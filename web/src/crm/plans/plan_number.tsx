// The plan of somebody for a month, or for a year in months: to click and type where one may, else to read.
import { showMonth } from '@/kit/numbers/month'
import { fieldOf, mayEdit } from '@/model/catalogue'
import { PlanCell, showPlan } from './plan_cell'
import { numberOf, planAt, type PlanIndex, type Slot } from './plans'
import { reloadPlan, savePlan, spreadPlan } from './save_plan'
import type { PlanView } from './use_plan_view'
import { t } from './words'

interface PlanNumberProps {
  view: PlanView
  slot: Slot
  index: PlanIndex
  fallback?: number
  isLeft?: boolean
}

const fieldFor = ({ entity, mayEdit: may }: PlanView, { part }: Slot) => {
  const field = entity && fieldOf(entity, part)
  return may && field && mayEdit(entity!, field) ? field : undefined
}

function Plain({ n, slot: { part, currency } }: { n: number | null | undefined; slot: Slot }) {
  if (n === null || n === undefined) return <span className="text-ink-3">–</span>
  return <>{showPlan(n, part, currency)}</>
}

export function MonthPlan({
  view,
  slot,
  index,
  month,
  fallback,
  isLeft,
}: PlanNumberProps & { month: string }) {
  const known = planAt(index, slot, month)
  const n = numberOf(known, slot.part, slot.currency)
  const field = fieldFor(view, slot)
  if (!field) return <Plain n={n ?? fallback} slot={slot} />
  const who = slot.holder.name
  const when = showMonth(month)
  const save = (next: number | null) => savePlan(slot, month, next, saidOf(next))
  const saidOf = (next: number | null) =>
    next === null
      ? t('save.cleared', { who, when })
      : t('save.set', { who, when, value: showPlan(next, slot.part, slot.currency) })
  return (
    <PlanCell
      name={t('cell.plan_of', { who, when })}
      n={n}
      part={slot.part}
      currency={slot.currency}
      field={field}
      fallback={fallback}
      isLeft={isLeft}
      save={save}
      reload={() => reloadPlan(slot, month)}
    />
  )
}

/** What the months come to; typed anew it is spread over them. */
export function YearPlan({ view, slot, index, months }: PlanNumberProps & { months: string[] }) {
  const numbers = months.map((month) =>
    numberOf(planAt(index, slot, month), slot.part, slot.currency),
  )
  const isSet = numbers.some((n) => n !== null)
  const sum = isSet ? numbers.reduce((all: number, n) => all + (n ?? 0), 0) : null
  const field = fieldFor(view, slot)
  if (!field) return <Plain n={sum} slot={slot} />
  const who = slot.holder.name
  const year = months[0]!.slice(0, 4)
  const saidOf = (next: number | null) =>
    next === null
      ? t('save.cleared_year', { who, year })
      : t('save.spread', { who, year, value: showPlan(next, slot.part, slot.currency) })
  return (
    <PlanCell
      name={t('cell.year_of', { who })}
      n={sum}
      part={slot.part}
      currency={slot.currency}
      field={field}
      save={(next) => spreadPlan(slot, year, next, saidOf(next))}
      reload={() => Promise.resolve(sum)}
    />
  )
}

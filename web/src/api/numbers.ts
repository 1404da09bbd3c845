// Numbers the server counts: metrics with their plans, the forecast, what has changed in it. Their names begin
// with ["numbers", entity], so that an event of such a record asks again (api/events.ts).
import { queryOptions } from '@tanstack/react-query'
import type { Money } from '@/base/money'
import type { Entry, Included, Metric, Values } from '@/model/types'
import { listAll } from './board'
import { call, freshKey } from './client'
import { queryClient } from './queries'

export type Pace = 'reached' | 'ahead' | 'on_pace' | 'behind'

/** What is aimed at; `expected`: what working time gone by asks for. */
export interface Aim {
  target: number
  done: number
  left: number
  expected: number
  pace: Pace
}
interface MoneyAim {
  currency: string
  target: string
  done: string
  left: string
  expected: string
  pace: Pace
}
export interface Figure {
  count: number
  sums?: Money[]
  /** Lists exactly the records that were counted. */
  filter: string
  plan?: { count?: Aim | null; sums: MoneyAim[] } | null
  owner?: string | null
  period?: string | null
}
export interface NumberAnswer {
  metric: string
  label: string
  entity: string
  from: string | null
  to: string | null
  total: Figure
  parts: Figure[]
  included: Included
}

/** As numbers, so that a counter may show either. */
export function moneyAim(figure: Figure, currency: string): Aim | undefined {
  const aim = figure.plan?.sums.find((one) => one.currency === currency)
  return (
    aim && {
      target: Number(aim.target),
      done: Number(aim.done),
      left: Number(aim.left),
      expected: Number(aim.expected),
      pace: aim.pace,
    }
  )
}
export const sumIn = (figure: Figure | undefined, currency: string) =>
  Number(figure?.sums?.find((sum) => sum.currency === currency)?.amount ?? 0)

export interface NumberAsk {
  over: 'day' | 'month'
  from: string
  to: string
  /** "me", a person's id, a team's id; absent: all that the reader sees. */
  whose?: string
  by?: 'owner'
  plan?: boolean
}

export const numberQuery = (metric: Pick<Metric, 'key' | 'entity'>, ask: NumberAsk) =>
  queryOptions({
    queryKey: ['numbers', metric.entity, metric.key, ask],
    queryFn: async ({ signal }) =>
      (
        await call<NumberAnswer>('GET', `/metrics/${metric.key}`, {
          query: { ...ask, plan: ask.plan || undefined },
          signal,
        })
      ).data,
    // While another month is asked for the old one stands, so that the page does not jump.
    placeholderData: (before) => before,
  })

// --- the forecast --------------------------------------------------------------------------------

export interface ForecastLine {
  currency: string
  won: string
  commit: string
  best: string
  pipeline: string
  plan: string | null
  gap: string | null
}
interface Cell {
  count: number
  filter: string
}
export interface ForecastPart {
  who: string | null
  period: string
  lines: ForecastLine[]
  won: Cell
  commit: Cell
  best: Cell
  pipeline: Cell
}
export interface Forecast {
  from: string
  to: string
  total: Omit<ForecastPart, 'who' | 'period'>
  parts: ForecastPart[]
  included: Included
}
export interface ForecastAsk {
  from: string
  to: string
  whose?: string
  by?: 'owner'
}

export const forecastQuery = (ask: ForecastAsk) =>
  queryOptions({
    queryKey: ['numbers', 'opportunity', 'forecast', ask],
    queryFn: async ({ signal }) =>
      (await call<Forecast>('GET', '/forecast', { query: { over: 'month', ...ask }, signal })).data,
    placeholderData: (before) => before,
  })

export type MoveKey =
  | 'opened'
  | 'moved_in'
  | 'raised'
  | 'lowered'
  | 'won'
  | 'lost'
  | 'moved_out'
  | 'removed'
interface Heap {
  count: number
  sums: Money[]
}
export interface MovedRecord {
  id: string
  title: string
  move: MoveKey
  owner: string | null
  amount: Money | null
  amount_before: Money | null
  amount_now: Money | null
  close_date_before: string | null
  close_date_now: string | null
}
export interface Movements {
  since: string
  from: string
  to: string
  complete: boolean
  filter: string
  begins: Heap
  ends: Heap
  moves: {
    move: MoveKey
    sign: 1 | -1
    total: Heap
    parts: { owner: string | null; total: Heap }[]
  }[]
  records: MovedRecord[]
  included: Included
}

/** Since a moment, as it was recorded. */
export const movementsQuery = (ask: { since: string; from: string; to: string; whose?: string }) =>
  queryOptions({
    queryKey: ['numbers', 'opportunity', 'movements', ask],
    queryFn: async ({ signal }) =>
      (await call<Movements>('GET', '/forecast/movements', { query: { ...ask }, signal })).data,
    placeholderData: (before) => before,
  })

// --- plans ---------------------------------------------------------------------------------------

export interface Plan extends Entry {
  metric: string
  user: string | null
  team: string | null
  first_day: string
  target: number | null
  amount: Money | null
}

/** A year's number over its months, as one act. Answers the plans of its months as they are now. */
export async function spreadYear(body: Values) {
  const { data, journal } = await call<{ data: Plan[] }>('POST', '/plans/spread', {
    body,
    idempotencyKey: freshKey(),
  })
  return { plans: data.data, journal }
}

const planFields = 'metric,user,team,first_day,target,amount'

export const plansQuery = (filter: string) =>
  queryOptions({
    queryKey: ['numbers', 'plan', filter],
    queryFn: async ({ signal }) =>
      (await listAll('plans', { filter, fields: planFields }, 20, signal)) as Plan[],
    placeholderData: (before) => before,
  })

/** Every number on the screen is asked for again. */
export const refreshNumbers = () => queryClient.invalidateQueries({ queryKey: ['numbers'] })

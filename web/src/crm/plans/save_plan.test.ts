import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { plansQuery, type Plan } from '@/api/numbers'
import { queryClient } from '@/api/queries'
import { undoLast } from '@/kit/undo'
import { monthsOf, type Slot } from './plans'
import { savePlan, spreadPlan } from './save_plan'

const slot: Slot = {
  holder: { user: '7', name: 'Rita' },
  metric: 'contacts_taken',
  part: 'target',
  currency: 'EUR',
}
const plan = (month: string, target: number | null, more: Partial<Plan> = {}): Plan => ({
  id: month.slice(5, 7),
  version: 3,
  metric: 'contacts_taken',
  user: '7',
  team: null,
  first_day: month,
  target,
  amount: null,
  ...more,
})

let kept: Plan[]
let sent: { what: string; ifMatch: string | null; body: Record<string, unknown> }[]
let refuses: (what: string) => number | undefined
let answers: Record<string, unknown>
let stop: () => void

beforeEach(() => {
  kept = []
  sent = []
  answers = { 'POST /plans/spread': { data: [] } }
  refuses = () => undefined
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const what = `${init.method ?? 'GET'} ${url.split('?')[0]!.replace('/api/v1', '')}`
    const body = init.body ? JSON.parse(String(init.body)) : {}
    if (what === 'GET /plans') return Response.json({ data: kept, next: null })
    sent.push({ what, body, ifMatch: new Headers(init.headers).get('If-Match') })
    const status = refuses(`${what} ${body.first_day ?? ''}`)
    if (status) return Response.json({ code: 'conflict', detail: 'Refused.' }, { status })
    const said = answers[what]
    if (said) return Response.json(said, { headers: { 'Vigil-Journal': `j${sent.length}` } })
    const answer = { ...plan('2026-01-01', null), ...body, id: `new ${body.first_day}` }
    return Response.json(answer, { headers: { 'Vigil-Journal': `j${sent.length}` } })
  })
  const observer = new QueryObserver(queryClient, plansQuery('period = month'))
  stop = observer.subscribe(() => {})
})
afterEach(() => {
  stop()
  queryClient.clear()
  vi.unstubAllGlobals()
})
const show = async (...plans: Plan[]) => {
  kept = plans
  await queryClient.invalidateQueries({ queryKey: ['numbers', 'plan'] })
}

test('a first number makes a plan, the next one changes it as it was seen', async () => {
  await show()
  await savePlan(slot, '2026-11-01', 10, 'set')
  expect(sent[0]).toMatchObject({
    what: 'POST /plans',
    body: {
      user: '7',
      metric: 'contacts_taken',
      period: 'month',
      first_day: '2026-11-01',
      target: 10,
    },
  })
  await show(plan('2026-11-01', 10))
  await savePlan(slot, '2026-11-01', 12, 'set')
  expect(sent[1]).toMatchObject({ what: 'PATCH /plans/11', ifMatch: '"3"', body: { target: 12 } })
})

test('an emptied number removes the plan, unless it says something else as well', async () => {
  const money = { amount: '100.00', currency: 'EUR' }
  await show(plan('2026-11-01', 10), plan('2026-12-01', 10, { amount: money }))
  await savePlan(slot, '2026-11-01', null, 'cleared')
  await savePlan(slot, '2026-12-01', null, 'cleared')
  expect(sent.map(({ what }) => what)).toEqual(['DELETE /plans/11', 'PATCH /plans/12'])
})

test('a year is spread by one request, shown at once and taken back by one undo', async () => {
  await show(plan('2026-03-01', 10))
  answers['POST /plans/spread'] = {
    data: monthsOf('2026').map((month) => plan(month, 10)),
  }
  await spreadPlan(slot, '2026', 120, 'spread')
  expect(sent).toMatchObject([
    {
      what: 'POST /plans/spread',
      body: { user: '7', metric: 'contacts_taken', year: 2026, target: 120 },
    },
  ])
  await undoLast()
  expect(sent.map(({ what }) => what)).toContain('POST /journal/j1/undo')
})

test('an emptied year takes the numbers away; one that is refused says so', async () => {
  await show(plan('2026-03-01', 10))
  await spreadPlan({ ...slot, part: 'amount' }, '2026', null, 'cleared')
  expect(sent[0]!.body).toEqual({ user: '7', metric: 'contacts_taken', year: 2026, amount: null })
  refuses = () => 422
  await expect(spreadPlan(slot, '2026', 120, 'spread')).rejects.toThrow('Refused.')
})

test('of two who set a plan at once the second hears of it; one out of sight is not tried again', async () => {
  await show()
  refuses = () => 409
  const first = await savePlan(slot, '2026-11-01', 10, 'set').catch((error: unknown) => error)
  expect(first).not.toHaveProperty('isConflict')
  kept = [plan('2026-11-01', 8)]
  await expect(savePlan(slot, '2026-11-01', 10, 'set')).rejects.toMatchObject({ isConflict: true })
})

import { expect, test } from 'vitest'
import type { Plan } from '@/api/numbers'
import { indexOf, numberOf, planAt } from './plans'

test('a plan is found by whom, what and when, and read in one currency', () => {
  const plan: Plan = {
    id: '1',
    version: 1,
    metric: 'opportunities_won',
    user: '7',
    team: null,
    first_day: '2026-11-01',
    target: 3,
    amount: { amount: '25000.00', currency: 'EUR' },
  }
  const slot = {
    holder: { user: '7', name: 'Rita' },
    metric: 'opportunities_won',
    part: 'amount' as const,
    currency: 'EUR',
  }
  const found = planAt(indexOf([plan]), slot, '2026-11-01')
  expect(numberOf(found, 'amount', 'EUR')).toBe(25_000)
  expect(numberOf(found, 'amount', 'USD')).toBeNull()
  expect(numberOf(found, 'target', 'EUR')).toBe(3)
  expect(planAt(indexOf([plan]), slot, '2026-12-01')).toBeUndefined()
})

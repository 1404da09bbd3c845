import { expect, test } from 'vitest'
import type { Plan } from '@/api/numbers'
import { indexOf, monthsOf, numberOf, planAt, spread } from './plans'

const empty = monthsOf('2026').map(() => null)
const sum = (parts: number[]) => parts.reduce((all, part) => all + part, 0)

test('a year is spread alike, in whole pieces, and comes to its total', () => {
  expect(spread(120, empty)).toEqual(Array(12).fill(10))
  const few = spread(5, empty)
  expect(sum(few)).toBe(5)
  expect(few.every(Number.isInteger)).toBe(true)
  expect(Math.max(...few)).toBe(1)
})

test('an amount is spread in whole units unless it has cents itself', () => {
  const whole = spread(100_000, empty)
  expect(sum(whole)).toBe(100_000)
  expect(new Set(whole)).toEqual(new Set([8333, 8334]))
  expect(Math.round(sum(spread(100.5, empty)) * 100)).toBe(10_050)
})

test('where every month has a number the proportions stay', () => {
  const now = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]
  expect(spread(40, now)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 18])
  expect(spread(24, [...now.slice(0, 11), null])).toEqual(Array(12).fill(2))
})

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

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setTimeZone } from '@/base/time'
import { queryClient } from '@/api/queries'
import { testField } from '@/model/test_parts'
import { saidOf, stepText } from './perform_act'

beforeEach(() => {
  setTimeZone('Europe/Berlin')
  vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00Z') })
})
afterEach(() => vi.useRealTimers())

test('what is told of an act names the amount as it was read', () => {
  const act = { key: 'open', label: 'Open', fields: [testField('amount', 'money')] }
  const amount = { amount: '12500', currency: 'EUR' }
  expect(saidOf(act, { amount, close_date: '2026-12-01' })).toBe('Open: done · €12,500')
  expect(saidOf(act, {})).toBe('Open: done')
})

test('of a record given away is told to whom', () => {
  const act = {
    key: 'assign',
    label: 'Assign',
    fields: [testField('to', 'link', { link: 'user' })],
  }
  expect(saidOf(act, { to: '7' })).toBe('Assign: done')
  queryClient.setQueryData(['users', 'be'], [{ id: '7', name: 'Ben Okafor' }])
  expect(saidOf(act, { to: '7' })).toBe('Owner: Ben Okafor')
  queryClient.clear()
})

test('a next step that is late says so', () => {
  expect(stepText({ subject: 'Demo', due: '2026-11-20' })).toBe('Demo · 20 Nov 2026 · 3 d late')
  expect(stepText({ subject: 'Demo', due: '2026-11-30' })).toBe('Demo · 30 Nov 2026')
})

import { expect, test } from 'vitest'
import type { Entry, Pulse } from '@/model/types'
import { firstStep } from './pending_steps'

const entries = ['1', '2', '3'].map((id) => ({ id, version: 1 }) as Entry)
const step = (title: string, due_on: string | null, due_at: string | null = null): Pulse => ({
  last_touch: null,
  next_step: { title, due_on, due_at },
  promise: null,
  rests_since: null,
})

test('of a customer’s open opportunities the step that is due first comes next', () => {
  const pulses = {
    '1': step('Terms agreed', '2026-12-14'),
    '2': step('Call again', null, '2026-11-28T09:00:00Z'),
    '3': step('Some day', null),
  }
  expect(firstStep(entries, pulses)?.entry.id).toBe('2')
})

test('none is said where none of them has a step, or none is known yet', () => {
  expect(firstStep(entries, { '1': { ...step('', null), next_step: null } })).toBeUndefined()
  expect(firstStep(entries, undefined)).toBeUndefined()
})

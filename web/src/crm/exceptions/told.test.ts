import { expect, test } from 'vitest'
import type { Told } from '@/model/types'
import { isStuck, stateName } from './told'

const now = Date.parse('2026-11-23T09:00:00Z')
const told = (state: Told['state'], at = '2026-11-23T08:59:00Z'): Told => ({
  user: { id: '1', name: 'Ben Example' },
  channel: 'mail',
  at,
  state,
})

test('without a mail server what is queued is said to wait for one, from the first moment', () => {
  expect(stateName(told('queued'), 'not_configured', now)).toContain('no mail server is set up')
  expect(isStuck(told('queued'), 'not_configured', now)).toBe(true)
  expect(isStuck(told('accepted'), 'not_configured', now)).toBe(false)
})

test('with one it is on its way, and stuck once that takes longer than sending does', () => {
  expect(isStuck(told('queued'), 'queued', now)).toBe(false)
  const early = told('queued', '2026-11-23T08:00:00Z')
  expect(isStuck(early, 'queued', now)).toBe(true)
  expect(stateName(early, 'queued', now)).not.toBe(stateName(told('queued'), 'queued', now))
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import { momentOf, usually } from './when'

beforeEach(() => setTimeZone('Asia/Shanghai'))
afterEach(() => setTimeZone(undefined))

test('a day and a clock are of the zone the reader is shown', () => {
  expect(momentOf({ day: '2026-03-02', clock: '09:30' })).toBe('2026-03-02T01:30:00.000Z')
  setTimeZone('Europe/Berlin')
  expect(momentOf({ day: '2026-07-02', clock: '09:30' })).toBe('2026-07-02T07:30:00.000Z')
})

test('half a moment is none', () => {
  expect(momentOf({ day: '', clock: '09:30' })).toBeUndefined()
  expect(momentOf({ day: '2026-03-02', clock: '' })).toBeUndefined()
})

test('what is usually meant is the next morning there', () => {
  expect(usually(Date.parse('2026-03-02T17:00:00Z'))).toEqual({ day: '2026-03-04', clock: '09:00' })
})

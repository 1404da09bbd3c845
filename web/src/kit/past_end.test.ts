import { afterEach, expect, test } from 'vitest'
import { setServerTime, setTimeZone } from '@/base/time'
import { isPastEnd } from './past_end'

afterEach(() => {
  setServerTime()
  setTimeZone(undefined)
})

test('an end that has passed by the day of the reader is worth a word, no other day is', () => {
  setServerTime('2026-03-02T23:30:00Z')
  const end = { key: 'close_date', kind: 'day' } as const
  setTimeZone('UTC')
  expect(isPastEnd(end, '2026-03-01')).toBe(true)
  expect(isPastEnd(end, '2026-03-02')).toBe(false)
  setTimeZone('Asia/Shanghai')
  expect(isPastEnd(end, '2026-03-02')).toBe(true)
  expect(isPastEnd(end, '')).toBe(false)
  expect(isPastEnd({ key: 'birthday', kind: 'day' }, '2020-01-01')).toBe(false)
})

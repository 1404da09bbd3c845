import { beforeAll, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import type { Evidence, ExceptionRow, JournalRow } from '@/model/types'
import { isListOfFacts, isOtherClock, isSilent, sinceStart, zoneOfClock } from './proof'

beforeAll(() => setTimeZone('Europe/Berlin'))

const row = {
  state: 'open',
  started_at: '2026-09-18T01:41:00Z',
  due_at: '2026-11-17T01:41:00Z',
} as ExceptionRow
const line = (at: string, channel = 'hand') => ({ at, channel }) as JournalRow
const evidence = (...since: JournalRow[]) => ({ since }) as Evidence

test("a derivation told by another clock than the reader's is known, and its zone among those in use", () => {
  const clock = 'Fri 18 Sep 09:41 + 60 days = Tue 17 Nov 09:41'
  expect(isOtherClock(clock, row)).toBe(true)
  expect(zoneOfClock(clock, row, ['Europe/Berlin', 'Asia/Shanghai'])).toBe('Asia/Shanghai')
  expect(zoneOfClock(clock, row, ['Europe/Berlin'])).toBeUndefined()
  expect(isOtherClock('Fri 18 Sep 03:41 + 60 days = Tue 17 Nov 02:41', row)).toBe(false)
})

test('what the clock began with has not happened since', () => {
  const began = line('2026-09-18T01:41:00Z')
  const later = line('2026-10-01T09:00:00Z')
  expect(sinceStart(evidence(later, began), row)).toEqual({ since: [later], beginning: began })
  expect(isSilent(evidence(later, began), row)).toBe(false)
  expect(isSilent(evidence(line('2026-11-17T01:41:00Z', 'rule'), began), row)).toBe(true)
  expect(isSilent(evidence(), { ...row, state: 'closed' })).toBe(false)
})

test('one fact is a sentence, several are a list', () => {
  expect(isListOfFacts('5 of 10 questions answered')).toBe(false)
  expect(isListOfFacts('Stage last changed: never; Activities: 0')).toBe(true)
})

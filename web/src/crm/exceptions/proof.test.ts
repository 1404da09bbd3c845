import { beforeAll, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import type { Evidence, ExceptionRow, JournalRow } from '@/model/types'
import { doneSince, isListOfFacts, isOtherClock, sinceStart } from './proof'

beforeAll(() => setTimeZone('Europe/Berlin'))

const row = {
  state: 'open',
  started_at: '2026-09-18T01:41:00Z',
  due_at: '2026-11-17T01:41:00Z',
} as ExceptionRow
const line = (at: string, channel = 'hand') => ({ at, channel }) as JournalRow
const evidence = (...since: JournalRow[]) => ({ since }) as Evidence

test("a derivation told by another clock than the reader's is known by its zone", () => {
  const told = (time_zone: string) => ({ time_zone, clock: '…' }) as Evidence
  expect(isOtherClock(told('Asia/Shanghai'), row)).toBe(true)
  expect(isOtherClock(told('Europe/Berlin'), row)).toBe(false)
  // Another name for the same time needs no word.
  expect(isOtherClock(told('Europe/Paris'), row)).toBe(false)
})

test('evidence without a zone is told apart by the time it ends with', () => {
  const told = (clock: string) => ({ clock }) as Evidence
  expect(isOtherClock(told('Fri 18 Sep 09:41 + 60 days = Tue 17 Nov 09:41'), row)).toBe(true)
  expect(isOtherClock(told('Fri 18 Sep 03:41 + 60 days = Tue 17 Nov 02:41'), row)).toBe(false)
})

test('what the clock began with has not happened since, nor what rules did', () => {
  const began = line('2026-09-18T01:41:00Z')
  const [first, second] = [line('2026-10-01T09:00:00Z'), line('2026-10-02T09:00:00Z')]
  const byRule = line('2026-11-17T01:41:00Z', 'rule')
  expect(sinceStart(evidence(first, began), row)).toEqual({ since: [first], beginning: began })
  expect(doneSince(evidence(byRule, first, second, began), row)).toEqual([second, first])
  const undone = { ...line('2026-10-03T09:00:00Z'), undone_by: '9' }
  const undo = { ...line('2026-10-03T09:01:00Z'), act: 'undo' }
  expect(doneSince(evidence(byRule, undone, undo, began), row)).toEqual([])
})

test('fields with their values are no sentence', () => {
  expect(isListOfFacts('5 of 10 questions answered')).toBe(false)
  expect(isListOfFacts('Stage last changed: never; Activities: 0')).toBe(true)
  expect(isListOfFacts('步骤：0')).toBe(true)
})

import { expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import { momentOfDraft } from './composer'

const now = Date.parse('2026-11-23T09:00:00Z')
const when = '2026-11-20T14:30'

test('a meeting has the day and the clock that were given it, else it is now', () => {
  const given = new Date(2026, 10, 20, 14, 30).toISOString()
  expect(momentOfDraft({ kind: 'meeting', when }, now)).toBe(given)
  expect(momentOfDraft({ kind: 'meeting', when: '' }, now)).toBe('2026-11-23T09:00:00.000Z')
})

test('the clock of a meeting is that of the zone the reader has chosen, whatever this computer has', () => {
  setTimeZone('Asia/Shanghai')
  expect(momentOfDraft({ kind: 'meeting', when }, now)).toBe('2026-11-20T06:30:00.000Z')
  setTimeZone(undefined)
})

test('a note is of now, whatever a meeting before it was given', () => {
  expect(momentOfDraft({ kind: 'note', when }, now)).toBe('2026-11-23T09:00:00.000Z')
})

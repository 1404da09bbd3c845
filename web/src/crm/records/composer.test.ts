import { beforeAll, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import { momentOfDraft } from './composer'

beforeAll(() => setTimeZone('Europe/Berlin'))
const now = Date.parse('2026-11-23T09:00:00Z')
const when = { day: '2026-11-20', clock: '14:30' }

test('a meeting has the day and the clock that were given it, else it is now', () => {
  expect(momentOfDraft({ kind: 'meeting', when }, now)).toBe('2026-11-20T13:30:00.000Z')
  expect(momentOfDraft({ kind: 'meeting', when: null }, now)).toBe('2026-11-23T09:00:00.000Z')
  expect(momentOfDraft({ kind: 'meeting', when: { ...when, day: '' } }, now)).toBeUndefined()
})

test('a note is of now, whatever a meeting before it was given', () => {
  expect(momentOfDraft({ kind: 'note', when }, now)).toBe('2026-11-23T09:00:00.000Z')
})

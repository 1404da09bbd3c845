import { expect, test } from 'vitest'
import { changesOf, headlineOf } from './journal'
import { testEntity } from './test_parts'
import type { JournalRow, Model } from './types'

const model = { entities: [testEntity('activity', { label: 'Activity' })] } as unknown as Model
const row = (changes: JournalRow['changes'], act = 'undo') =>
  ({ entity: 'activity', act, changes }) as JournalRow
const lead = { entity: 'lead', id: '1' }

test('an undo says what it took back, not which field of the house it changed', () => {
  const made = row({ removed_at: [null, '2026-11-23T09:00:00Z'] })
  expect(headlineOf(made, model, lead)).toBe('Activity · Entry taken back')
  expect(changesOf(made, model)).toEqual([])
  const removed = row({ removed_at: ['2026-11-23T09:00:00Z', null] })
  expect(headlineOf(removed, model, lead)).toBe('Activity · Removal taken back')
  expect(headlineOf(row({ title: ['a', 'b'] }), model, lead)).toBe('Activity · Taken back')
})

test('an exception that only changed hands has no other deadline', () => {
  const moved = (changes: JournalRow['changes']) => headlineOf(row(changes, 'move'), model, lead)
  expect(moved({ owner: ['1', '2'] })).toBe('Activity · Went with its record')
  expect(moved({ owner: ['1', '2'], due_at: ['a', 'b'] })).toBe('Activity · Deadline moved')
})

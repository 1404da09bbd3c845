import { expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import { testEntity, testField } from '@/model/test_parts'
import type { Entry, Pulse } from '@/model/types'
import { isUnderWay, nextOf, nextWords, stateOf } from './pulse'
import { chunksOf } from './use_pulses'

setTimeZone('Europe/Berlin')
const now = Date.parse('2026-03-05T12:00:00Z')
const at = (due_at: string) => ({ title: 'Call again', due_at, due_on: null })
const on = (due_on: string | null) => ({ title: 'Proposal sent', due_at: null, due_on })

test('the next step is overdue, today, later or missing, and says when', () => {
  expect(nextOf(null, now)).toEqual({ kind: 'none' })
  expect(nextOf(at('2026-03-05T09:00:00Z'), now)).toMatchObject({
    kind: 'overdue',
    when: '3 h late',
  })
  expect(nextOf(at('2026-03-05T13:30:00Z'), now)).toMatchObject({ kind: 'today', when: '14:30' })
  expect(nextOf(at('2026-03-09T08:00:00Z'), now)).toMatchObject({ kind: 'planned', when: '9 Mar' })
  expect(nextOf(on('2026-03-02'), now)).toMatchObject({ kind: 'overdue', when: '3 d late' })
  expect(nextOf(on('2026-03-05'), now)).toMatchObject({ kind: 'today', when: 'Today' })
  expect(nextOf(on(null), now)).toMatchObject({ kind: 'planned', when: '' })
})

test('a day begins where the reader is', () => {
  // 00:30 of the sixth in Berlin.
  expect(nextOf(at('2026-03-05T23:30:00Z'), now)).toMatchObject({ kind: 'planned', when: '6 Mar' })
})

test('its title names the step and the whole date', () => {
  expect(nextWords(nextOf(on('2026-03-02'), now))).toBe('Proposal sent · 2 Mar 2026')
  expect(nextWords(nextOf(on(null), now))).toBe('Proposal sent')
  expect(nextWords(nextOf(null, now))).toBe('No next step')
})

const state = testField('state', 'choice', {
  choices: [
    { key: 'open', label: 'Open' },
    { key: 'won', label: 'Won', tone: 'good' },
    { key: 'back', label: 'Back', tone: 'warn' },
    { key: 'lost', label: 'Lost', tone: 'bad' },
  ],
})
const question = testField('budget', 'choice', { question: 1, choices: state.choices })
const watched = testEntity('thing', {
  fields: [question, state],
  layout: { list: ['budget', 'state'], record: [] },
})
const quiet: Pulse = { last_touch: null, next_step: null, promise: null, rests_since: null }
const entry = (values: Partial<Entry>) => ({ id: '1', version: 1, ...values }) as Entry

test('what the model marks as an end is not under way', () => {
  const isOpen = (key: string | null) => isUnderWay(watched, entry({ state: key }), quiet)
  expect(['open', 'won', 'back', 'lost', null].map(isOpen)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('where the model marks no ends, a promise alone tells', () => {
  const plain = testEntity('plain', { fields: [testField('name', 'text')] })
  expect(isUnderWay(plain, entry({}), quiet)).toBe(false)
  const promise = {
    guideline: '1',
    sentence: 's',
    broken: '',
    state: 'running',
    due_at: '2026-03-06T00:00:00Z',
  } as const
  expect(isUnderWay(plain, entry({}), { ...quiet, promise })).toBe(true)
})

test('a promise whose moment has passed is broken before the server says so', () => {
  const promise = {
    guideline: '1',
    sentence: 's',
    broken: '',
    state: 'warned',
    due_at: '2026-03-05T12:00:01Z',
  } as const
  expect(stateOf(promise, now)).toBe('warned')
  expect(stateOf(promise, now + 2000)).toBe('broken')
})

test('only the parts of a list that are in sight are asked for', () => {
  const ids = Array.from({ length: 120 }, (_, index) => String(index))
  expect(chunksOf(ids, 0, 30).map((chunk) => chunk.length)).toEqual([50])
  expect(chunksOf(ids, 40, 60).map((chunk) => chunk[0])).toEqual(['0', '50'])
  expect(chunksOf(ids, 110, 119)).toEqual([ids.slice(100)])
  expect(chunksOf([], 0, 0)).toEqual([])
})

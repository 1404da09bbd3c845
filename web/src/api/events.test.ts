import { afterEach, expect, test, vi } from 'vitest'
import { currentTime, setServerTime } from '@/base/time'
import { testEntity, testField } from '@/model/test_parts'
import type { LiveEvent, Me, Model } from '@/model/types'
import { applyEvents } from './events'
import { meQuery, modelQuery, queryClient } from './queries'

const link = (to: string) => testField(to, 'link', { link: to })
const model: Model = {
  version: 1,
  language: 'en',
  entities: [
    testEntity('lead', { fields: [link('user')] }),
    testEntity('account'),
    testEntity('activity', { plural: 'activities', fields: [link('lead'), link('user')] }),
    testEntity('user'),
  ],
}

const now = '2026-03-02T12:00:00Z'

/** What is asked for anew. */
function askedAfter(...entities: string[]): string[] {
  queryClient.setQueryData(modelQuery().queryKey, model)
  const told = vi.spyOn(queryClient, 'invalidateQueries').mockResolvedValue()
  applyEvents(
    entities.map((entity): LiveEvent => ({ id: '1', entity, record: '7', act: 'change', now })),
  )
  const keys = told.mock.calls.map(([filters]) => filters?.queryKey?.join('/') ?? 'all')
  told.mockRestore()
  return keys
}
const pulsesAfter = (...entities: string[]) =>
  askedAfter(...entities).filter((key) => key.startsWith('pulse'))

afterEach(() => {
  queryClient.clear()
  setServerTime()
})

test('an activity may be the last touch of whatever it can hang on', () => {
  expect(pulsesAfter('activity')).toEqual(['pulse/leads', 'pulse/activities'])
})

test('a record and its own pulse; people are in no list that has one', () => {
  expect(pulsesAfter('lead')).toEqual(['pulse/leads'])
  expect(pulsesAfter('user')).toEqual([])
})

test('an exception or a rule may be about any record', () => {
  expect(pulsesAfter('exception')).toEqual(['pulse'])
  expect(pulsesAfter('guideline')).toEqual(['pulse'])
})

test('many events ask once', () => {
  expect(pulsesAfter('lead', 'lead', 'activity')).toEqual(['pulse/leads', 'pulse/activities'])
})

test('another model: whatever is built from it, and what the reader may do', () => {
  for (const entity of ['model', 'role'])
    expect(askedAfter(entity)).toEqual(
      expect.arrayContaining(['model', 'me', 'rights', 'entries', 'entry']),
    )
  expect(askedAfter('lead')).not.toContain('model')
})

test('a colleague is no part of the model; the reader himself has another role', () => {
  const asIs = (id: string) => queryClient.setQueryData(meQuery.queryKey, { id } as Me)
  asIs('8')
  expect(askedAfter('user')).not.toContain('model')
  asIs('7')
  expect(askedAfter('user')).toEqual(expect.arrayContaining(['model', 'me']))
})

test('each tells the time of the server; a clock that was moved makes everything old', () => {
  setServerTime('2026-03-02T11:00:00Z')
  expect(askedAfter('lead')).not.toContain('all')
  expect(currentTime() - Date.parse(now)).toBeLessThan(1000)
  expect(currentTime()).toBeGreaterThanOrEqual(Date.parse(now))
  expect(askedAfter('lead', 'clock')).toEqual(['all'])
})

test('what was told long ago and comes now does not set the clock back', () => {
  setServerTime('2026-03-02T13:00:00Z')
  askedAfter('lead')
  expect(currentTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-02T13:00:00Z'))
})

import { afterEach, expect, test, vi } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import type { LiveEvent, Model } from '@/model/types'
import { applyEvents } from './events'
import { modelQuery, queryClient } from './queries'

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

/** The pulses that are asked for anew. */
function pulsesAfter(...entities: string[]): string[] {
  queryClient.setQueryData(modelQuery().queryKey, model)
  const told = vi.spyOn(queryClient, 'invalidateQueries').mockResolvedValue()
  applyEvents(
    entities.map((entity): LiveEvent => ({ id: '1', entity, record: '7', act: 'change' })),
  )
  const keys = told.mock.calls.map(([filters]) => filters!.queryKey!)
  told.mockRestore()
  return keys.filter(([first]) => first === 'pulse').map((key) => key.join('/'))
}

afterEach(() => queryClient.clear())

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

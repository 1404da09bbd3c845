import { expect, test } from 'vitest'
import type { Mends } from '@/model/mends'
import { testEntity, testField } from '@/model/test_parts'
import { waysOf } from './ways'

const act = (key: string) => ({ key, label: key, fields: [] })
const stage = testField('stage', 'choice', {
  choices: [
    { key: 'demo', label: 'Demo' },
    { key: 'won', label: 'Won', tone: 'good' },
  ],
})
const opportunity = testEntity('opportunity', {
  plural: 'opportunities',
  fields: [stage, testField('budget', 'choice', { question: 1 })],
  acts: [act('log_call'), act('open_case')],
  may: { create: true, change: true, remove: false },
})
const nothing: Mends = {
  questions: false,
  activity: false,
  call: false,
  step: false,
  act: undefined,
  fields: [],
}
const kinds = (more: Partial<Mends>, entity = opportunity) =>
  waysOf({ ...nothing, ...more }, entity).map(({ kind }) => kind)

test('what mends comes first, and nothing that does not', () => {
  expect(kinds({ questions: true })).toEqual(['questions'])
  expect(kinds({ act: act('open_case') })).toEqual(['act'])
  expect(kinds({ call: true, fields: ['stage', 'amount'] })).toEqual(['call', 'move'])
})

test('what can be done on its page alone leads there; what is not known leads nowhere', () => {
  expect(kinds({ step: true })).toEqual(['record'])
  const seen = { ...opportunity, may: { create: true, change: false, remove: false } }
  expect(kinds({ questions: true, fields: ['stage'] }, seen)).toEqual(['record'])
  expect(waysOf(undefined, opportunity)).toEqual([])
})

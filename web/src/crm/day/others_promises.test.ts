import { expect, test } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import type { Entry, Page, Pulse } from '@/model/types'
import { pressingOf } from './others_promises'

const promise = (state: 'running' | 'warned' | 'broken') => ({
  guideline: 'g7',
  sentence: 'An opportunity uses its steps.',
  broken: 'steps not used',
  state,
  due_at: '2026-03-06T00:00:00Z',
})
const pageOf = (values: Partial<Entry>, state: 'running' | 'warned' | 'broken'): Page<Entry> => {
  const pulse: Pulse = {
    last_touch: null,
    next_step: null,
    promise: promise(state),
    rests_since: null,
  }
  const entry = { id: '1', version: 1, ...values } as Entry
  return { data: [entry], next: null, pulse: { '1': pulse } }
}
const stage = testField('stage', 'choice', { choices: [{ key: 'demo', label: 'Demo' }] })
const opportunity = testEntity('opportunity', { fields: [testField('name', 'text'), stage] })

test('the promise of another says what his own would: what is broken, of which rule, where it stands', () => {
  expect(pressingOf(opportunity, pageOf({ name: 'Pumps', stage: 'demo' }, 'broken'))).toMatchObject(
    [
      {
        state: 'open',
        broken: 'steps not used',
        guideline: { id: 'g7' },
        record: { entity: 'opportunity', id: '1', context: 'Demo' },
      },
    ],
  )
  const lead = testEntity('lead', { fields: [testField('company', 'text')] })
  expect(pressingOf(lead, pageOf({ company: 'Nordwind' }, 'warned'))).toMatchObject([
    { state: 'warned', record: { context: 'Nordwind' } },
  ])
  expect(pressingOf(lead, pageOf({}, 'running'))).toEqual([])
})

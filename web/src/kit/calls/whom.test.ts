import { expect, test } from 'vitest'
import { testEntity } from '@/model/test_parts'
import type { FoundRow, Model } from '@/model/types'
import { callableOf } from './whom'

const entity = (key: string, acts: string[] = []) =>
  testEntity(key, {
    acts: acts.map((act) => ({ key: act, label: act, fields: [] })),
    may: { create: false, change: true, remove: false },
  })
const row = (kind: string, id: string, open: string[] = []): FoundRow => ({
  id,
  entity: kind,
  title: `${kind} ${id}`,
  context: null,
  found_in: ['name'],
  owner: { id: '9', name: 'Rita Rep' },
  open_opportunities: open.map((one) => ({ id: one, title: `Sale ${one}` })),
  open_cases: [],
})
const model: Model = {
  version: 1,
  language: 'en',
  entities: [entity('lead', ['log_call']), entity('opportunity', ['log_call']), entity('account')],
}

test('leads as found, of an account its open opportunities, each once', () => {
  const rows = [row('lead', '1'), row('account', '2', ['3', '4']), row('opportunity', '3')]
  expect(callableOf(rows, model).map(({ entity: kind, id }) => `${kind} ${id}`)).toEqual([
    'lead 1',
    'opportunity 3',
    'opportunity 4',
  ])
  expect(callableOf(rows, model)[2]).toMatchObject({ title: 'Sale 4', context: 'account 2' })
})

test('who may not log calls on opportunities is not offered any', () => {
  const without = { ...model, entities: [entity('lead', ['log_call']), entity('account')] }
  expect(callableOf([row('account', '2', ['3'])], without)).toEqual([])
})

import { expect, test } from 'vitest'
import { neededFor } from './needed'
import { testEntity, testField } from './test_parts'
import type { Model } from './types'

const stages = ['proposal', 'won', 'lost'].map((key) => ({ key, label: key }))
const reason = testField('lost_reason', 'text', { required_when: 'stage = lost' })
const owner = testField('owner', 'link', { link: 'user' })
const far = testField('far', 'text', { required_when: 'owner.team = me.team' })
const opportunity = testEntity('opportunity', {
  fields: [testField('stage', 'choice', { choices: stages }), reason, owner, far],
})
const model: Model = {
  version: 1,
  language: 'en',
  entities: [opportunity, testEntity('user'), testEntity('team')],
}
const asking = { now: 0n, timeZone: 'UTC', me: '7', myTeam: '1' }
const record = { stage: 'proposal', lost_reason: null, owner: '7', far: null }
const keys = (change: object, of: object = record) =>
  neededFor(change as never, of as never, opportunity, model, asking).map(({ key }) => key)

test('a field the model wants filled once it is so is known before anything is sent', () => {
  expect(keys({ stage: 'lost' })).toEqual(['lost_reason'])
  expect(keys({ stage: 'won' })).toEqual([])
})

test('one that comes along, stands there already, or was due before is not asked for', () => {
  expect(keys({ stage: 'lost', lost_reason: 'price' })).toEqual([])
  expect(keys({ stage: 'lost' }, { ...record, lost_reason: 'price' })).toEqual([])
  expect(keys({ owner: '8' }, { ...record, stage: 'lost' })).toEqual([])
})

test('a condition about other records, or of a record half known, is left to the server', () => {
  expect(keys({ owner: '8' })).toEqual([])
  expect(keys({ stage: 'lost' }, { lost_reason: null })).toEqual([])
})

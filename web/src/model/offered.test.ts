import { expect, test } from 'vitest'
import { isOffered, type Asking } from './offered'
import { testEntity, testField } from './test_parts'
import type { Act, Model, Values } from './types'

const lead = testEntity('lead', {
  fields: [
    testField('status', 'choice', {
      choices: ['new', 'working', 'qualified'].map((key) => ({ key, label: key })),
    }),
    testField('accepted_at', 'moment'),
    testField('owner', 'link', { link: 'user' }),
    testField('due', 'day'),
    testField('account', 'link', { link: 'account' }),
  ],
})
const account = testEntity('account', { fields: [testField('name', 'text')] })
const model: Model = {
  version: 1,
  language: 'en',
  entities: [lead, account, testEntity('user'), testEntity('team')],
}
const asking: Asking = {
  now: BigInt(Date.parse('2026-03-02T12:00:00Z')) * 1000n,
  timeZone: 'Europe/Berlin',
  me: '7',
  myTeam: '1',
}
const act = (offered_when?: string): Act => ({ key: 'x', label: 'X', fields: [], offered_when })
const offers = (when: string | undefined, record: Values) =>
  isOffered(act(when), lead, record, model, asking)

test('an act is left out where the record itself says that it makes no sense', () => {
  expect(offers('status in (new, working)', { status: 'new' })).toBe(true)
  expect(offers('status in (new, working)', { status: 'qualified' })).toBe(false)
  expect(offers('accepted_at is empty', { accepted_at: null })).toBe(true)
  expect(offers('accepted_at is empty', { accepted_at: '2026-03-01T10:00:00Z' })).toBe(false)
  expect(offers('not (owner = me)', { owner: '7' })).toBe(false)
  expect(offers('due >= today', { due: '2026-03-02' })).toBe(true)
  expect(offers('due >= today', { due: '2026-03-01' })).toBe(false)
})

test('what is not known here is offered: the server is the judge', () => {
  expect(offers(undefined, { status: 'qualified' })).toBe(true)
  expect(offers('status = new', {})).toBe(true) // a row of a list that does not carry it
  expect(offers('secret = 1', { status: 'qualified' })).toBe(true) // a field he may not see
  expect(offers('account.name = "A"', { account: null })).toBe(true)
  expect(offers('status = nowhere', { status: 'qualified' })).toBe(true)
  expect(offers('status =', { status: 'qualified' })).toBe(true)
})

import { expect, test } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import type { Entry } from '@/model/types'
import { sameIn } from './same_in'

const lead = testEntity('lead', {
  fields: [testField('company', 'text'), testField('email', 'email'), testField('phone', 'phone')],
})
const entry = {
  id: '1',
  version: 1,
  company: 'Oak',
  email: 'ada@oak.example',
  phone: '+49 30 901820',
} as unknown as Entry
const keys = (values: Record<string, string>) => sameIn(lead, values, entry).map(({ key }) => key)

test('what is typed is like a record in its address, or its number however it is dialled', () => {
  expect(keys({ email: ' Ada@Oak.example', phone: '030 901 820' })).toEqual(['email', 'phone'])
  expect(keys({ email: 'bob@oak.example', phone: '030 901 821' })).toEqual([])
})

test('a company of the same name is no address', () => {
  expect(keys({ company: 'Oak' })).toEqual([])
})

import { expect, test } from 'vitest'
import type { Colleague } from '@/api/calls'
import { inOrderOfUse } from './people_picker'

const person = (id: string, team: string, role = 'rep') =>
  ({ id, version: 1, name: id, email: `${id}@example.com`, team, role }) as Colleague
const people = [
  person('admin', 'north', 'admin'),
  person('ana', 'south'),
  person('ben', 'north'),
  person('cleo', 'south'),
  person('dora', 'north'),
]
const order = (...by: (string | undefined)[]) => inOrderOfUse(people, ...by).map(({ id }) => id)

test('oneself, the team of whom it is about, the others; administrators last', () => {
  expect(order(undefined, 'dora')).toEqual(['ben', 'dora', 'ana', 'cleo', 'admin'])
  expect(order('cleo', 'dora')).toEqual(['cleo', 'ben', 'dora', 'ana', 'admin'])
  expect(order()).toEqual(['ana', 'ben', 'cleo', 'dora', 'admin'])
})

import { expect, test } from 'vitest'
import { allowedOf, mayChange, mayEdit } from './catalogue'
import { testEntity, testField } from './test_parts'

const name = testField('name', 'text')
const lead = testEntity('lead', {
  fields: [name],
  acts: [
    { key: 'log_call', label: 'Log a call', fields: [] },
    { key: 'qualify', label: 'Qualify', fields: [] },
  ],
  may: { create: true, change: true, remove: true },
})

test("what one may not do with a colleague's record is not there to be done", () => {
  const his = allowedOf(lead, { change: false, remove: false, acts: [] })
  expect(mayEdit(his, name)).toBe(false)
  expect(his.acts).toEqual([])
  expect(his.may).toEqual({ create: true, change: false, remove: false })
  const some = allowedOf(lead, { change: true, remove: false, acts: ['qualify'] })
  expect(mayEdit(some, name)).toBe(true)
  expect(some.acts).toEqual([lead.acts[1]])
})

test('where nothing is told the model alone says it', () => {
  expect(allowedOf(lead, undefined)).toBe(lead)
  expect(mayChange({ id: '1', version: 1 })).toBe(true)
  expect(mayChange({ id: '1', version: 1, may: { change: false, remove: false, acts: [] } })).toBe(
    false,
  )
})

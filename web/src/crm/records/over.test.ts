import { expect, test } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import type { Choice } from '@/model/types'
import { isOver } from './related'

const choices: Choice[] = [
  { key: 'new', label: 'New' },
  { key: 'qualified', label: 'Qualified', tone: 'good' },
  { key: 'unqualified', label: 'Unqualified', tone: 'bad' },
]
const lead = testEntity('lead', { fields: [testField('status', 'choice', { choices })] })
const entry = (values: object) => ({ id: '1', version: 1, ...values })

test('what is given up or closed is over; a good state on the way is not', () => {
  expect(isOver(lead, entry({ status: 'unqualified' }))).toBe(true)
  expect(isOver(lead, entry({ status: 'qualified' }))).toBe(false)
  expect(isOver(lead, entry({ status: 'qualified', closed_at: '2026-03-02T08:00:00Z' }))).toBe(true)
  expect(isOver(testEntity('contact'), entry({}))).toBe(false)
})

import { expect, test } from 'vitest'
import type { Rule } from '@/api/process'
import { testEntity, testField } from '@/model/test_parts'
import { withUses } from './uses'

const activity = testEntity('activity', {
  fields: [
    testField('result', 'long_text'),
    testField('subject', 'text', { used_for: 'The subject of the mail' }),
    testField('happened_at', 'moment', { read_only: true }),
    testField('note', 'long_text'),
  ],
})
const rule = (goal: Record<string, string>, more: Partial<Rule> = {}) =>
  ({ id: '1', entity: 'activity', state: 'on', goal, ...more }) as Rule
const read = () => ['result', 'subject', 'happened_at']
const usesOf = (...rules: Rule[]) =>
  withUses(activity, rules, read).fields.map(({ used_for }) => used_for)

test('a field says which goal it serves, where a rule that is on asks for it', () => {
  const said = 'The subject of the mail'
  expect(usesOf(rule({ en: 'Know the customer' }))).toEqual([
    'Know the customer',
    said,
    undefined,
    undefined,
  ])
  expect(usesOf(rule({ 'zh-CN': '了解客户' }))[0]).toBe('了解客户')
  expect(usesOf(rule({ en: 'A' }), rule({ en: 'B' }), rule({ en: 'A' }))[0]).toBe('A and B')
  expect(usesOf(rule({ en: 'A' }, { state: 'shadow' }))[0]).toBeUndefined()
  expect(usesOf(rule({ en: 'A' }, { entity: 'lead' }))[0]).toBeUndefined()
})

import { expect, test } from 'vitest'
import { testEntity, testField as field } from '@/model/test_parts'
import type { Model } from '@/model/types'
import { countOf } from './count'
import { parseCondition } from '@/model/condition_parse'
import { wordsOfText } from './condition_words'

const choices = (...keys: string[]) => ({ choices: keys.map((key) => ({ key, label: key })) })
const lead = testEntity('lead', {
  fields: [
    field('status', 'choice', { label: 'Status', ...choices('new', 'working', 'lost') }),
    field('entered_at', 'moment', { label: 'Entered' }),
    field('amount', 'money', { label: 'Amount' }),
  ],
})
const activity = testEntity('activity', {
  plural: 'activities',
  label_plural: 'Activities',
  fields: [
    field('lead', 'link', { link: 'lead' }),
    field('kind', 'choice', { label: 'Kind', ...choices('call', 'meeting') }),
    field('happened_at', 'moment', { label: 'When' }),
  ],
})
const model = { entities: [lead, activity] } as Model
const of = { entity: lead, model, included: {} }

test.each([
  ['status = new', 'Status is new'],
  ['not (status in (new, lost))', 'Status is not new or lost'],
  ['status != new or amount is not empty', 'Status is not new or Amount is filled'],
  [
    'status = new and (amount is empty or status = lost)',
    'Status is new and (Amount is empty or Status is lost)',
  ],
  ['count(activities where kind = call) >= 5', 'Activities (Kind is call): at least 5'],
  ['count(activities) > 0', 'Activities: at least 1'],
  ['count(activities) < 5', 'Activities: fewer than 5'],
  ['count(activities) = 0', 'Activities: none'],
  ['count(activities) <= 0', 'Activities: none'],
  ['count(activities) != 2', 'Activities: any number but 2'],
  ['changed(status, amount) since started', 'Status and Amount changed since the start'],
  ['entered_at >= started', 'Entered since the start'],
  ['entered_at > started + 2 days', 'Entered after 2 days after the start'],
  [
    'count(activities where happened_at > started) > 0',
    'Activities (When after the start): at least 1',
  ],
  ['true', 'it is there'],
  ['{questions}', 'every qualifying question is answered'],
  ['status = nonsense', 'status = nonsense'],
])('%s: %s', (text, words) => expect(wordsOfText(text, of)).toBe(words))

test('a count against a number goes to its pickers, all else does not', () => {
  const parsed = (text: string) => countOf(parseCondition(text, lead, model))
  expect(parsed('count(activities) > 4')).not.toBeNull()
  expect(parsed('count(activities) != 4')).toBeNull()
  expect(parsed('status = new')).toBeNull()
})

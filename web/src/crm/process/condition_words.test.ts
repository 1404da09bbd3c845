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
  label: 'Activity',
  label_plural: 'Activities',
  fields: [
    field('lead', 'link', { link: 'lead' }),
    field('kind', 'choice', { label: 'Kind', ...choices('call', 'meeting') }),
    field('happened_at', 'moment', { label: 'When' }),
    field('note', 'text', { label: 'Note' }),
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
    'Status is new, and either Amount is empty or Status is lost',
  ],
  ['count(activities where kind = call) >= 5', 'there are at least 5 activities of kind call'],
  ['count(activities) > 0', 'there is at least one activity'],
  ['count(activities) < 5', 'there are fewer than 5 activities'],
  ['count(activities) = 0', 'there is no activity'],
  ['count(activities) <= 0', 'there is no activity'],
  ['count(activities) = 1', 'there is exactly one activity'],
  ['count(activities) in (1, 2)', 'the number of activities is 1 or 2'],
  ['count(activities) != 2', 'the number of activities is not 2'],
  ['changed(status, amount) since started', 'Status or Amount has changed since the start'],
  ['entered_at >= started', 'Entered since the start'],
  ['entered_at > started + 2 days', 'Entered is after 2 days after the start'],
  [
    'count(activities where happened_at > started) > 0',
    'there is at least one activity after the start',
  ],
  [
    'count(activities where kind in (call, meeting) or happened_at is empty) < 3',
    'there are fewer than 3 activities for which Kind is call or meeting or When is empty',
  ],
  [
    'count(activities where note is not empty and happened_at >= now - 2 weeks) = 0',
    'there is no activity within the last 2 weeks with Note filled',
  ],
  [
    'amount >= 10000 and not (amount > 20000 EUR)',
    'Amount is at least 10,000 and it is not so that Amount is more than €20,000',
  ],
  ['amount is empty or status is empty or status != lost', 'Amount is empty or Status is not lost'],
  [
    'not (status = new and amount > 5)',
    'it is not so that Status is new and Amount is more than 5',
  ],
  [
    'entered_at < now - 1 day or entered_at = today',
    'Entered is longer than 1 day ago or Entered is today',
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

import { expect, test } from 'vitest'
import { mendsOf } from './mends'
import { testEntity, testField } from './test_parts'
import type { Model } from './types'

const link = (key: string) => testField(key, 'link', { link: key })
const choices = (...keys: string[]) => keys.map((key) => ({ key, label: key }))
const act = (key: string) => ({ key, label: key, fields: [] })
const lead = testEntity('lead', {
  fields: [
    testField('status', 'choice', { choices: choices('new', 'working') }),
    testField('budget', 'choice', { question: 1, choices: choices('none') }),
  ],
  acts: [act('log_call'), act('open_opportunity')],
})
const opportunity = testEntity('opportunity', {
  plural: 'opportunities',
  fields: [
    link('lead'),
    testField('stage', 'choice', { choices: choices('won') }),
    testField('amount', 'money'),
  ],
  acts: [act('log_call')],
})
const model: Model = {
  version: 1,
  language: 'en',
  entities: [
    lead,
    opportunity,
    testEntity('opportunity_step', {
      fields: [link('opportunity'), testField('done_at', 'moment')],
    }),
    testEntity('activity', {
      plural: 'activities',
      fields: [
        link('lead'),
        link('opportunity'),
        testField('kind', 'choice', { choices: choices('call', 'meeting') }),
        testField('happened_at', 'moment'),
      ],
    }),
  ],
}
const ofLead = (text: string) => mendsOf(text, lead, model)
const ofOpportunity = (text: string) => mendsOf(text, opportunity, model)

test('questions that are to be answered are asked, however they are named', () => {
  for (const text of ['{questions}', 'budget is not empty'])
    expect(ofLead(text)).toMatchObject({ questions: true, call: false, step: false })
})

test('where a record is missed, the act that makes it mends', () => {
  const mends = ofLead('count(opportunities where amount is not empty) > 0')
  expect(mends?.act?.key).toBe('open_opportunity')
  expect(mends).toMatchObject({ questions: false, call: false })
})

test('a call mends only what counts calls; a step only what counts steps', () => {
  expect(ofLead('status != new or count(activities where kind = call) > 0')).toMatchObject({
    call: true,
    fields: ['status'],
  })
  expect(ofLead('count(activities where kind = meeting) > 0')).toMatchObject({
    activity: true,
    call: false,
  })
  const moving = 'changed(stage, amount) since started or count(activities) > 0'
  expect(ofOpportunity(moving)).toMatchObject({
    call: true,
    step: false,
    fields: ['stage', 'amount'],
  })
  expect(ofOpportunity('count(opportunity_steps where done_at >= started) > 0')?.step).toBe(true)
})

test('what cannot be read tells nothing', () => {
  expect(ofLead('nonsense = 1')).toBeUndefined()
})

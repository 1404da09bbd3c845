import { afterEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import { testEntity, testField } from '@/model/test_parts'
import type { Entity, Model, Pulse } from '@/model/types'
import { mayPlanFor, planStep } from './plan'

const choices = (...keys: string[]) => keys.map((key) => ({ key, label: key }))
const link = (key: string) => testField(key, 'link', { link: key })
const activityWith = (more: Partial<Entity> = {}) =>
  testEntity('activity', {
    plural: 'activities',
    fields: [
      testField('kind', 'choice', { choices: choices('call', 'note', 'task') }),
      testField('state', 'choice', { choices: choices('planned', 'held') }),
      testField('happened_at', 'moment'),
      testField('subject', 'text'),
      testField('owner', 'link', { link: 'user' }),
      link('lead'),
    ],
    may: { create: true, change: false, remove: false },
    ...more,
  })
const lead = testEntity('lead')
const modelWith = (activity: Entity): Model => ({
  version: 1,
  language: 'en',
  entities: [lead, activity],
})

afterEach(() => vi.unstubAllGlobals())

test('a next step is planned for what activities lead to, by whoever may enter one', () => {
  expect(mayPlanFor(modelWith(activityWith()), lead)).toBe(true)
  expect(mayPlanFor(modelWith(activityWith()), testEntity('product'))).toBe(false)
  const none = { create: false, change: true, remove: false }
  expect(mayPlanFor(modelWith(activityWith({ may: none })), lead)).toBe(false)
})

test('what is planned is sent with what may be filled, and stands in the lists at once', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body))
    const answer = { id: '9', version: 1, subject: 'Call', happened_at: '2026-03-03T08:00:00Z' }
    return new Response(JSON.stringify(answer), {
      status: 201,
      headers: { 'Content-Type': 'application/json' },
    })
  })
  const nothing: Pulse = { last_touch: null, next_step: null, promise: null, rests_since: null }
  const sooner = { title: 'Visit', due_at: '2026-03-02T08:00:00Z', due_on: null }
  queryClient.setQueryData(['pulse', 'leads', ['1', '2']], {
    '1': nothing,
    '2': { ...nothing, next_step: sooner },
  })
  const plan = { kind: 'call', subject: ' Call ', at: '2026-03-03T08:00:00Z' }
  const model = modelWith(activityWith())
  await planStep(model, { entity: lead, id: '1', title: 'Ada' }, plan, '7', 'a')
  await planStep(model, { entity: lead, id: '2', title: 'Bob' }, plan, '7', 'b')
  expect(sent[0]).toEqual({
    kind: 'call',
    subject: 'Call',
    happened_at: '2026-03-03T08:00:00Z',
    state: 'planned',
    lead: '1',
    owner: '7',
  })
  const shown = queryClient.getQueryData<Record<string, Pulse>>(['pulse', 'leads', ['1', '2']])
  expect(shown?.['1']?.next_step?.title).toBe('Call')
  expect(shown?.['2']?.next_step).toEqual(sooner)
})

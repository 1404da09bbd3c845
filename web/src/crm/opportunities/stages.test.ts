import { expect, test } from 'vitest'
import type { Choice, Entity, Entry, Pulse, Field, Guideline } from '@/model/types'
import { restsSince } from './card_facts'
import {
  addWorths,
  idleGuideline,
  probabilityOf,
  stageFilter,
  stagesOf,
  worthFrom,
  worthOf,
} from './stages'

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  kind: 'choice',
  label: key,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
  ...more,
})
const choices: Choice[] = [
  { key: 'first', label: 'First' },
  { key: 'second', label: 'Second' },
  { key: 'won', label: 'Won', tone: 'good' },
  { key: 'lost', label: 'Lost', tone: 'bad' },
]
const entityWith = (...fields: Field[]) => ({ fields }) as Entity
const entry = (values: Partial<Entry>) => ({ id: '1', version: 1, ...values }) as Entry
const money = (amount: string, currency = 'EUR') => ({ amount, currency })

test('what the model marks as good or bad is an end, everything else a column', () => {
  const stages = stagesOf(entityWith(field('stage', { choices })))!
  expect(stages.open.map(({ key }) => key)).toEqual(['first', 'second'])
  expect(stages.closed.map(({ key }) => key)).toEqual(['won', 'lost'])
  expect(stagesOf(entityWith())).toBeNull()
})

test('a column filters by its stage within the filter of the address', () => {
  expect(stageFilter('demo')).toBe('stage = demo')
  expect(stageFilter('on-hold', 'a = 1 or b = 2')).toBe('stage = "on-hold" and (a = 1 or b = 2)')
})

test('sums are exact and per currency, the largest first', () => {
  const worth = worthOf([
    entry({ amount: money('0.10'), probability: 50 }),
    entry({ amount: money('0.20'), probability: 50 }),
    entry({ amount: money('7.00', 'USD'), probability: null }),
    entry({ amount: null, probability: 90 }),
  ])
  expect(worth.sums).toEqual([money('7', 'USD'), money('0.3')])
  expect(worth.weighted).toEqual([money('0.15'), money('0', 'USD')])
  expect(addWorths([worth, worth]).sums).toEqual([money('14', 'USD'), money('0.6')])
})

test('the sum of a stage comes from its part of the metric; an empty stage is worth nothing', () => {
  const parts = [
    { stage: 'demo', count: 1, sums: [money('5')], weighted: [money('1')], filter: '' },
  ]
  expect(worthFrom(parts, 'demo')).toEqual({ sums: [money('5')], weighted: [money('1')] })
  expect(worthFrom(parts, 'other')).toEqual({ sums: [], weighted: [] })
  expect(worthFrom(undefined, 'demo')).toBeUndefined()
})

test('the limit is that of the promise to keep moving, of the stage before all stages', () => {
  const rule = (key: string, start: string, more: Partial<Guideline> = {}): Guideline => ({
    id: key,
    key,
    entity: 'opportunity',
    start,
    within: { n: 1, unit: 'days' },
    renew: true,
    state: 'on',
    ...more,
  })
  const rules = [
    rule('once', 'true', { renew: null }),
    rule('off', 'stage = demo', { state: 'off' }),
    rule('all', 'not (stage in (won, lost))'),
    rule('proposal', 'stage = proposal'),
  ]
  expect(idleGuideline(rules, 'demo')?.key).toBe('all')
  expect(idleGuideline(rules, 'proposal')?.key).toBe('proposal')
  expect(idleGuideline(rules, 'prop')?.key).toBe('all')
  expect(idleGuideline([], 'demo')).toBeUndefined()
})

test('it rests since it last moved: what was taken back and a mere change are no movement', () => {
  const card = entry({ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-02-09T00:00:00Z' })
  const steps = [entry({ done_at: '2026-02-03T00:00:00Z' }), entry({ done_at: null })]
  const call = { kind: 'call', outcome: null, at: '2026-02-05T00:00:00Z' }
  const since = (rests_since: string | null, last_touch: Pulse['last_touch'] = null) =>
    restsSince(card, steps, { rests_since, last_touch })
  expect(since(null)).toBe('2026-02-03T00:00:00Z')
  expect(since(null, call)).toBe('2026-02-05T00:00:00Z')
  expect(since('2026-01-10T00:00:00Z', call)).toBe('2026-01-10T00:00:00Z')
})

test('a stage says how likely it makes what comes into it, where the model says so', () => {
  expect(probabilityOf({ key: 'a', label: 'A', brings: { probability: 0 } })).toBe(0)
  expect(probabilityOf({ key: 'a', label: 'A', brings: { forecast_category: 'best' } })).toBeNull()
  expect(probabilityOf({ key: 'a', label: 'A' })).toBeNull()
})

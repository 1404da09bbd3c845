import { expect, test } from 'vitest'
import { testEntity, testField as field } from '@/model/test_parts'
import type { Model } from '@/model/types'
import { conditionOf, isNeededAt, moveNeeds, needOf, withNeed, type Need } from './needs'

const stages = [
  { key: 'demo' },
  { key: 'proposal' },
  { key: 'won', tone: 'good' },
  { key: 'lost', tone: 'bad' },
]
const stage = field('stage', 'choice', {
  choices: stages.map((one) => ({ ...one, label: one.key })),
})
const read = (required_when?: string) => {
  const amount = field('amount', 'text', { required_when })
  const entity = testEntity('opportunity', { plural: 'opportunities', fields: [stage, amount] })
  return needOf(amount, 'stage', entity, { entities: [entity] } as unknown as Model, stages)
}
const from = (key: string | null, ...ends: string[]): Need => ({
  field: field('amount', 'text'),
  from: key,
  ends,
})

test('a condition about the stage alone is read as "from here on"', () => {
  expect(read('stage in (proposal, won)')).toMatchObject({ from: 'proposal', ends: [] })
  expect(read('stage = won')).toMatchObject({ from: 'won', ends: [] })
  expect(read('stage = lost')).toMatchObject({ from: null, ends: ['lost'] })
  expect(read('stage in (lost, won)')).toMatchObject({ from: 'won', ends: ['lost'] })
})

test('whatever says more or less is left alone', () => {
  expect(read()).toBe(null)
  expect(read('stage = proposal')).toBe(null)
  expect(read('stage = won and amount is empty')).toBe(null)
  expect(read('amount = "won"')).toBe(null)
  expect(read('this is none')).toBe(null)
})

test('what it is written as reads back', () => {
  for (const need of [from('demo'), from('won'), from('proposal', 'lost'), from(null, 'lost')]) {
    const text = conditionOf(need, 'stage', stages)
    expect(read(text), text).toMatchObject({ from: need.from, ends: need.ends })
  }
  expect(conditionOf(from(null), 'stage', stages)).toBe('')
})

test('asked for at another stage it is needed from there on', () => {
  const need = withNeed(from('won', 'lost'), stages[0]!, true)
  expect(conditionOf(need, 'stage', stages)).toBe('stage in (demo, proposal, won, lost)')
  expect(isNeededAt(need, 'demo')).toBe(true)
  expect(isNeededAt(need, 'proposal')).toBe(false)
  expect(withNeed(need, stages[0]!, false)).toMatchObject({ from: null, ends: ['lost'] })
  expect(withNeed(need, stages[3]!, false)).toMatchObject({ from: 'demo', ends: [] })
})

test('stages that move, come or go keep "from here on" true', () => {
  const [demo, proposal, won, lost] = stages as [never, never, never, never]
  const moved = (need: Need, after: typeof stages) =>
    moveNeeds([need], 'stage', stages, after)['amount']?.['required_when']
  expect(moved(from('proposal'), [proposal, demo, won, lost])).toBe(
    'stage in (proposal, demo, won)',
  )
  expect(moved(from('demo'), [demo, { key: 'trial' }, proposal, won, lost])).toBe(
    'stage in (demo, trial, proposal, won)',
  )
  expect(moved(from('proposal'), [demo, won, lost])).toBe('stage = won')
  expect(moved(from(null, 'lost'), [demo, won])).toBe('')
  expect(moved(from('proposal'), stages)).toBe(undefined)
})

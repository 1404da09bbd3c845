import { expect, test } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import { fieldsInOrder, moved, usesOf, type Conditions, namersOf } from './uses'

const guideline = (more: Partial<Conditions>): Conditions => ({
  key: 'untouched',
  sentence: {},
  within: { n: 1, unit: 'days' },
  start: '',
  from: null,
  expect: '',
  unless: null,
  restart: null,
  ...more,
})

test('views that filter, sort by or show a field', () => {
  const source = testField('source', 'choice')
  const view = { entity: 'lead', filter: null, sort: null, columns: null }
  const uses = usesOf(
    source,
    testEntity('lead', { fields: [source] }),
    [],
    [
      { ...view, name: 'filtered', filter: 'source = web' },
      { ...view, name: 'sorted', sort: '-source' },
      { ...view, name: 'shown', columns: ['name', 'source'] },
      { ...view, name: 'of others', entity: 'account', filter: 'source = web' },
      { ...view, name: 'without', filter: 'company = "source"', sort: 'name' },
    ],
  )
  expect(uses.views).toEqual(['filtered', 'sorted', 'shown'])
})
test('columns, acts and guidelines that speak of a field', () => {
  const source = testField('source', 'choice')
  const lead = testEntity('lead', {
    fields: [source],
    layout: { list: ['source'], record: [] },
    acts: [{ key: 'qualify', label: 'Qualify', fields: [source] }],
  })
  const uses = usesOf(source, lead, [
    guideline({ key: 'a', expect: 'source is not empty' }),
    guideline({ key: 'b', start: 'company = "source"', unless: 'open_source = true' }),
    guideline({ key: 'c', restart: ['source'] }),
  ])
  expect(uses.isColumn).toBe(true)
  expect(uses.acts).toEqual(['Qualify'])
  expect(uses.guidelines.map(({ key }) => key)).toEqual(['a', 'c'])
})
test('fields stand as on the record, and those of none of its sections behind', () => {
  const own = { own: true }
  const lead = testEntity('lead', {
    fields: [
      ...['id', 'fax', 'company', 'email'].map((key) => testField(key, 'text')),
      testField('own_a', 'text', own),
    ],
    layout: { list: [], record: [{ label: 'Who', fields: ['email', 'company'] }] },
  })
  expect(fieldsInOrder(lead).map(({ key }) => key)).toEqual(['own_a', 'email', 'company', 'fax'])
  expect(fieldsInOrder({ ...lead, ...own }).at(-1)?.key).toBe('own_a')
})
test('moved within the list only', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
})

test('a guideline that is watched names a choice by a condition, or sets it', () => {
  const rule = (key: string, more: object) => ({
    key,
    entity: 'lead',
    start: 'true',
    expect: 'owner is not empty',
    unless: null,
    then: null,
    state: 'on' as const,
    ...more,
  })
  const rules = [
    rule('asks', { start: 'status in (new, working)' }),
    rule('quoted', { unless: 'status = "new"' }),
    rule('sets', { then: [{ do: 'set', field: 'status', value: 'new' }] }),
    rule('sets another', { entity: 'case', then: [{ do: 'set', field: 'status', value: 'new' }] }),
    rule('of another field', { start: 'rating = new' }),
    rule('off', { start: 'status = new', state: 'off' }),
  ]
  const found = namersOf(rules, { entity: 'lead', field: 'status', choice: 'new' })
  expect(found.map(({ key }) => key)).toEqual(['asks', 'quoted', 'sets'])
})

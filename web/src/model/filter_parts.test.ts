import { expect, test } from 'vitest'
import { parseCondition } from './condition_parse'
import {
  canonical,
  filterFieldOf,
  filterFieldsOf,
  filterOf,
  opsOf,
  partOf,
  partsOf,
  textOf,
  withNamesAsMeant,
  wordsFilter,
  wordsOf,
} from './filter_parts'
import { testField as field } from './test_parts'
import type { Entity, Field, Model } from './types'

const entity = (key: string, plural: string, fields: Field[]) =>
  ({ key, plural, fields, title: 'company', layout: { list: ['company', 'email'] } }) as Entity
const status = { choices: ['new', 'working', 'cold-call'].map((key) => ({ key, label: key })) }
const lead = entity('lead', 'leads', [
  field('id', 'integer'),
  field('company', 'text'),
  field('email', 'email'),
  field('status', 'choice', status),
  field('owner', 'link', { link: 'user' }),
  field('amount', 'money'),
  field('newsletter', 'boolean'),
  field('entered_at', 'moment'),
])
const user = entity('user', 'users', [
  field('name', 'text'),
  field('team', 'link', { link: 'team' }),
])
const team = entity('team', 'teams', [field('name', 'text')])
const activity = entity('activity', 'activities', [field('lead', 'link', { link: 'lead' })])
const model = { entities: [lead, user, team, activity] } as Model

/** From the text to a part and back. */
const through = (text: string) => {
  const part = partOf(parseCondition(text, lead, model))
  const of = part && filterFieldOf(model, lead, part.path)
  return part && of && { part, text: textOf(part, of) }
}

test.each([
  ['status = new', 'one_of', ['new']],
  ['status != new', 'none_of', ['new']],
  ['status in (new, "cold-call")', 'one_of', ['new', 'cold-call']],
  ['status not in (new, working)', 'none_of', ['new', 'working']],
  ['owner = me', 'one_of', ['me']],
  ['owner in (me, 42)', 'one_of', ['me', '42']],
  ['owner.team = me.team', 'one_of', ['me.team']],
  ['owner.team in my_teams', 'one_of', ['my_teams']],
  ['owner.name contains "ann"', 'contains', ['ann']],
  ['company starts with "A \\"B\\""', 'starts', ['A "B"']],
  ['company is not empty', 'filled', []],
  ['email is empty', 'empty', []],
  ['amount >= 10000.5', 'ge', ['10000.5']],
  ['newsletter = false', 'no', []],
  ['entered_at >= today - 7 days', 'last', ['7', 'days']],
  ['entered_at < now - 2 weeks', 'older', ['2', 'weeks']],
  ['entered_at <= today + 3 months', 'next', ['3', 'months']],
  ['entered_at = today', 'eq', ['today']],
  ['entered_at > 2026-03-02', 'gt', ['2026-03-02']],
] as const)('%s is a part and becomes the same text', (text, op, values) => {
  expect(through(text)).toMatchObject({ part: { op, values }, text })
})

test.each([
  'count(activities) > 0',
  'status = new or status = working',
  'not amount > 5',
  'amount > 10 EUR',
  'entered_at >= started',
])('%s says more and stays a condition', (text) => {
  expect(partOf(parseCondition(text, lead, model))).toBeNull()
})

test('a filter falls into the parts that all hold, and comes together again', () => {
  const filter = 'owner = me and (status = new and count(activities) = 0)'
  const parts = partsOf(filter, lead, model)!
  expect(parts).toHaveLength(3)
  expect(filterOf(parts, lead)).toBe('owner = me and status = new and count(activities) = 0')
  expect(filterOf(parts.slice(0, 1), lead)).toBe('owner = me')
  expect(filterOf([], lead)).toBeUndefined()
  expect(partsOf(undefined, lead, model)).toEqual([])
  expect(partsOf('status === ((', lead, model)).toBeNull()
  expect(canonical('STATUS', lead, model)).toBe('STATUS')
  expect(canonical('(owner = me  and   status=new)', lead, model)).toBe(
    'owner = me and status = new',
  )
})

test('an unfinished part has no text', () => {
  const of = (path: string) => filterFieldOf(model, lead, path)!
  expect(textOf({ path: 'amount', op: 'ge', values: ['lots'] }, of('amount'))).toBeNull()
  expect(textOf({ path: 'company', op: 'contains', values: [''] }, of('company'))).toBeNull()
  expect(textOf({ path: 'status', op: 'one_of', values: [] }, of('status'))).toBeNull()
  expect(textOf({ path: 'entered_at', op: 'last', values: ['0', 'days'] }, of('entered_at'))).toBe(
    null,
  )
})

test('every field is offered, those one link up after it', () => {
  const paths = filterFieldsOf(model, lead).map(({ path }) => path)
  expect(paths).toContain('owner.team')
  expect(paths.indexOf('owner.team')).toBeGreaterThan(paths.indexOf('entered_at'))
  for (const { field: one } of filterFieldsOf(model, lead)) expect(opsOf(one)).not.toHaveLength(0)
  expect(filterFieldOf(model, lead, 'owner.nothing')).toBeNull()
})

test('plain words ask for records that have them', () => {
  const filter = wordsFilter(' Acme ', lead)!
  expect(filter).toBe('(company contains "Acme" or email contains "Acme")')
  expect(wordsOf(partsOf(filter, lead, model)![0]!)).toBe('Acme')
  expect(wordsFilter('status === ((', lead)).toBeNull()
})

test('a name for a record is that of the record, one link up', () => {
  const meant = (text: string) => withNamesAsMeant(text, lead, model)
  expect(meant('owner = "Eva Lind" and status = new')).toBe(
    'owner.name = "Eva Lind" and status = new',
  )
  expect(meant('owner in ("Eva", "owner") or owner = 7')).toBe(
    'owner.name in ("Eva", "owner") or owner = 7',
  )
  for (const same of ['owner = me', 'owner.name = "Eva"', 'owner = ', 'Eva', 'company = "owner"'])
    expect(meant(same)).toBe(same)
})

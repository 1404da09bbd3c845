import { expect, test } from 'vitest'
import type { EntityRights, RightEntity, Rights } from './calls'
import { patched } from './patch'
import { limitedFields, sightOf } from './sight'

const field = (key: string) => ({ key, label: key, personal: false, read_only: false })
const entity = (key: string, fields: string[] = []): RightEntity => ({
  key,
  label: key,
  can_be_created: true,
  scopes: ['all', 'team', 'own', 'none'],
  fields: fields.map(field),
})
const rights = (more: Partial<EntityRights>): EntityRights => ({
  see: 'all',
  see_condition: '',
  change: 'none',
  change_condition: '',
  create: false,
  remove: false,
  fields: {},
  ...more,
})
const all: Rights = {
  roles: [{ id: '1', key: 'rep', name: 'Rep', is_own: false, people: 2 }],
  entities: [entity('Account'), entity('Lead', ['phone', 'rating']), entity('Plan', ['secret'])],
  rights: {
    rep: {
      Account: rights({ change: 'team' }),
      Lead: rights({ see: 'own', change: 'own', fields: { phone: 'masked', rating: 'none' } }),
      Plan: rights({ see: 'none', fields: { secret: 'none' } }),
    },
  },
}

test('the rights of a role are read out, a scope at a time', () => {
  expect(sightOf(all, 'rep', 'Ben')).toEqual([
    'Ben sees all records of: Account.',
    'Of these only the own: Lead.',
    'Nothing at all of: Plan.',
    "Changes the team's records of: Account.",
    'Changes the own records of: Lead.',
    'Shown as •••: Lead (phone).',
    'Hidden: Lead (rating).',
  ])
})

test('who takes from the pool is said to', () => {
  const pool = rights({ see: 'pool', change: 'pool' })
  const given = { ...all, rights: { rep: { ...all.rights['rep'], Lead: pool } } }
  expect(sightOf(given, 'rep', 'Ben').filter((line) => line.includes('Lead'))).toEqual([
    'Of these the own and what nobody owns: Lead.',
    'Takes from the pool, and changes the own and what nobody owns of: Lead.',
  ])
})

test('a change touches what it names and nothing beside it', () => {
  const after = patched(all, 'rep', 'Lead', { see: 'team', fields: { phone: 'see' } })
  expect(after.rights['rep']!['Lead']).toEqual(
    rights({ see: 'team', change: 'own', fields: { phone: 'see', rating: 'none' } }),
  )
  expect(after.rights['rep']!['Account']).toBe(all.rights['rep']!['Account'])
  expect(patched(all, 'nobody', 'Lead', { see: 'all' })).toBe(all)
})

test('fields that are hidden or masked are counted', () => {
  expect(limitedFields(all.entities[1]!, all.rights['rep']!['Lead']!)).toBe(2)
})

import { expect, test } from 'vitest'
import { testEntity as entity } from '@/model/test_parts'
import type { Entity, Me, Model } from '@/model/types'
import { destinationsOf, homeOf } from './navigation'
import { pages, reservedLetters } from './pages'

const me: Me = {
  id: '1',
  email: 'rita@example.com',
  name: 'Rita Rep',
  role: { key: 'rep', label: 'Rep' },
  team: null,
  locale: 'en',
  time_zone: null,
  enters_for: null,
  may: { administer: false, change_model: false, import: false },
  company: { name: 'Silver', currency: 'EUR', time_zone: 'UTC' },
}
const model = (...entities: Entity[]): Model => ({ version: 1, language: 'en', entities })

test('no two pages want the same letter', () => {
  const letters = pages.flatMap((page) => [page.letter, page.also]).filter((letter) => letter)
  expect(letters).toEqual([...new Set(letters)])
})

test('pages stand in the order of their list, what the reader may not use is left out', () => {
  const given = model(
    entity('user', { may: { create: true, change: true, remove: false } }),
    entity('team'),
    entity('opportunity'),
    entity('lead'),
    entity('contact', { menu: false }),
  )
  expect(destinationsOf(given, me).map(({ key }) => key)).toEqual([
    'nav.exceptions',
    'nav.day',
    'lead',
    'opportunity',
    'user',
  ])
})

test("a company's own entities follow the work, with letters no page waits for", () => {
  const team = entity('team', { may: { create: true, change: true, remove: true } })
  const given = model(entity('own_lorry', { own: true }), entity('lead'), team)
  const found = destinationsOf(given, me)
  expect(found.map(({ key }) => key)).toEqual([
    'nav.exceptions',
    'nav.day',
    'lead',
    'own_lorry',
    'team',
  ])
  const letter = found[3]!.keys!.slice(2)
  expect(reservedLetters).not.toContain(letter)
})

test('a rep begins with his day, whoever leads with the exceptions; a plan is for who has one', () => {
  expect(homeOf(me)).toBe('/day')
  expect(homeOf({ ...me, role: { key: 'manager', label: 'Manager' } })).toBe('/')
  const given = model(entity('plan', { menu: false }), entity('opportunity'))
  const places = (role: string) =>
    destinationsOf(given, { ...me, role: { key: role, label: role } }).map(({ key }) => key)
  expect(places('rep')).toContain('nav.plan')
  expect(places('assistant')).not.toContain('nav.plan')
})

test('web forms stand in one place: beside the work, or in Admin for who administers', () => {
  const form = entity('form', { may: { create: true, change: true, remove: true } })
  const places = (administer: boolean) =>
    destinationsOf(model(form), { ...me, may: { ...me.may, administer } })
      .filter(({ key }) => key === 'form')
      .map(({ group, link }) => [group, link.to])
  expect(places(false)).toEqual([['steer', '/e/$plural']])
  expect(places(true)).toEqual([['admin', '/admin/$section']])
})

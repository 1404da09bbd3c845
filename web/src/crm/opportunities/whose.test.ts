import { expect, test } from 'vitest'
import type { Me, Team } from '@/model/types'
import { mine, whoseGroups } from './whose'

const team = (id: string, parent: string | null, manager: string) =>
  ({ id, version: 1, name: id, parent, manager }) as Team
const teams = [
  team('all', null, 'ingrid'),
  team('north', 'all', 'henrik'),
  team('south', 'all', 'carla'),
]
const users = [
  { id: 'malte', name: 'Malte', team: 'north', role: 'rep' },
  { id: 'gesa', name: 'Gesa', team: 'south', role: 'rep' },
  { id: 'jette', name: 'Jette', team: 'north', role: 'assistant' },
]
const meWith = (id: string, administer = false) => ({ id, may: { administer } }) as Me
const labels = (id: string) =>
  whoseGroups(meWith(id), teams, users).map(({ options }) => options.map(({ label }) => label))

test('who leads several teams chooses among them and among those who sell there', () => {
  expect(labels('ingrid')).toEqual([
    ['Everyone', 'Mine'],
    ['all', 'north', 'south'],
    ['Malte', 'Gesa'],
  ])
})

test('the only team is everyone; of others nobody is offered', () => {
  expect(labels('henrik')).toEqual([['Everyone', 'Mine'], ['Malte']])
  expect(labels('malte')).toEqual([['Everyone', 'Mine']])
})

test('a team is listed with those below it, and its numbers are asked for by its id', () => {
  const [general, ofTeams, ofPeople] = whoseGroups(meWith('ingrid'), teams, users)
  expect(general!.options[1]).toMatchObject({ filter: mine, whose: 'me' })
  expect(ofTeams!.options[0]).toMatchObject({
    filter: 'owner.team in (all, north, south)',
    whose: 'all',
  })
  expect(ofPeople!.options[0]).toMatchObject({ filter: 'owner = malte', whose: 'malte' })
})

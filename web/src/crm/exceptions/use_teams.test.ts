import { expect, test } from 'vitest'
import { teamsLedBy } from '@/model/teams'
import type { Team } from '@/model/types'
import { teamFilter } from './use_teams'

const team = (id: string, parent: string | null, manager: string | null): Team => ({
  id,
  version: 1,
  name: `Team ${id}`,
  parent,
  manager,
})
const teams = [
  team('1', null, 'boss'),
  team('2', '1', 'grace'),
  team('3', '2', 'ben'),
  team('4', '1', 'ben'),
]

test('one leads the teams below, too', () => {
  const led = (person: string) => teamsLedBy(teams, person).map(({ id }) => id)
  expect(led('boss')).toEqual(['1', '2', '3', '4'])
  expect(led('grace')).toEqual(['2', '3'])
  expect(led('ben')).toEqual(['3', '4'])
  expect(led('rita')).toEqual([])
})

test('the exceptions of a team are those of the teams below, too', () => {
  expect(teamFilter(teams, '2')).toBe('owner.team in (2, 3)')
  expect(teamFilter(teams, '4')).toBe('owner.team in (4)')
  expect(teamFilter([team('5', '6', null), team('6', '5', null)], '5')).toBe('owner.team in (5, 6)')
})

import { expect, test } from 'vitest'
import type { Entry } from '@/model/types'
import { sideOf, treeOf, withBelow } from './tree'

const team = (id: string, parent: string | null = null): Entry => ({ id, version: 1, parent })
const house = [team('all'), team('north', 'all'), team('south', 'all'), team('inside', 'south')]
const people: Record<string, number> = { all: 1, north: 4, inside: 2 }
const rowsOf = (teams: Entry[]) => treeOf(teams, (id) => people[id] ?? 0)
const shape = (teams: Entry[]) => rowsOf(teams).map(({ entry, depth }) => `${depth} ${entry.id}`)

test('teams stand under the one above them, with the people below counted in', () => {
  expect(shape(house)).toEqual(['0 all', '1 north', '1 south', '2 inside'])
  expect(rowsOf(house).map(({ people: own, below }) => [own, below])).toEqual([
    [1, 7],
    [4, 4],
    [0, 2],
    [2, 2],
  ])
  expect(rowsOf(house).map(({ hasTeams }) => hasTeams)).toEqual([true, false, true, false])
})

test('a ring and a parent that is gone lose no team', () => {
  expect(shape([team('a', 'b'), team('b', 'a'), team('c', 'gone')])).toEqual(['0 c', '0 a', '1 b'])
})

test('a team cannot go under itself or what is below it', () => {
  expect([...withBelow(house, 'south')]).toEqual(['south', 'inside'])
  expect(withBelow(house, 'all').size).toBe(4)
})

test('to the left it leaves its parent, to the right it goes under the team before it', () => {
  const rows = rowsOf(house)
  expect(sideOf(rows, 'inside', 'left')).toBe('all')
  expect(sideOf(rows, 'north', 'left')).toBe(null)
  expect(sideOf(rows, 'all', 'left')).toBe(undefined)
  expect(sideOf(rows, 'south', 'right')).toBe('north')
  expect(sideOf(rows, 'north', 'right')).toBe(undefined)
  expect(sideOf(rows, 'inside', 'right')).toBe(undefined)
})

import { expect, test } from 'vitest'
import type { FoundRow } from '@/model/types'
import { byName } from './rank'

const row = (title: string) => ({ id: title, title }) as FoundRow
const order = (typed: string, ...titles: string[]) =>
  byName(titles.map(row), typed).map(({ title }) => title)

test('a name that begins with what was typed stands before one that contains it', () => {
  expect(order('belu', 'Petra Quendel', 'Nebelung AG', 'Anna Beluga', 'Béluga Medical')).toEqual([
    'Béluga Medical',
    'Anna Beluga',
    'Petra Quendel',
    'Nebelung AG',
  ])
})

test('those of one rank keep the order in which they were found', () => {
  expect(order('a b', 'A Berg 2', 'X', 'A Berg 1')).toEqual(['A Berg 2', 'A Berg 1', 'X'])
  expect(order('明', '王小明', '明日科技')).toEqual(['明日科技', '王小明'])
})

import { expect, test } from 'vitest'
import { takeOwner } from './line_owner'

const people = [
  { id: '1', name: 'Ann Berg' },
  { id: '2', name: 'Ben Okafor' },
  { id: '3', name: '王 小明' },
]
const of = (line: string) => {
  const { line: rest, owner } = takeOwner(line, people)
  return [rest, owner?.id]
}

test('a colleague is named by any part of his name, and is no piece of the line', () => {
  expect(of('Maria Santos, @ben, Oak')).toEqual(['Maria Santos, , Oak', '2'])
  expect(of('Maria Santos @Okafor')).toEqual(['Maria Santos ', '2'])
  expect(of('李雷，@王小明')).toEqual(['李雷，', '3'])
})

test('an address is none, nor whoever is not known', () => {
  expect(of('Maria, ben@example.com')).toEqual(['Maria, ben@example.com', undefined])
  expect(of('Maria, @zoe')).toEqual(['Maria, @zoe', undefined])
})

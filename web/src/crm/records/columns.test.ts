import { afterEach, expect, test } from 'vitest'
import { extendList } from '@/kit/list_extras'
import { testEntity, testField } from '@/model/test_parts'
import type { Act } from '@/model/types'
import {
  choosableOf,
  columnKeysOf,
  columnsOf,
  fewColumnsOf,
  isSortable,
  nextSort,
  sortOf,
  usualKeysOf,
} from './columns'

const call: Act = { key: 'log_call', label: 'Log a call', fields: [] }
const fields = [
  testField('name', 'text'),
  testField('company', 'text'),
  testField('status', 'choice'),
  testField('owner', 'link', { link: 'user' }),
  testField('budget', 'choice', { question: 1 }),
  testField('phone', 'phone'),
]
const thing = testEntity('thing', {
  fields,
  acts: [call],
  layout: { list: ['name', 'company', 'status', 'owner', 'phone'], record: [] },
})

afterEach(() => void extendList('thing', {}))
const keysOf = (columns: { key: string }[]) => columns.map(({ key }) => key)

test('where it is usual, what goes on stands at the end and what makes room waits in the chooser', () => {
  extendList('thing', { pulseInsteadOf: ['phone'] })
  expect(usualKeysOf(thing)).toEqual([
    'name',
    'company',
    'status',
    'owner',
    'answered',
    'last_touch',
    'next_step',
    'promise',
  ])
  expect(keysOf(choosableOf(thing)).slice(-2)).toEqual(['budget', 'phone'])
})

test('whatever one can call may have it chosen; other records have none', () => {
  expect(usualKeysOf(thing)).not.toContain('promise')
  expect(keysOf(choosableOf(thing))).toContain('promise')
  expect(columnKeysOf(thing, ['promise', 'company'])).toEqual(['name', 'promise', 'company'])
  expect(keysOf(choosableOf({ ...thing, acts: [] }))).not.toContain('promise')
})

test('a phone shows the title and what says most, and no column of what goes on', () => {
  extendList('thing', { pulseInsteadOf: [] })
  expect(keysOf(fewColumnsOf(thing, ['promise', 'status', 'company']))).toEqual([
    'name',
    'status',
    'company',
  ])
})

test('a heading sorts up, down and not at all; promises have one direction', () => {
  expect(nextSort(undefined, 'name')).toBe('name')
  expect(nextSort('name', 'name')).toBe('-name')
  expect(nextSort('-name', 'name')).toBeUndefined()
  expect(nextSort('name', 'promise')).toBe('promise')
  expect(nextSort('promise', 'promise')).toBeUndefined()
  const sortable = columnsOf(thing, ['promise', 'next_step', 'company']).filter(isSortable)
  expect(keysOf(sortable)).toEqual(['name', 'promise', 'company'])
})

test('where the address names no order a noun may have its own', () => {
  expect(sortOf(thing, undefined)).toBeUndefined()
  extendList('thing', { sort: 'promise' })
  expect(sortOf(thing, undefined)).toBe('promise')
  expect(sortOf(thing, '-name')).toBe('-name')
})

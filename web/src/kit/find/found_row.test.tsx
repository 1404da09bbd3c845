import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { FoundRow, Model } from '@/model/types'
import { FoundLines } from './found_row'

const model: Model = { version: 1, language: 'en', entities: [] }
const rowOf = (more: object) =>
  ({
    entity: 'account',
    id: '1',
    title: 'Nordwind',
    context: null,
    owner: { id: '2', name: 'Another' },
    found_in: ['name'],
    open_opportunities: [],
    open_cases: [],
    ...more,
  }) as unknown as FoundRow
const textOf = (more: object, seesAll: boolean) =>
  render(<FoundLines row={rowOf(more)} model={model} seesAll={seesAll} />).container.textContent

test('where nothing open is found, no more is said than that the reader sees none', () => {
  expect(textOf({}, false)).toContain('No open opportunity that you can see')
})

test('who sees every opportunity is told that there is none', () => {
  expect(textOf({}, true)).toMatch(/No open opportunity$/)
})

test('opportunities of one name are told apart by what they are worth and when they close', () => {
  const worth = { amount: { amount: '84000', currency: 'EUR' }, close_date: '2026-12-03' }
  const text = textOf({ entity: 'opportunity', ...worth }, true)
  expect(text).toContain('€84K · 3 Dec 2026')
})

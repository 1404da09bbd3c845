import { byGap } from './forecast_table'
import { expect, test } from 'vitest'
import type { Forecast, Movements } from '@/api/numbers'
import { barsOf, niceTop } from './chart'
import { changeOf } from './movements'

const cell = { count: 0, filter: '' }
const cells = { won: cell, commit: cell, best: cell, pipeline: cell }

test('each month has its bar, in the currency that is shown; without a plan there is none to miss', () => {
  const line = { currency: 'EUR', won: '10', commit: '20.50', best: '0', pipeline: '1' }
  const forecast = {
    parts: [
      {
        ...cells,
        who: null,
        period: '2026-11-01',
        lines: [
          { ...line, currency: 'USD', plan: null, gap: null },
          { ...line, plan: '40', gap: '9.50' },
        ],
      },
    ],
  } as unknown as Forecast
  const [november, december] = barsOf(forecast, ['2026-11-01', '2026-12-01'], 'EUR')
  expect(november).toMatchObject({ won: 10, commit: 20.5, plan: 40, gap: 9.5 })
  expect(december).toMatchObject({ won: 0, commit: 0, plan: null, gap: null })
})

test('the scale ends at a number one can read, and never below the highest bar', () => {
  expect(niceTop(0)).toBe(1)
  expect(niceTop(523_000)).toBe(600_000)
  expect(niceTop(1_000)).toBe(1_000)
  expect(niceTop(8_100_000)).toBe(10_000_000)
})

test('what somebody gained and lost adds up with its sign', () => {
  const heap = (amount: string) => ({ count: 1, sums: [{ amount, currency: 'EUR' }] })
  const moved = {
    moves: [
      { move: 'opened', sign: 1, total: heap('90'), parts: [{ owner: '7', total: heap('90') }] },
      { move: 'lost', sign: -1, total: heap('50'), parts: [{ owner: '7', total: heap('30') }] },
    ],
  } as unknown as Movements
  expect(changeOf(moved, '7', 'EUR')).toBe(60)
  expect(changeOf(moved, '7', 'USD')).toBe(0)
  expect(changeOf(moved, '8', 'EUR')).toBe(0)
})

test('who is the furthest behind comes first, who has no plan last', () => {
  const member = (id: string) => ({ id, name: id, team: null, sells: true })
  const gaps: Record<string, string> = { ana: '-500.00', ben: '9000.00', cleo: '12000.00' }
  const sorted = byGap(['ana', 'ben', 'cleo', 'dora', 'emil'].map(member), (id) => gaps[id] ?? null)
  expect(sorted.map(({ id }) => id)).toEqual(['cleo', 'ben', 'ana', 'dora', 'emil'])
})

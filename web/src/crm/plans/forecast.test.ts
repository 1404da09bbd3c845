import { byGap } from './forecast_table'
import { expect, test } from 'vitest'
import type { Forecast, Movements } from '@/api/numbers'
import { barsOf, niceTop } from './chart'
import { changesOf } from './movements'

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

test('what was won leaves what is open and is told apart from what was lost', () => {
  const heap = (amount: string) => ({ count: 1, sums: [{ amount, currency: 'EUR' }] })
  const of = (move: string, sign: 1 | -1, owner: string, amount: string) => ({
    move,
    sign,
    total: heap(amount),
    parts: [{ owner, total: heap(amount) }],
  })
  const moved = {
    moves: [
      of('opened', 1, '7', '90'),
      of('moved_in', 1, '7', '20'),
      of('moved_out', -1, '7', '20'),
      of('won', -1, '7', '331'),
      of('lost', -1, '8', '50'),
    ],
  } as unknown as Movements
  expect(changesOf(moved, 'EUR', '7')).toEqual([
    { kind: 'won', n: -331 },
    { kind: 'opened', n: 90 },
  ])
  expect(changesOf(moved, 'EUR')).toContainEqual({ kind: 'lost', n: -50 })
  expect(changesOf(moved, 'USD', '7')).toEqual([])
  expect(changesOf(moved, 'EUR', '9')).toEqual([])
})

test('who is the furthest behind comes first, who has no plan last', () => {
  const member = (id: string) => ({ id, name: id, team: null, sells: true })
  const gaps: Record<string, string> = { ana: '-500.00', ben: '9000.00', cleo: '12000.00' }
  const sorted = byGap(['ana', 'ben', 'cleo', 'dora', 'emil'].map(member), (id) => gaps[id] ?? null)
  expect(sorted.map(({ id }) => id)).toEqual(['cleo', 'ben', 'ana', 'dora', 'emil'])
})

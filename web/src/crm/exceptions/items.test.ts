import { expect, test } from 'vitest'
import type { ExceptionRow } from '@/model/types'
import { entitiesIn, itemsOf, neighbourOf, rowsOf, stakesOf, urgencyOf } from './items'
import { snoozeChoices } from './snooze'

const now = Date.parse('2026-03-04T10:00:00Z')
const hour = 3_600_000
let serial = 0
function row(
  more: Partial<ExceptionRow> & { lateHours?: number; stake?: number } = {},
): ExceptionRow {
  const { lateHours = 1, stake, ...rest } = more
  const id = String(++serial)
  return {
    id,
    guideline: { id: 'g1', key: 'x1' },
    sentence: 's',
    goal: null,
    see: 'v',
    consequence: null,
    entity: 'lead',
    record: { id: `r${id}`, entity: 'lead', title: `Lead ${id}`, context: null },
    title: `Lead ${id}`,
    owner: { id: `u${id}`, name: 'Ana' },
    manager: null,
    amount: stake ? { amount: String(stake), currency: 'EUR' } : null,
    state: 'open',
    started_at: '',
    due_at: new Date(now - lateHours * hour).toISOString(),
    raised_at: null,
    next: null,
    ...rest,
  }
}
const none = new Set<string>()

test('a bundle says what is at stake, each currency by itself', () => {
  const dollars = row({ amount: { amount: '5.00', currency: 'USD' } })
  expect(stakesOf([row({ stake: 100 }), row(), dollars, row({ stake: 84_000 })])).toEqual([
    { amount: '84100', currency: 'EUR' },
    { amount: '5', currency: 'USD' },
  ])
  expect(stakesOf([row()])).toEqual([])
})

test('money at stake times lateness decides the order', () => {
  const small = row({ stake: 100, lateHours: 48 })
  const big = row({ stake: 84_000, lateHours: 2 })
  const noMoney = row({ lateHours: 300 })
  expect(itemsOf([noMoney, small, big], now, none).map((item) => item.id)).toEqual([
    big.id,
    small.id,
    noMoney.id,
  ])
})

test('what falls due sooner is more urgent', () => {
  expect(urgencyOf(row({ lateHours: -2 }), now)).toBeGreaterThan(
    urgencyOf(row({ lateHours: -20 }), now),
  )
})

test('three of a kind by one owner become one, opened they follow it', () => {
  const ben = { id: 'ben', name: 'Ben' }
  const alike = Array.from({ length: 3 }, () => row({ owner: ben }))
  const other = row({ owner: ben, guideline: { id: 'g2', key: 'x2' }, stake: 1_000_000 })
  const [first, bundle, ...rest] = itemsOf([...alike, other], now, none)
  expect(first!.id).toBe(other.id)
  expect(bundle).toMatchObject({ kind: 'bundle', isOpen: false })
  expect(rowsOf(bundle!)).toHaveLength(3)
  expect(rest).toEqual([])
  const opened = itemsOf([...alike, other], now, new Set([bundle!.id]))
  expect(opened.map((item) => item.kind)).toEqual(['single', 'bundle', ...Array(3).fill('single')])
  expect(itemsOf(alike.slice(1), now, none).every((item) => item.kind === 'single')).toBe(true)
})

test('after an act the next is selected, at the end the one before', () => {
  const items = itemsOf(
    [row({ lateHours: 3 }), row({ lateHours: 2 }), row({ lateHours: 1 })],
    now,
    none,
  )
  expect(neighbourOf(items, items[0]!)).toBe(items[1])
  expect(neighbourOf(items, items[2]!)).toBe(items[1])
  expect(neighbourOf([items[0]!], items[0]!)).toBeUndefined()
})

test('a bundle acted upon takes its opened members along', () => {
  const ben = { id: 'ben', name: 'Ben' }
  const rows = [...Array.from({ length: 5 }, () => row({ owner: ben, stake: 9 })), row()]
  const [closed] = itemsOf(rows, now, none)
  const items = itemsOf(rows, now, new Set([closed!.id]))
  expect(neighbourOf(items, items[0]!)?.id).toBe(rows[5]!.id)
})

test('segments name the entities that occur, in the same order whichever comes first', () => {
  const [lead, opportunity] = [row(), row({ entity: 'opportunity' })]
  expect(entitiesIn([lead, opportunity, lead])).toEqual(['lead', 'opportunity'])
  expect(entitiesIn([opportunity, lead])).toEqual(['lead', 'opportunity'])
})

test('snooze ends at nine in the reader’s zone; next week is Monday', () => {
  const wednesdayInBerlin = Date.parse('2026-03-25T22:30:00Z') // 23:30 there
  expect(snoozeChoices(wednesdayInBerlin, 'Europe/Berlin').map((choice) => choice.until)).toEqual([
    '2026-03-26T08:00:00.000Z',
    '2026-03-28T08:00:00.000Z',
    '2026-03-30T07:00:00.000Z', // after the change to summer time
  ])
})

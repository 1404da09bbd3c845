import { expect, test } from 'vitest'
import type { Entry } from '@/model/types'
import { leavesOf, merged, rowsOf, shownOf } from './roster'

const person = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  version: 1,
  name: id,
  email: `${id}@example.com`,
  active: true,
  team: 'sales',
  ...more,
})
const invitation = (id: string) => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role: 'rep',
  invited_at: '2026-03-01T08:00:00Z',
  expires_at: '2026-03-08T08:00:00Z',
})
const rows = rowsOf(
  [
    person('Ada'),
    person('Björn', { team: 'north' }),
    person('Cleo', { active: false }),
    person('Dan'),
  ],
  [invitation('Dan')],
  '2026-03-02',
)
const names = (filter: Partial<Parameters<typeof shownOf>[1]>) =>
  shownOf(rows, { typed: '', withInactive: false, ...filter }).map(({ name }) => name)

test('the invited come first, who is no longer active last and only when asked for', () => {
  expect(names({})).toEqual(['Dan', 'Ada', 'Björn'])
  expect(names({ withInactive: true })).toEqual(['Dan', 'Ada', 'Björn', 'Cleo'])
})

test('people are found by name without its marks, by address, and by team', () => {
  expect(names({ typed: 'bjo' })).toEqual(['Björn'])
  expect(names({ typed: 'ADA@' })).toEqual(['Ada'])
  expect(names({ team: 'north' })).toEqual(['Björn'])
})

test('the leave that shows is the one of today or the next', () => {
  const leave = [
    { from: '2026-05-01', to: '2026-05-03' },
    { from: '2026-03-01', to: '2026-03-02' },
    { from: '2026-01-01', to: '2026-01-02' },
  ]
  const of = (today: string) => rowsOf([person('Ada', { leave })], [], today)[0]!.leave?.from
  expect([of('2026-03-02'), of('2026-03-03'), of('2026-05-04')]).toEqual([
    '2026-03-01',
    '2026-05-01',
    undefined,
  ])
  expect(leavesOf('nonsense')).toEqual([])
})

test('leave that touches or overlaps is one', () => {
  expect(
    merged([
      { from: '2026-03-05', to: '2026-03-06' },
      { from: '2026-02-27', to: '2026-02-28' },
      { from: '2026-03-01', to: '2026-03-04' },
      { from: '2026-03-09', to: '2026-03-09' },
    ]),
  ).toEqual([
    { from: '2026-02-27', to: '2026-03-06' },
    { from: '2026-03-09', to: '2026-03-09' },
  ])
})

test('who was here says when; who is not told sees nothing', () => {
  const [eve, dan] = rowsOf(
    [person('Eve', { last_seen: '2026-03-01' }), person('Dan')],
    [],
    '2026-03-02',
  )
  expect([eve!.seen, dan!.seen]).toEqual(['2026-03-01', null])
})

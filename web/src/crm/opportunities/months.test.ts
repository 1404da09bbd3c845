import { afterEach, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import type { Entry } from '@/model/types'
import { columnOf, conditionIn, dayIn, monthChoices, monthColumns } from './months'

const today = '2026-11-23'
const columns = monthColumns(today)
const entry = (close_date: string | null) =>
  ({ id: '1', version: 1, close_date }) as unknown as Entry

afterEach(() => setTimeZone(undefined))

test('columns meet without a gap: overdue, the running month from today, the months after it, later, none', () => {
  expect(columns.map(({ key }) => key)).toEqual([
    'overdue',
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
    'later',
    'none',
  ])
  expect(columns.map(({ condition }) => condition)).toEqual([
    'close_date < 2026-11-23',
    'close_date >= 2026-11-23 and close_date <= 2026-11-30',
    'close_date >= 2026-12-01 and close_date <= 2026-12-31',
    'close_date >= 2027-01-01 and close_date <= 2027-01-31',
    'close_date >= 2027-02-01 and close_date <= 2027-02-28',
    'close_date > 2027-02-28',
    'close_date is empty',
  ])
  const open = [{ key: 'demo', label: '' }]
  expect(conditionIn(columns[0]!, open, 'owner = me')).toBe(
    'stage in (demo) and close_date < 2026-11-23 and (owner = me)',
  )
})

test('a record stands in the column its day says', () => {
  const keyOf = (day: string | null) => columnOf(columns, day, today).key
  expect(keyOf(null)).toBe('none')
  expect(keyOf('2026-11-22')).toBe('overdue')
  expect(keyOf('2026-11-23')).toBe('2026-11')
  expect(keyOf('2026-12-01')).toBe('2026-12')
  expect(keyOf('2027-02-28')).toBe('2027-02')
  expect(keyOf('2027-03-01')).toBe('later')
})

test('the day of the month is kept as far as the month has one', () => {
  expect(dayIn('2026-12-01', '2026-11-30', today)).toBe('2026-12-30')
  expect(dayIn('2027-02-01', '2026-12-31', today)).toBe('2027-02-28')
  expect(dayIn('2028-02-01', '2026-12-31', today)).toBe('2028-02-29')
  expect(dayIn('2027-04-01', '2027-01-31', today)).toBe('2027-04-30')
  expect(dayIn('2027-01-01', null, today)).toBe('2027-01-31')
})

test('what is put into the running month stands in what is left of it', () => {
  expect(dayIn('2026-11-01', '2026-12-10', today)).toBe('2026-11-23')
  expect(dayIn('2026-11-01', '2026-09-29', today)).toBe('2026-11-29')
  expect(dayIn('2026-11-01', '2026-12-31', '2026-11-30')).toBe('2026-11-30')
})

test('no zone moves a day', () => {
  for (const zone of [
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
  ]) {
    setTimeZone(zone)
    expect(dayIn('2027-03-01', '2026-12-31', today), zone).toBe('2027-03-31')
    expect(monthColumns('2026-03-31').map(({ key }) => key)[4], zone).toBe('2026-06')
  }
})

test('the menu has as many as there are digits: months but not its own, and no date where one may be without', () => {
  const keys = (day: string | null, mayBeEmpty = true) =>
    monthChoices(entry(day), today, mayBeEmpty).map(({ key }) => key)
  expect(keys('2026-12-05')).toHaveLength(9)
  expect(keys('2026-12-05').slice(0, 3)).toEqual(['2026-11-01', '2027-01-01', '2027-02-01'])
  expect(keys('2026-11-02')[0]).toBe('2026-11-01') // overdue: it may go into what is left of this month
  expect(keys('2026-12-05').at(-1)).toBe('none')
  expect(keys('2026-12-05', false)).not.toContain('none')
  expect(keys(null)).not.toContain('none')
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  addDays,
  dayOf,
  momentAt,
  momentOfWall,
  setTimeZone,
  showAgo,
  showDay,
  showDaysLate,
  showDue,
  showDuration,
  showEnd,
  showMoment,
  showMomentWithin,
  showTicking,
  wallOf,
  weekdayOf,
  zoneWorthSaying,
} from './time'
import { setLanguage } from './words'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
beforeEach(() => setTimeZone('Europe/Berlin'))
afterEach(async () => {
  setTimeZone(undefined)
  await setLanguage('en')
})

test('a duration shows its two largest units', () => {
  expect(showDuration(0)).toBe('1 min')
  expect(showDuration(59 * minute)).toBe('59 min')
  expect(showDuration(2 * hour + 12 * minute)).toBe('2 h 12 min')
  expect(showDuration(3 * hour)).toBe('3 h')
  expect(showDuration(28 * hour)).toBe('1 d 4 h')
  expect(showDuration(day)).toBe('1 d')
  expect(showDuration(9 * day + 5 * hour)).toBe('9 d')
})

test('what lies back is told in one unit', () => {
  const now = Date.parse('2026-03-05T12:00:00Z')
  const ago = (span: number) => showAgo(new Date(now - span).toISOString(), now)
  expect(ago(20_000)).toBe('just now')
  expect(ago(-hour)).toBe('just now')
  expect(ago(59 * minute)).toBe('59 min ago')
  expect(ago(3 * hour + 59 * minute)).toBe('3 h ago')
  expect(ago(28 * hour)).toBe('1 d ago')
  expect(showDaysLate('2026-02-27', '2026-03-02')).toBe('3 d late')
})

test('a ticking clock is the finer the nearer it is', () => {
  expect(showTicking(-minute)).toBe('1 min')
  expect(showTicking(4 * hour + 58 * minute)).toBe('4 h 58 min')
  expect(showTicking(22 * hour + 18 * minute)).toBe('22 h')
  expect(showTicking(28 * hour)).toBe('1 d 4 h')
  expect(showTicking(2 * day + 4 * hour)).toBe('2 d 4 h')
  expect(showTicking(2 * day + 59 * minute)).toBe('2 d')
  expect(showTicking(9 * day + 5 * hour)).toBe('9 d')
})

test('late and due are told apart at the very moment', async () => {
  const due = '2026-03-02T09:00:00.000000Z'
  const at = Date.parse(due)
  expect(showDue(due, at + hour)).toBe('1 h late')
  expect(showDue(due, at)).toBe('1 min late')
  expect(showDue(due, at - 3 * hour)).toBe('due in 3 h')
  await setLanguage('zh-CN')
  expect(showDue(due, at + 28 * hour)).toBe('超期1天4小时')
})

test('moments are told in the reader’s zone and by their distance', () => {
  const now = Date.parse('2026-03-04T10:00:00Z')
  expect(showMoment('2026-03-04T08:00:00Z', now)).toBe('Today 09:00')
  expect(showMoment('2026-03-02T23:30:00Z', now)).toBe('Yesterday 00:30') // Berlin's 3rd
  expect(showMoment('2026-03-05T08:00:00Z', now)).toBe('Tomorrow 09:00')
  expect(showMoment('2026-03-01T08:00:00Z', now)).toBe('Sun 09:00')
  expect(showMoment('2026-01-18T15:02:00Z', now)).toBe('18 Jan 16:02')
  expect(showMoment('2024-11-18T15:02:00Z', now)).toBe('18 Nov 2024')
})

test('an end to come is no day that was', () => {
  const now = Date.parse('2026-03-04T10:00:00Z')
  expect(showMoment('2026-03-02T08:11:00Z', now)).toBe('Mon 09:11')
  expect(showEnd('2026-03-09T08:11:00Z', now)).toBe('Mon 9 Mar 09:11')
  expect(showEnd('2026-03-05T08:11:00Z', now)).toBe('Tomorrow 09:11')
  expect(showEnd('2026-03-18T08:11:00Z', now)).toBe('18 Mar 09:11')
})

test('a day has no zone', () => {
  setTimeZone('America/Los_Angeles')
  expect(showDay('2026-03-02')).toBe('2 Mar 2026')
})

test('a wall clock becomes the right moment on both sides of a DST change', () => {
  expect(momentAt('2026-03-28', 9).toISOString()).toBe('2026-03-28T08:00:00.000Z')
  expect(momentAt('2026-03-29', 9).toISOString()).toBe('2026-03-29T07:00:00.000Z')
  expect(momentAt('2026-10-25', 9).toISOString()).toBe('2026-10-25T08:00:00.000Z')
  expect(momentAt('2026-06-01', 9, 'Asia/Kolkata').toISOString()).toBe('2026-06-01T03:30:00.000Z')
})

test('days are counted on the calendar', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(weekdayOf('2026-03-01')).toBe(7)
  expect(dayOf(new Date('2026-03-01T23:30:00Z'))).toBe('2026-03-02')
})

test('within a sentence a moment begins small', async () => {
  const now = Date.parse('2026-03-05T12:00:00Z')
  expect(showMomentWithin('2026-03-05T07:00:00Z', now)).toBe('today 08:00')
  expect(showMomentWithin('2026-03-04T07:00:00Z', now)).toBe('yesterday 08:00')
  expect(showMomentWithin('2026-03-02T07:00:00Z', now)).toBe('Mon 08:00')
})

test('what a wall clock shows goes both ways in the reader’s zone, also over a change of the hour', () => {
  setTimeZone('Europe/Berlin')
  for (const iso of [
    '2026-03-29T00:30:00.000Z',
    '2026-03-29T07:00:00.000Z',
    '2026-11-20T23:45:00.000Z',
  ])
    expect(momentOfWall(wallOf(iso))?.toISOString()).toBe(iso)
  expect(wallOf('2026-11-20T23:45:00Z')).toBe('2026-11-21T00:45')
  expect(momentOfWall('soon')).toBeUndefined()
})

test('the zone is said where the company’s clock shows another time than the reader’s', () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  setTimeZone(here)
  expect(zoneWorthSaying(here, '2026-11-20T12:00:00Z')).toBeUndefined()
  expect(zoneWorthSaying('Asia/Kathmandu', '2026-11-20T12:00:00Z')).toBeTruthy()
  setTimeZone('Asia/Kathmandu')
  expect(zoneWorthSaying('Asia/Kathmandu', '2026-11-20T12:00:00Z')).toContain('Nepal')
})

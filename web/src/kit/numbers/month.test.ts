import { afterEach, expect, test } from 'vitest'
import { setServerTime, setTimeZone } from '@/base/time'
import { lastMonday } from './month'

afterEach(() => {
  setServerTime(undefined)
  setTimeZone(undefined)
})

test.each([
  [
    'on a Monday it is the one a week ago',
    'Europe/Berlin',
    '2026-11-23T08:00:00Z',
    '2026-11-15T23',
  ],
  [
    'on any other day it is that of the week',
    'Europe/Berlin',
    '2026-11-24T08:00:00Z',
    '2026-11-22T23',
  ],
  ['on a Sunday as well', 'Europe/Berlin', '2026-11-29T22:30:00Z', '2026-11-22T23'],
  ['Monday begins where the reader is', 'Asia/Shanghai', '2026-11-22T17:00:00Z', '2026-11-15T16'],
  ['over the change of the clock too', 'Europe/Berlin', '2026-10-26T08:00:00Z', '2026-10-18T22'],
])('%s', (_, zone, now, monday) => {
  setTimeZone(zone)
  setServerTime(now)
  expect(new Date(lastMonday()).toISOString()).toBe(`${monday}:00:00.000Z`)
})

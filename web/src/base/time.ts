// Moments are ISO strings in UTC, days are "2026-03-02"; both are shown in the reader's zone and
// language.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { language, t } from './words'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let zone: string | undefined
/** The zone all moments are shown in; undefined = the browser's own. */
export const setTimeZone = (name: string | undefined) => {
  zone = name
}
let timesChosen = 0
const hearers = new Set<() => void>()
/** As setTimeZone; and what is shown is drawn anew, for every moment reads otherwise. */
export function chooseTimeZone(name: string | undefined) {
  setTimeZone(name)
  timesChosen += 1
  for (const hear of hearers) hear()
}
/** Another value each time a zone was chosen. */
export const useChosenZone = () =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => timesChosen,
  )
export const timeZone = () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

/** English dates put the day first: "18 Nov". */
const dateLocale = () => (language() === 'en' ? 'en-GB' : language())

const formatters = new Map<string, Intl.DateTimeFormat>()
/** Dear to make, and a list needs the same few for every row. */
function formatterOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formatters.set(key, known)
  return known
}

/** British English alone has a month of four letters; the server writes "Sep" as all others do. */
const shortMonth = (text: string) => text.replace(/\bSept\b/, 'Sep')

const format = (moment: Date, options: Intl.DateTimeFormatOptions) =>
  shortMonth(formatterOf(dateLocale(), { timeZone: zone, ...options }).format(moment))

/** "2026-03-02" of a moment in the reader's zone. */
export const dayOf = (moment: Date) =>
  formatterOf('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment)

const dayNumber = (isoDay: string) => Date.parse(`${isoDay}T00:00:00Z`) / day

/** A calendar day with what of it is wanted: "Sunday 22 November", "November 2026". */
export const showDayAs = (isoDay: string, options: Intl.DateTimeFormatOptions) =>
  shortMonth(
    formatterOf(dateLocale(), { timeZone: 'UTC', ...options }).format(
      new Date(`${isoDay}T00:00:00Z`),
    ),
  )

/** The clock of another zone. */
export const showClockIn = (iso: string, otherZone: string) =>
  format(new Date(iso), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: otherZone,
  })
/** "Central European Summer Time": what a zone is called at that moment. */
export const nameOfZone = (otherZone: string, iso: string) =>
  new Intl.DateTimeFormat(dateLocale(), { timeZone: otherZone, timeZoneName: 'long' })
    .formatToParts(new Date(iso))
    .find(({ type }) => type === 'timeZoneName')?.value ?? otherZone

export const showClock = (iso: string) => clock(new Date(iso))
const clock = (moment: Date) =>
  format(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

// The server's clock counts: what is late, and until when something is put aside, is decided there.
let serverAhead = 0
const clockHearers = new Set<() => void>()
/** Less is the way of the answer. */
const leap = 2_000
/** `iso`: the server's time as it answered just now; without it this computer's clock stands. */
export const setServerTime = (iso?: string) => {
  const before = serverAhead
  serverAhead = iso === undefined ? 0 : Date.parse(iso) - Date.now()
  if (Math.abs(serverAhead - before) > leap) for (const hear of clockHearers) hear()
}
/** As setServerTime, of what may have lain on the way: the server's time goes forward only, an older one says nothing. */
export const hearServerTime = (iso: string) => {
  if (Date.parse(iso) > currentTime() + leap) setServerTime(iso)
}
export const currentTime = () => Date.now() + serverAhead

/** "Today 08:00", "Thu 09:14", "18 Nov 16:02", "18 Nov 2025". */
export function showMoment(iso: string, now = currentTime()): string {
  const moment = new Date(iso)
  const daysAgo = dayNumber(dayOf(new Date(now))) - dayNumber(dayOf(moment))
  if (daysAgo === 0) return t('time.today', { clock: clock(moment) })
  if (daysAgo === 1) return t('time.yesterday', { clock: clock(moment) })
  if (daysAgo === -1) return t('time.tomorrow', { clock: clock(moment) })
  if (Math.abs(daysAgo) < 7) return `${format(moment, { weekday: 'short' })} ${clock(moment)}`
  if (Math.abs(daysAgo) < 300)
    return `${format(moment, { day: 'numeric', month: 'short' })} ${clock(moment)}`
  return format(moment, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** For an end that is still to come: "Mon 30 Nov 09:11", so that nobody takes it for the Monday that was. */
export function showEnd(iso: string, now = currentTime()): string {
  const moment = new Date(iso)
  const daysAhead = dayNumber(dayOf(moment)) - dayNumber(dayOf(new Date(now)))
  if (daysAhead < 2 || daysAhead >= 7) return showMoment(iso, now)
  return `${format(moment, { weekday: 'short', day: 'numeric', month: 'short' })} ${clock(moment)}`
}

/** The same within a sentence: "since today 08:00". */
export function showMomentWithin(iso: string, now = currentTime()): string {
  const text = showMoment(iso, now)
  const daysAgo = dayNumber(dayOf(new Date(now))) - dayNumber(dayOf(new Date(iso)))
  return Math.abs(daysAgo) > 1 ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1)
}

/** The whole moment, for a title or an exact reading. */
export const showMomentFully = (iso: string) =>
  format(new Date(iso), { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' })

/** A calendar day has no zone: it is shown as it stands. */
export const showDay = (isoDay: string) =>
  showDayAs(isoDay, { day: 'numeric', month: 'short', year: 'numeric' })

/** "18 Nov", where something else says the year. */
export const showDayOfYear = (isoDay: string) =>
  showDayAs(isoDay, { day: 'numeric', month: 'short' })

/** "18 Nov": the year is left out while it is the present one. */
export const showDayShort = (isoDay: string, now = currentTime()) =>
  isoDay.slice(0, 4) !== dayOf(new Date(now)).slice(0, 4) ? showDay(isoDay) : showDayOfYear(isoDay)

/** The two largest units: "2 h 12 min", "1 d 4 h", "9 d". */
export function showDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  const days = Math.floor(span / day)
  const hours = Math.floor((span % day) / hour)
  const minutes = Math.floor((span % hour) / minute)
  if (days >= 2) return t('time.days', { d: days.toLocaleString(language()) })
  if (days === 1)
    return hours ? t('time.days_hours', { d: days, h: hours }) : t('time.days', { d: days })
  if (hours > 0)
    return minutes
      ? t('time.hours_minutes', { h: hours, m: minutes })
      : t('time.hours', { h: hours })
  return t('time.minutes', { m: Math.max(1, minutes) })
}

/** The largest unit alone: "12 min", "3 h", "9 d". */
export function showSpan(milliseconds: number): string {
  const unit = milliseconds >= day ? day : milliseconds >= hour ? hour : minute
  return showDuration(Math.floor(Math.max(0, milliseconds) / unit) * unit)
}

/** For a clock that ticks: minutes count in the last hours, hours in the last days: "2 d 4 h", "22 h", "4 h 58 min". */
export function showTicking(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span >= 3 * day || (span >= 10 * hour && span < day)) return showSpan(span)
  if (span < day) return showDuration(span)
  const [d, h] = [Math.floor(span / day), Math.floor((span % day) / hour)]
  return h ? t('time.days_hours', { d, h }) : t('time.days', { d })
}

/** "5 d ago". */
export const showAgo = (iso: string, now: number) =>
  now - Date.parse(iso) < minute
    ? t('time.just_now')
    : t('time.ago', { span: showSpan(now - Date.parse(iso)) })

/** By whole days: "3 d late". */
export const showDaysLate = (isoDay: string, today: string) =>
  t('time.late', { span: showSpan((dayNumber(today) - dayNumber(isoDay)) * day) })

/** "2 h 12 min late" or "due in 3 h". */
export function showDue(dueAt: string, now: number): string {
  const late = now - Date.parse(dueAt)
  return late >= 0
    ? t('time.late', { span: showDuration(late) })
    : t('time.due_in', { span: showDuration(-late) })
}

/** The UTC moment at which a wall clock in `inZone` shows `isoDay` at `atHour`. */
export function momentAt(isoDay: string, atHour: number, inZone = timeZone()): Date {
  const wanted = Date.parse(`${isoDay}T${String(atHour).padStart(2, '0')}:00:00Z`)
  return atWall(wanted, inZone)
}

/** `wanted`: as if the clock were that of UTC. */
function atWall(wanted: number, inZone: string): Date {
  let guess = wanted
  // Twice, because the offset at the first guess may differ from the one at the answer (DST).
  for (let round = 0; round < 2; round++) guess = wanted - offsetAt(guess, inZone)
  return new Date(guess)
}

/** "2026-03-02T09:00": what a wall clock shows at a moment, in the reader's zone; as an input for both has it. */
export const wallOf = (iso: string) => {
  const moment = new Date(iso)
  return `${dayOf(moment)}T${clock(moment)}`
}
/** The moment a wall clock in the reader's zone shows that; undefined for what is no day and clock. */
export function momentOfWall(wall: string): Date | undefined {
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(wall)
  const wanted = Date.parse(hasZone ? wall : `${wall}Z`)
  if (Number.isNaN(wanted)) return undefined
  return hasZone ? new Date(wanted) : atWall(wanted, timeZone())
}
/** The reader's zone, where somebody could take it for another: this computer's or the company's clock shows another time. */
export function zoneWorthSaying(companyZone: string | undefined, iso: string): string | undefined {
  const mine = timeZone()
  const others = [companyZone, Intl.DateTimeFormat().resolvedOptions().timeZone]
  const at = Date.parse(iso)
  const isOther = (other: string | undefined) =>
    !!other && offsetAt(at, other) !== offsetAt(at, mine)
  return others.some(isOther) ? nameOfZone(mine, iso) : undefined
}

function offsetAt(moment: number, inZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: inZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(moment / 1000) * 1000
}

export function addDays(isoDay: string, days: number): string {
  return new Date((dayNumber(isoDay) + days) * day).toISOString().slice(0, 10)
}

/** 1 = Monday … 7 = Sunday */
export const weekdayOf = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`).getUTCDay() || 7

/** A clock for labels such as "2 h late": renders again every half minute, and when the server's clock has leapt. */
export function useNow(): number {
  const [now, setNow] = useState(currentTime)
  useEffect(() => {
    const read = () => setNow(currentTime())
    const timer = setInterval(read, minute / 2)
    clockHearers.add(read)
    return () => {
      clearInterval(timer)
      clockHearers.delete(read)
    }
  }, [])
  return now
}

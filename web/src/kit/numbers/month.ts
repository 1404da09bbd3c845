// Months by their first day, "2026-11-01", and weeks by their Monday.
import { dayOf, currentTime, showDayAs, timeZone } from '@/base/time'
import { language } from '@/base/words'
import { parseDay, showMomentOf, toUtc } from '@/model/condition_time'

/** How many the plan and the forecast show at once. */
export const monthsShown = 4

export const monthOf = (isoDay: string) => `${isoDay.slice(0, 7)}-01`
export const thisMonth = () => monthOf(dayOf(new Date(currentTime())))

export function addMonths(first: string, by: number): string {
  const date = new Date(`${first}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return date.toISOString().slice(0, 10)
}
export const lastDayOf = (first: string) =>
  new Date(Date.parse(`${addMonths(first, 1)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

export const showMonth = (first: string) => showDayAs(first, { month: 'long', year: 'numeric' })
/** Within the year: "November"; Chinese counts its months. */
export const showMonthName = (first: string) =>
  showDayAs(first, { month: language() === 'zh-CN' ? 'short' : 'long' })
export const showMonthShort = (first: string) => showDayAs(first, { month: 'short' })

/** When the last Monday before today began, where the reader is: on a Monday the one a week ago, for that day is when one looks back. */
export function lastMonday(): string {
  const today = parseDay(dayOf(new Date(currentTime())))!
  const sinceMonday = (((today + 3) % 7) + 7) % 7 // day 0 was a Thursday
  const monday = today - (sinceMonday === 0 ? 7 : sinceMonday)
  return showMomentOf(toUtc({ day: monday, us: 0n }, timeZone()))
}

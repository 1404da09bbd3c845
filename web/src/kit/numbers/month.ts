// Months by their first day, "2026-11-01".
import { dayOf, currentTime, showDayAs } from '@/base/time'

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
export const showMonthShort = (first: string) => showDayAs(first, { month: 'short' })

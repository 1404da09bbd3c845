// When a next step is due: a day and a clock of the reader's zone.
import { addDays, dayOf, momentAt, showClock } from '@/base/time'

export interface When {
  /** "2026-03-02" */
  day: string
  /** "09:00" */
  clock: string
}

const morning = '09:00'
const minuteMs = 60_000

/** What is usually meant: days from today, by the word for them. */
export const usualDays = [
  { days: 1, word: 'plan.tomorrow' },
  { days: 3, word: 'plan.in_3_days' },
  { days: 7, word: 'plan.in_a_week' },
] as const

export const dayIn = (days: number, now: number) => addDays(dayOf(new Date(now)), days)
export const usually = (now: number): When => ({ day: dayIn(1, now), clock: morning })

/** Undefined while one of the two is not whole. */
export function momentOf({ day, clock }: When): string | undefined {
  const [hour = NaN, minute = NaN] = clock.split(':').map(Number)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(hour + minute)) return undefined
  return new Date(momentAt(day, hour).getTime() + minute * minuteMs).toISOString()
}

export const whenOf = (iso: string): When => ({ day: dayOf(new Date(iso)), clock: showClock(iso) })

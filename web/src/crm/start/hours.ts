// Working hours as most firms have them: the same on every working day, with or without a break.

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
type Span = [from: string, to: string]
export type Hours = Record<string, Span[]>

export interface PlainHours {
  days: Weekday[]
  from: string
  to: string
  /** "" without a break. */
  breakFrom: string
  breakTo: string
}

export const usualHours: PlainHours = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '18:00',
  breakFrom: '',
  breakTo: '',
}

/** Null where the days differ, or a day has more than one break. */
export function plainOf(hours: Hours | null): PlainHours | null {
  const days = weekdays.filter((day) => (hours?.[day] ?? []).length > 0)
  const first = days[0]
  if (!hours || !first) return usualHours
  const spans = hours[first]!
  const isSame = days.every((day) => JSON.stringify(hours[day]) === JSON.stringify(spans))
  if (!isSame || spans.length > 2) return null
  const [morning, afternoon] = spans
  return {
    days,
    from: morning![0],
    to: (afternoon ?? morning!)[1],
    breakFrom: afternoon ? morning![1] : '',
    breakTo: afternoon ? afternoon[0] : '',
  }
}

/** Which of the three is wrong, the first of them; null where all is well. */
export function faultOf({ days, from, to, breakFrom, breakTo }: PlainHours) {
  if (days.length === 0) return 'days'
  if (!from || !to || from >= to) return 'hours'
  const hasBreak = breakFrom !== '' || breakTo !== ''
  const isWithin = from < breakFrom && breakFrom < breakTo && breakTo < to
  return hasBreak && !isWithin ? 'break' : null
}

export function hoursOf({ days, from, to, breakFrom, breakTo }: PlainHours): Hours {
  const spans: Span[] =
    breakFrom && breakTo
      ? [
          [from, breakFrom],
          [breakTo, to],
        ]
      : [[from, to]]
  return Object.fromEntries(days.map((day) => [day, spans]))
}

/** 2024-01-01 was a Monday. */
export const weekdayName = (day: Weekday, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day))),
  )

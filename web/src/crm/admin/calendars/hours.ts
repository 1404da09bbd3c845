// Working hours of a week: by weekday, stretches of a day.
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
/** "09:00" to "12:30"; "24:00" is midnight at the end. */
export type Stretch = [from: string, to: string]
export type Hours = Partial<Record<Weekday, Stretch[]>>

const dayMinutes = 24 * 60
export const minutesOf = (clock: string) => {
  const [hours, minutes] = clock.split(':').map(Number)
  return hours! * 60 + minutes!
}
export const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export const hoursOf = (value: unknown): Hours =>
  typeof value === 'object' && value !== null ? (value as Hours) : {}
export const stretchesOf = (hours: Hours, day: Weekday): Stretch[] => hours[day] ?? []

/** "09:00–12:30, 13:30–18:00" */
export const showStretches = (stretches: Stretch[]) =>
  stretches.map(([from, to]) => `${from}–${to}`).join(', ')

/** In order, what touches or overlaps as one. */
export function inOrder(stretches: Stretch[]): Stretch[] {
  const all: Stretch[] = []
  for (const [from, to] of stretches.toSorted((a, b) => a[0].localeCompare(b[0]))) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = to > last[1] ? to : last[1]
    else all.push([from, to])
  }
  return all
}

/** "9", "9:30", "0930", "9.30", "9h30": minutes of the day. */
function readClock(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[:.：hH](\d{2})?|(\d{2}))?$/.exec(text)
  if (!found) return undefined
  const minutes = Number(found[1]) * 60 + Number(found[2] ?? found[3] ?? 0)
  return Number(found[2] ?? found[3] ?? 0) < 60 && minutes <= dayMinutes ? minutes : undefined
}

/**
 * What a person types for a day: "9-12:30 13:30-18". Nothing at all is a day off; undefined is what
 * cannot be read.
 */
export function readStretches(typed: string): Stretch[] | undefined {
  const text = typed
    .trim()
    .replace(/\s*(?:[-–—~～]|to|bis|至|到)\s*/gi, '-')
    .replace(/[,;，；、+&\s]+/g, ' ')
    .trim()
  if (text === '') return []
  const all: Stretch[] = []
  for (const part of text.split(' ')) {
    const [from, to, more] = part.split('-').map((clock) => readClock(clock))
    if (from === undefined || to === undefined || more !== undefined || from >= to) return undefined
    all.push([clockOf(from), clockOf(to)])
  }
  return inOrder(all)
}

/** A day by cells of so many minutes: which of them are worked. */
export function cellsOf(stretches: Stretch[], cellMinutes: number): boolean[] {
  return Array.from({ length: dayMinutes / cellMinutes }, (_, cell) =>
    stretches.some(
      ([from, to]) =>
        minutesOf(from) < (cell + 1) * cellMinutes && cell * cellMinutes < minutesOf(to),
    ),
  )
}

/** Works, or no longer works, from one minute of the day to another. */
export function painted(stretches: Stretch[], from: number, to: number, works: boolean): Stretch[] {
  const kept = stretches.flatMap((one): Stretch[] => {
    const [start, end] = [minutesOf(one[0]), minutesOf(one[1])]
    if (end <= from || to <= start) return [one]
    return [
      ...(start < from ? [[one[0], clockOf(from)] as Stretch] : []),
      ...(to < end ? [[clockOf(to), one[1]] as Stretch] : []),
    ]
  })
  return inOrder(works ? [...kept, [clockOf(from), clockOf(to)]] : kept)
}

export function withDay(hours: Hours, day: Weekday, stretches: Stretch[]): Hours {
  const { [day]: _, ...others } = hours
  return stretches.length > 0 ? { ...others, [day]: stretches } : others
}

export const weekMinutes = (hours: Hours) =>
  weekdays
    .flatMap((day) => stretchesOf(hours, day))
    .reduce((sum, [from, to]) => sum + minutesOf(to) - minutesOf(from), 0)

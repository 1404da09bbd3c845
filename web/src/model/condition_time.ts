// Moments as microseconds since 1970, days as their number, and what a wall clock in a zone makes of
// them.
const usPerSecond = 1_000_000n
export const usPerDay = 86_400n * usPerSecond

const floorDiv = (a: bigint, b: bigint) => a / b - (a % b < 0n ? 1n : 0n)

/** Days since 1970; nothing for what stands in no calendar. */
export function parseDay(text: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!found) return null
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  const number = dayNumber(year, month, day)
  return year >= 1 && showDayNumber(number) === text ? number : null
}

/** Date.UTC reads years below 100 as of the last century. */
function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return Math.round(date.getTime() / 86_400_000)
}
export const showDayNumber = (day: number) => {
  const date = new Date(day * 86_400_000)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

const momentPattern =
  /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/
const firstDay = dayNumber(1, 1, 1)
const lastDay = dayNumber(9999, 12, 31)

/** RFC 3339 with up to six decimals. */
export function parseMoment(text: string): bigint | null {
  const found = momentPattern.exec(text)
  const day = found && parseDay(found[1]!)
  if (!found || day === null) return null
  const [hour, minute, second, eastHour, eastMinute] = [2, 3, 4, 7, 8].map((i) =>
    Number(found[i] ?? 0),
  ) as [number, number, number, number, number]
  if (hour > 23 || minute > 59 || second > 59 || eastHour > 23 || eastMinute > 59) return null
  const east = (eastHour * 3600 + eastMinute * 60) * (found[6] === '-' ? -1 : 1)
  const seconds = BigInt(hour * 3600 + minute * 60 + second - east)
  const fraction = BigInt((found[5] ?? '').padEnd(6, '0'))
  const moment = BigInt(day!) * usPerDay + seconds * usPerSecond + fraction
  const isWritable =
    moment >= BigInt(firstDay) * usPerDay && moment < BigInt(lastDay + 1) * usPerDay
  return isWritable ? moment : null
}

export function showMomentOf(us: bigint): string {
  const day = floorDiv(us, usPerDay)
  const ofDay = us - day * usPerDay
  const time = new Date(Number(ofDay / 1000n)).toISOString().slice(11, 19)
  const fraction = String(ofDay % usPerSecond).padStart(6, '0')
  return `${showDayNumber(Number(day))}T${time}.${fraction}Z`
}

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      era: 'narrow',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
    clocks.set(zone, clock)
  }
  return clock
}

/** What the wall clock shows: a day and the microseconds since its midnight. */
export interface LocalTime {
  day: number
  us: bigint
}

export function toLocal(moment: bigint, zone: string): LocalTime {
  const second = floorDiv(moment, usPerSecond)
  const parts: Record<string, string> = {}
  for (const { type, value } of clockOf(zone).formatToParts(Number(second) * 1000))
    parts[type] = value
  const year = parts['era']?.startsWith('B') ? 1 - Number(parts['year']) : Number(parts['year'])
  const day = dayNumber(year, Number(parts['month']), Number(parts['day']))
  const ofDay =
    Number(parts['hour']) * 3600 + Number(parts['minute']) * 60 + Number(parts['second'])
  return { day, us: BigInt(ofDay) * usPerSecond + (moment - second * usPerSecond) }
}

/**
 * The first moment at which the wall clock shows this time or a later one: of two showings the first, of a
 * skipped time the moment of the skip.
 */
export function toUtc({ day, us }: LocalTime, zone: string): bigint {
  const wanted = BigInt(day) * usPerDay + us
  const shown = (moment: bigint) => {
    const local = toLocal(moment, zone)
    return BigInt(local.day) * usPerDay + local.us
  }
  // Every zone lies within 26 hours around UTC, and none shifts more than once in a day.
  const before = wanted - shown(wanted - usPerDay) + (wanted - usPerDay)
  const after = wanted - shown(wanted + usPerDay) + (wanted + usPerDay)
  const hits = [before, after].filter((moment) => shown(moment) === wanted)
  if (hits.length > 0) return hits.reduce((a, b) => (a < b ? a : b))
  return skip(before < after ? before : after, before < after ? after : before, wanted, shown)
}

/** The moment between the two at which the clock jumps over `wanted`. */
function skip(
  low: bigint,
  high: bigint,
  wanted: bigint,
  shown: (moment: bigint) => bigint,
): bigint {
  while (high - low > 1n) {
    const middle = low + (high - low) / 2n
    if (shown(middle) < wanted) low = middle
    else high = middle
  }
  return high
}

/** The 31st of January and one month is the last of February. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * 86_400_000)
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + months
  const [year, month] = [Math.floor(total / 12), ((total % 12) + 12) % 12]
  const last = dayNumber(year, month + 2, 0)
  const wanted = dayNumber(year, month + 1, date.getUTCDate())
  return Math.min(last, wanted)
}

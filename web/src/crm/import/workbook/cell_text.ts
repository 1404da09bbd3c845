// What a cell holds, as text that means the same to everybody: numbers with a point and without
// exponent or groups, days and moments as ISO 8601 writes them, on the clock of who wrote them.
import type { Look } from './looks'

/** As many digits as a spreadsheet lets one type; whatever needs more was computed. */
const typedDigits = 15
/** A rounding error shows as a long run of noughts or nines: so many digits are left without it. */
const cleanDigits = 12

const digitsOf = (text: string) =>
  text
    .replace(/e.*$/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '').length

/** The decimal point moved to the right. */
function shifted(text: string, places: number): string {
  const sign = text.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = text.slice(sign.length).split('.')
  const at = whole.length + places
  const digits = `${'0'.repeat(Math.max(0, -at))}${whole}${fraction}`
  const point = Math.max(0, at)
  const padded = digits.padEnd(point, '0')
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const right = padded.slice(point).replace(/0+$/, '')
  return `${sign}${left}${right && `.${right}`}`
}

/** A number as JavaScript writes it, without exponent. */
function plain(text: string): string {
  const [mantissa = '', exponent] = text.toLowerCase().split('e')
  return exponent === undefined ? mantissa : shifted(mantissa, Number(exponent))
}

const withoutZeros = (text: string) =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text

const isPlain = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

/** `shown`: decimals that are seen, for what was computed. */
function numberText(raw: string, shown: number | undefined): string {
  if (/^-?\d+$/.test(raw)) return raw // ids of any length
  const value = Number(raw)
  if (raw === '' || !Number.isFinite(value)) return raw
  // Spreadsheets write 17 digits where fewer name the same number.
  const text = isPlain(raw) && digitsOf(raw) <= typedDigits + 1 ? raw : plain(String(value))
  if (digitsOf(text) <= typedDigits) return withoutZeros(text)
  if (shown !== undefined && Math.abs(value) < 1e15) return withoutZeros(value.toFixed(shown))
  const rounded = value.toPrecision(typedDigits)
  return withoutZeros(digitsOf(rounded) <= cleanDigits ? plain(rounded) : text)
}

const second = 1_000_000
const day = 86_400 * second
/** A serial number holds a clock to the microsecond or less well: so near, a whole second is meant. */
const blurred = 20

/** From 1970 back to the day before the first; until a 29 February 1900 that never was, one less. */
const before1970 = { true: 24_107, false: 25_569 }
const lastSerial = 2_958_465
const notADay = 60

const two = (n: number) => String(n).padStart(2, '0')
/** Of microseconds. */
function clock(time: number): string {
  const seconds = Math.floor(time / second)
  const rest = String(time % second).padStart(6, '0')
  const whole = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return time % second > 0 ? `${whole}.${rest.replace(/(000)?(000)?$/, '')}` : whole
}

function dayText(serial: number, is1904: boolean): string {
  if (!is1904 && serial === notADay) return '1900-02-29'
  const known = !is1904 && serial < notADay ? serial + 1 : serial
  const ms = (known - before1970[`${is1904}`]) * (day / 1000)
  return new Date(ms).toISOString().slice(0, 10)
}

/** Whole days, and microseconds beyond them: from the digits, of which a number as a whole would lose some. */
function partsOf(raw: string): [number, number] {
  const serial = Number(raw)
  const whole = Math.floor(serial)
  const fraction = /^\d+\.\d+$/.test(raw)
    ? Number(`0${raw.slice(raw.indexOf('.'))}`)
    : serial - whole
  const time = Math.round(fraction * day)
  const near = Math.round(time / second) * second
  const meant = Math.abs(time - near) <= blurred ? near : time
  return meant === day ? [whole + 1, 0] : [whole, meant]
}

/** Nothing when it is no date after all: out of the calendar. */
function dateText(raw: string, look: Look, is1904: boolean): string | undefined {
  const [days, time] = partsOf(raw)
  if (!(days >= 0 && days <= lastSerial)) return undefined
  if (look.isElapsed) return clock(days * day + time)
  if (days === 0 && look.hasTime && !(is1904 && look.hasDay)) return clock(time)
  if (days === 0 && !is1904) return undefined
  const text = dayText(days, is1904)
  // Midnight is how a day is kept. A time that is not shown is one all the same; a field of days leaves it out.
  return time > 0 ? `${text}T${clock(time)}` : text
}

/** What a number cell says; `raw` as it is written in the file. */
export function valueText(raw: string, look: Look, is1904: boolean): string {
  if (look.hasDay || look.hasTime) {
    const text = raw !== '' && dateText(raw, look, is1904)
    if (text) return text
  }
  if (!look.isPercent) return numberText(raw, look.decimals)
  const decimals = look.decimals === undefined ? undefined : look.decimals + 2
  const share = numberText(raw, decimals)
  return isPlain(share) ? shifted(share, 2) : share
}

/** A date that stands in the file as ISO 8601: a midnight is a day, no zone is made of it. */
export const isoText = (raw: string) =>
  raw.replace(/(T\d\d:\d\d:\d\d)\.0+(?!\d)/, '$1').replace(/T00:00(:00)?$/, '')

/** "_x000D_" stands for a letter that XML does not hold. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

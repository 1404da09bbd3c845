// How the cells of a workbook look: which numbers are dates, shares of a hundred, or rounded.
import { decoded, type Attributes, type Listener } from './parts'

export interface Look {
  hasDay: boolean
  hasTime: boolean
  /** Hours beyond a day: [h]:mm. */
  isElapsed: boolean
  isPercent: boolean
  /** How many decimals are shown; undefined: as many as there are. */
  decimals: number | undefined
}

export const plainLook: Look = {
  hasDay: false,
  hasTime: false,
  isElapsed: false,
  isPercent: false,
  decimals: undefined,
}

/** ECMA-376 18.8.30; 27 to 36 and 50 to 58 differ by language and hold days, times or both. */
const shipped: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
}
for (const id of [5, 6, 37, 38, 41, 42]) shipped[id] = '#,##0'
for (const id of [7, 8, 39, 40, 43, 44]) shipped[id] = '#,##0.00'
const eastAsian = (id: number) => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** What a format says of positive numbers; what it only shows beside them is left out. */
const coreOf = (code: string) =>
  code
    .replace(/"[^"]*"?|\\.|[_*]./gs, '')
    .split(';', 1)[0]!
    .toLowerCase()

export function lookOf(code: string): Look {
  const core = coreOf(code)
  const isElapsed = /\[(h+|m+|s+)\]/.test(core)
  const letters = core.replace(/\[[^\]]*\]/g, '').replace(/general|am\/pm|a\/p|上午\/下午/g, '')
  const hasTime = isElapsed || /[hs]/.test(letters)
  // "m" is minutes beside hours or seconds only; "e" a year, unless it is an exponent.
  const hasDay = /[ydg]|e(?![+-])/.test(letters) || (!hasTime && /m/.test(letters))
  if (hasDay || hasTime) return { ...plainLook, hasDay, hasTime, isElapsed }
  return { ...plainLook, isPercent: letters.includes('%'), decimals: decimalsOf(letters) }
}

/** Nothing of fractions, exponents and thousands left out, which show another number. */
function decimalsOf(letters: string): number | undefined {
  if (!/[0#?]/.test(letters) || /[e/]|,(?![0#?])/.test(letters)) return undefined
  return letters.match(/\.([0#?]*)/)?.[1]?.length ?? 0
}

const lookById = (id: number, codes: Map<number, string>): Look => {
  const code = codes.get(id) ?? shipped[id]
  if (code !== undefined) return lookOf(code)
  return eastAsian(id) ? { ...plainLook, hasDay: true, hasTime: true } : plainLook
}

const mostFormats = 70_000

/** The looks of cells by the number of their style, filled while the part of the styles is read. */
export class Looks implements Listener {
  private readonly codes = new Map<number, string>()
  private readonly ids: number[] = []
  private known: Look[] = []
  private isOfCells = false

  open = (name: string, attributes: () => Attributes) => {
    if (name === 'cellXfs') this.isOfCells = true
    else if (name === 'numFmt') {
      const { numFmtId, formatCode = '' } = attributes()
      this.codes.set(Number(numFmtId), decoded(formatCode))
    } else if (name === 'xf' && this.isOfCells && this.ids.length < mostFormats)
      this.ids.push(Number(attributes()['numFmtId'] ?? 0))
  }

  close = (name: string) => {
    if (name === 'cellXfs') this.isOfCells = false
    if (name === 'styleSheet') this.known = this.ids.map((id) => lookById(id, this.codes))
  }

  of = (style: number): Look => this.known[style] ?? plainLook
}

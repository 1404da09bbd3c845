// The cells of a sheet become the rows of a CSV file, each in the line it has in the sheet.
import { isoText, unescaped, valueText } from './cell_text'
import { tooLarge, WorkbookFault } from './fault'
import { mega, type Limits } from './limits'
import type { Looks } from './looks'
import type { Attributes, Listener } from './parts'

export interface SheetRows {
  csv: Blob
  /** Rows in which something stands. */
  filled: number
  emptied: Emptied
  /** Some cell that is text reads like a number with a decimal comma. */
  hasCommas: boolean
}

/** What could not be taken, and is empty now. */
export interface Emptied {
  /** #N/A, #REF! and such. */
  errors: Cells
  /** Formulas of which the file holds no result. */
  formulas: Cells
}

export interface Cells {
  n: number
  /** The first of them: "B7". */
  places: string[]
}

const placesNamed = 5
const mostRows = 1_048_576
const mostColumns = 16_384
const commaNumber = /^[^\d,]{0,4}[\d.\s']*\d,\d+[^\d,]{0,4}$/

/** From 0; nothing when it is no reference of a cell. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0]
  if (!letters) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function lettersOf(column: number): string {
  const before = Math.floor(column / 26)
  const letter = String.fromCharCode(65 + (column % 26))
  return before > 0 ? lettersOf(before - 1) + letter : letter
}

/** Quoted wherever a reader might take a part of it for a delimiter. */
const quoted = (cell: string) =>
  /[",;\t|^~:，\r\n\x1f\x01]|^['\s]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

interface Cell {
  column: number
  kind: string
  style: number
  hasFormula: boolean
  text: string
}

export interface Reading {
  texts: string[]
  looks: Looks
  is1904: boolean
  limits: Limits
}

/** Hears a sheet; `rows()` afterwards. */
export class SheetReader implements Listener {
  /** CSV without what fills a row up to the width; "" for an empty row. */
  private readonly lines: string[] = []
  private readonly widths: number[] = []
  private readonly counts: number[] = []
  private cells: string[] = []
  private row = 0
  private cell: Cell | null = null
  private column = -1
  private isHeard = false
  private isReading = false
  private cellCount = 0
  private letters = 0
  private width = 0
  private from = Infinity
  private hasCommas = false
  private readonly emptied: Emptied = {
    errors: { n: 0, places: [] },
    formulas: { n: 0, places: [] },
  }

  constructor(private readonly given: Reading) {}

  open = (name: string, attributes: () => Attributes) => {
    if (name === 'sheetData') this.isReading = true
    else if (!this.isReading) return
    else if (name === 'row') this.openRow(attributes())
    else if (name === 'c') this.openCell(attributes())
    else if (this.cell && name === 'f') this.cell.hasFormula = true
    else if (name === 'v' || name === 't') this.isHeard = true
    else if (name === 'rPh') this.isReading = false // how it is spoken
  }

  text = (text: string) => {
    if (this.isHeard && this.cell) this.cell.text += text
  }

  close = (name: string) => {
    if (name === 'v' || name === 't') this.isHeard = false
    else if (name === 'rPh') this.isReading = true
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
    else if (name === 'sheetData') this.isReading = false
  }

  private openRow({ r }: Attributes) {
    this.row = r === undefined ? this.row + 1 : Number(r)
    const isNext = Number.isInteger(this.row) && this.row > this.lines.length
    if (!isNext || this.row > mostRows) throw new WorkbookFault('book.broken')
    this.cells = []
    this.column = -1
  }

  private openCell({ r, t = 'n', s = '0' }: Attributes) {
    const column = r === undefined ? this.column + 1 : columnOf(r)
    if (column === undefined || column >= mostColumns) throw new WorkbookFault('book.broken')
    this.column = column
    this.cell = { column, kind: t, style: Number(s), hasFormula: false, text: '' }
  }

  private closeCell() {
    const { cell, cells, given } = this
    this.cell = null
    if (!cell) return
    const text = this.textOf(cell)
    if (text.trim() === '') return
    if (cell.column >= given.limits.columns)
      throw new WorkbookFault('book.too_wide', { columns: given.limits.columns })
    this.letters += text.length
    if (this.letters > given.limits.megaLetters * mega) throw tooLarge()
    while (cells.length < cell.column) cells.push('')
    cells[cell.column] = text
    if (cell.column < this.from) this.from = cell.column
  }

  private textOf(cell: Cell): string {
    const { kind, hasFormula } = cell
    const text = kind === 'str' || kind === 'inlineStr' ? cell.text : cell.text.trim()
    if (kind === 'e') return this.empty('errors', cell)
    if (text === '') return hasFormula ? this.empty('formulas', cell) : ''
    if (kind === 'b') return text === '1' || text === 'true' ? 'TRUE' : 'FALSE'
    if (kind === 'd') return isoText(text)
    if (kind === 'n') return valueText(text, this.given.looks.of(cell.style), this.given.is1904)
    const known = kind === 's' ? (this.given.texts[Number(text)] ?? '') : unescaped(text)
    if (!this.hasCommas) this.hasCommas = known.length < 40 && commaNumber.test(known)
    return known
  }

  private empty(why: keyof Emptied, { column, kind }: Cell): string {
    // A formula may well come to an empty text.
    if (why === 'formulas' && kind === 'str') return ''
    const cells = this.emptied[why]
    cells.n++
    const { places } = cells
    if (places.length < placesNamed) places.push(`${lettersOf(column)}${this.row}`)
    return ''
  }

  private closeRow() {
    const { cells, lines } = this
    if (cells.length === 0) return
    this.cellCount += cells.length
    if (this.cellCount > this.given.limits.cells) throw tooLarge()
    while (lines.length < this.row - 1) this.keep('', 0, 0)
    this.keep(cells.map(quoted).join(','), cells.length, cells.filter((one) => one !== '').length)
    this.width = Math.max(this.width, cells.length)
    this.cells = []
  }

  private keep(line: string, width: number, count: number) {
    this.lines.push(line)
    this.widths.push(width)
    this.counts.push(count)
  }

  rows(): SheetRows {
    const { emptied, hasCommas, counts } = this
    const filled = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
    const csv = new Blob(this.pieces(), { type: 'text/csv' })
    return { csv, filled, emptied, hasCommas }
  }

  /** Columns before the first in use are left out; a title above the table stays short, so that it is known as one. */
  private pieces(): string[] {
    const { lines, widths, counts, width, from } = this
    const pieces: string[] = ['\uFEFF']
    let piece = ''
    let isInTable = false
    for (const [index, line] of lines.entries()) {
      isInTable ||= counts[index]! * 2 > width - from
      const lacks = line !== '' && isInTable ? width - widths[index]! : 0
      piece += `${line.slice(from)}${','.repeat(lacks)}\n`
      if (piece.length < mega) continue
      pieces.push(piece)
      piece = ''
    }
    pieces.push(piece)
    return pieces
  }
}

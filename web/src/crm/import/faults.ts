// What was refused, as a person mends it: a wrong value once, however many rows have it.
import type { Fault } from './calls'
import type { RefusedRows } from './csv'

export interface WrongValue {
  column: string
  /** As the file has it, without blanks around it: the server translates it so. */
  value: string
  code: string
  reason: string
  lines: number[]
  /** What else stands in the first such row, to know it by. */
  beside: string
}

export interface WrongRow {
  line: number
  reason: string
  beside: string
}

export interface Wrong {
  values: WrongValue[]
  /** Refused as a whole: there is no single cell to mend. */
  rows: WrongRow[]
}

const besideOf = (cells: string[], except: number) =>
  cells
    .filter((cell, index) => index !== except && cell.trim() !== '')
    .slice(0, 3)
    .join(' · ')

export function wrongOf(faults: Fault[], refused: RefusedRows | undefined): Wrong {
  const values = new Map<string, WrongValue>()
  const rows: WrongRow[] = []
  for (const { line, column, code, reason } of faults) {
    const cells = refused?.byLine.get(line)
    const place = refused?.header.indexOf(column) ?? -1
    if (!cells || column === '' || place < 0) {
      rows.push({ line, reason, beside: cells ? besideOf(cells, -1) : '' })
      continue
    }
    const value = (cells[place] ?? '').trim()
    const key = JSON.stringify([column, value, code])
    const known = values.get(key)
    if (known) known.lines.push(line)
    else
      values.set(key, {
        column,
        value,
        code,
        reason,
        lines: [line],
        beside: besideOf(cells, place),
      })
  }
  // What stands in most rows is mended first.
  return { values: [...values.values()].sort((a, b) => b.lines.length - a.lines.length), rows }
}

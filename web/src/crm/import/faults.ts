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

/** Rows refused as a whole for the same reason. */
export interface WrongRows {
  reason: string
  lines: number[]
  /** What stands in the first of them. */
  beside: string
}

export interface Wrong {
  values: WrongValue[]
  /** There is no single cell to mend. */
  rows: WrongRows[]
}

const besideOf = (cells: string[], except: number) =>
  cells
    .filter((cell, index) => index !== except && cell.trim() !== '')
    .slice(0, 3)
    .join(' · ')

export function wrongOf(faults: Fault[], refused: RefusedRows | undefined): Wrong {
  const values = new Map<string, WrongValue>()
  const rows = new Map<string, WrongRows>()
  for (const { line, column, code, reason } of faults) {
    const cells = refused?.byLine.get(line)
    const place = refused?.header.indexOf(column) ?? -1
    if (!cells || column === '' || place < 0) {
      const same = rows.get(reason)
      if (same) same.lines.push(line)
      else rows.set(reason, { reason, lines: [line], beside: cells ? besideOf(cells, -1) : '' })
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
  const byCount = (a: { lines: number[] }, b: { lines: number[] }) =>
    b.lines.length - a.lines.length
  return { values: [...values.values()].sort(byCount), rows: [...rows.values()].sort(byCount) }
}

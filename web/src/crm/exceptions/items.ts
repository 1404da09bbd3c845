// Which rows the list shows: in order of what is at stake, many of a kind by one owner as one.
import type { Money } from '@/base/money'
import type { ExceptionRow } from '@/model/types'

export interface Single {
  kind: 'single'
  id: string
  row: ExceptionRow
  /** Stands inside an opened bundle. */
  inBundle: boolean
}

export interface Bundle {
  kind: 'bundle'
  id: string
  rows: ExceptionRow[]
  isOpen: boolean
}

export type Item = Single | Bundle

const bundleFrom = 3

/** The exceptions an act on the item concerns. */
export const rowsOf = (item: Item): ExceptionRow[] =>
  item.kind === 'bundle' ? item.rows : [item.row]
export const firstOf = (item: Item): ExceptionRow => rowsOf(item)[0]!

/** What is at stake, per currency. */
export function stakesOf(rows: ExceptionRow[]): Money[] {
  const sums = new Map<string, number>()
  for (const { amount } of rows)
    if (amount) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + Number(amount.amount))
  return [...sums].map(([currency, sum]) => ({ amount: String(sum), currency }))
}

/** Money at stake times how long it is late (or near); without money only the time counts. */
export function urgencyOf(row: ExceptionRow, now: number): number {
  const hoursLate = (now - Date.parse(row.due_at)) / 3_600_000
  const stake = Math.max(1, Number(row.amount?.amount ?? 0))
  return hoursLate >= 0 ? stake * (hoursLate + 1) : stake / (1 - hoursLate)
}

export function byUrgency(rows: ExceptionRow[], now: number): ExceptionRow[] {
  return [...rows].sort((a, b) => urgencyOf(b, now) - urgencyOf(a, now) || (a.id < b.id ? -1 : 1))
}

/** What is folded together. */
export const kindOf = (row: ExceptionRow) =>
  `${row.state}/${row.guideline.id}/${row.owner?.id ?? ''}`

/** A bundle stands where its most urgent member would stand. */
export function itemsOf(rows: ExceptionRow[], now: number, opened: ReadonlySet<string>): Item[] {
  const sorted = byUrgency(rows, now)
  const kinds = new Map<string, ExceptionRow[]>()
  for (const row of sorted) {
    if (!kinds.has(kindOf(row))) kinds.set(kindOf(row), [])
    kinds.get(kindOf(row))!.push(row)
  }
  const items: Item[] = []
  for (const row of sorted) {
    const kind = kindOf(row)
    const alike = kinds.get(kind) ?? []
    if (alike.length < bundleFrom) items.push({ kind: 'single', id: row.id, row, inBundle: false })
    else if (alike[0] === row) items.push(...bundleOf(kind, alike, opened.has(kind)))
  }
  return items
}

function bundleOf(id: string, rows: ExceptionRow[], isOpen: boolean): Item[] {
  const members = isOpen
    ? rows.map((row): Single => ({ kind: 'single', id: row.id, row, inBundle: true }))
    : []
  return [{ kind: 'bundle', id, rows, isOpen }, ...members]
}

/** What is selected once `current` has gone: the next one, or the last. */
export function neighbourOf(items: Item[], current: Item): Item | undefined {
  const index = items.findIndex((item) => item.id === current.id)
  const gone = new Set(rowsOf(current).map((row) => row.id))
  const stays = (item: Item) => rowsOf(item).some((row) => !gone.has(row.id))
  return items.slice(index + 1).find(stays) ?? items.slice(0, index).findLast(stays)
}

/** Entities that occur, for the segments; in an order that no row changes. */
export const entitiesIn = (rows: ExceptionRow[]): string[] =>
  [...new Set(rows.map((row) => row.entity))].sort()

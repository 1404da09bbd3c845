// Which rows the list shows: in order of what is at stake, many of a kind by one owner as one.
import type { Money } from '@/base/money'
import { kindOf } from '@/model/folded'
import type { ExceptionBundle, ExceptionRow } from '@/model/types'

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
  /** Of a folded one those that were fetched, the one that is late longest at least. */
  rows: ExceptionRow[]
  /** More than there are rows where the server has folded it. */
  count: number
  stakes: Money[]
  isFolded: boolean
  isOpen: boolean
}

export type Item = Single | Bundle

const bundleFrom = 3

/** How many exceptions an act on the item concerns. */
export const countOf = (item: Item) => (item.kind === 'bundle' ? item.count : 1)

/** The exceptions of the item, as far as they are loaded. */
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

/** What the server has folded, with the members that were fetched. */
export interface Folded extends ExceptionBundle {
  members: ExceptionRow[]
}

/** A bundle stands where its most urgent member would stand; a folded one where the one late longest would. */
export function itemsOf(
  rows: ExceptionRow[],
  now: number,
  opened: ReadonlySet<string>,
  folded: Folded[] = [],
): Item[] {
  const firsts = new Map(folded.map((one) => [one.first, one]))
  const sorted = byUrgency([...rows, ...firsts.keys()], now)
  const kinds = new Map<string, ExceptionRow[]>()
  for (const row of sorted) {
    if (!kinds.has(kindOf(row))) kinds.set(kindOf(row), [])
    kinds.get(kindOf(row))!.push(row)
  }
  const items: Item[] = []
  for (const row of sorted) {
    const kind = kindOf(row)
    const alike = kinds.get(kind) ?? []
    const many = firsts.get(row)
    if (many) items.push(...foldedOf(kind, many, opened.has(kind)))
    else if (alike.some((one) => firsts.has(one))) continue
    else if (alike.length < bundleFrom)
      items.push({ kind: 'single', id: row.id, row, inBundle: false })
    else if (alike[0] === row) items.push(...bundleOf(kind, alike, opened.has(kind)))
  }
  return items
}

const membersOf = (rows: ExceptionRow[]) =>
  rows.map((row): Single => ({ kind: 'single', id: row.id, row, inBundle: true }))

function bundleOf(id: string, rows: ExceptionRow[], isOpen: boolean): Item[] {
  const stakes = stakesOf(rows)
  const bundle = { kind: 'bundle', id, rows, count: rows.length, stakes, isFolded: false } as const
  return [{ ...bundle, isOpen }, ...(isOpen ? membersOf(rows) : [])]
}

function foldedOf(id: string, { first, members, count, stakes }: Folded, isOpen: boolean): Item[] {
  const rows = members.length > 0 ? members : [first]
  const bundle = { kind: 'bundle', id, rows, count, stakes, isFolded: true } as const
  return [{ ...bundle, isOpen }, ...(isOpen ? membersOf(members) : [])]
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

// A workbook on its way to the server: one of its sheets, as CSV.
import type { SheetRows } from './workbook/sheet'
import type { Workbook } from './workbook/workbook'
import { noPlan, type Plan } from './plan'

export interface Book {
  name: string
  workbook: Workbook
  /** Which sheet is taken. */
  at: number
  rows: SheetRows
}

/** Archives (an empty one too), and the container of Excel 97 to 2003. */
const magics = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
]

/** By its first bytes; a name may say anything. */
export async function isWorkbook(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  return magics.some((magic) => magic.every((byte, index) => head[index] === byte))
}

/** Faults: WorkbookFault. */
export async function readBook(file: Blob, name: string): Promise<Book> {
  const { openWorkbook } = await import('./workbook/workbook')
  const workbook = await openWorkbook(file)
  return { name, workbook, ...(await workbook.first()) }
}

/** The same workbook at another sheet. Faults: WorkbookFault. */
export const turnTo = async (book: Book, at: number): Promise<Book> => ({
  ...book,
  at,
  rows: await book.workbook.read(at),
})

/** From so many bytes on it pays to pack. */
const packedFrom = 1 << 20

/** What the server is given. */
export async function csvOf({ name, rows }: Book): Promise<{ file: Blob; name: string }> {
  const named = `${name.replace(/\.xls[xm]?$/i, '')}.csv`
  if (rows.csv.size < packedFrom) return { file: rows.csv, name: named }
  const packed = rows.csv.stream().pipeThrough(new CompressionStream('gzip'))
  return { file: await new Response(packed).blob(), name: `${named}.gz` }
}

/** Its numbers have a decimal point, unless some of them are texts with a comma. */
export const planOf = (book: Book | null): Plan =>
  book && !book.rows.hasCommas ? { ...noPlan, decimal: 'point' } : noPlan

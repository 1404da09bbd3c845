export interface WrittenCell {
  kind?: string | undefined
  format?: string
  inside: string
}
export type Cell = string | number | boolean | null | WrittenCell
export interface Written {
  sheets: { name: string; rows: Cell[][]; state?: string }[]
  date1904?: boolean
}
export function zipOf(parts: Record<string, string | Uint8Array>): Buffer<ArrayBuffer>
export function number(raw: string | number, format?: string): WrittenCell
export function formula(of: string, value?: string | number, kind?: string): WrittenCell
export function fault(text: string): WrittenCell
export function inline(text: string): WrittenCell
export function partsOf(book: Written): Record<string, string>
export function workbookOf(book: Written): Buffer<ArrayBuffer>

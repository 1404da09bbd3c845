// How much of a workbook the page takes on, so that no file, however made, fills the memory.

export interface Limits {
  /** MB of the file: what the server takes of any. */
  fileMb: number
  /** MB of one part (a sheet, the table of its texts) when unpacked. */
  partMb: number
  /** MB of a part beside the sheets: names, formats, relationships. */
  smallPartMb: number
  /** Cells of a sheet, from its first to its last column in use; distinct texts of a workbook. */
  cells: number
  /** As the server's. */
  columns: number
  /** Millions of letters in all cells of a sheet: one text may stand in many cells. */
  megaLetters: number
}

export const limits: Limits = {
  fileMb: 25,
  partMb: 256,
  smallPartMb: 16,
  cells: 2_000_000,
  columns: 2_000,
  megaLetters: 64,
}

export const mega = 1 << 20

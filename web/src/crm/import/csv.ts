// Reads the file of refused rows, which the server writes: quotes doubled inside quotes, three columns at the end.

/** The rows of a CSV text. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else isQuoted = false
    } else if (letter === '"' && cell === '') isQuoted = true
    else if (letter === delimiter) endCell()
    else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

export interface RefusedRows {
  header: string[]
  /** Cells by the line the row has in the file that was imported. */
  byLine: Map<number, string[]>
}

const own = ['line', 'column', 'reason']

export function readRefused(given: string): RefusedRows {
  const text = given.replace(/^\uFEFF/, '')
  const delimiter = text.match(/(.)line\1column\1reason\r?\n/)?.[1] ?? ','
  const [names = [], ...rows] = parseCsv(text, delimiter)
  const at = names.length - own.length
  return {
    header: names.slice(0, at),
    byLine: new Map(rows.map((row) => [Number(row[at]), row.slice(0, at)])),
  }
}

// A small writer of XLSX files, for tests: what spreadsheets write, and what they never would.
import { crc32, deflateRawSync } from 'node:zlib'

/** A zip archive of parts by their paths. */
export function zipOf(parts) {
  const bodies = []
  const directory = []
  let at = 0
  for (const [path, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const name = Buffer.from(path)
    const known = Buffer.alloc(26)
    known.writeUInt16LE(20, 0)
    known.writeUInt16LE(0x800, 2) // names in UTF-8
    known.writeUInt16LE(8, 4)
    known.writeUInt32LE(crc32(plain), 10)
    known.writeUInt32LE(packed.length, 14)
    known.writeUInt32LE(plain.length, 18)
    known.writeUInt16LE(name.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), known, name, packed])
    bodies.push(body)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), known, where, name)
    at += body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(bodies.length, 8)
  end.writeUInt16LE(bodies.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, list, end])
}

const escaped = (text) =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const letters = (column) =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') +
  String.fromCharCode(65 + (column % 26))

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationships = (all) =>
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  all
    .map(
      ([kind, target], n) =>
        `<Relationship Id="r${n + 1}" Type="${office}/${kind}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>'

/** Writes the cells of a workbook, its texts and formats once each. */
class Writer {
  texts = []
  formats = ['General']

  text(text) {
    if (!this.texts.includes(text)) this.texts.push(text)
    return this.texts.indexOf(text)
  }

  style(format) {
    if (!this.formats.includes(format)) this.formats.push(format)
    return this.formats.indexOf(format)
  }

  cell(cell, at) {
    if (cell === null || cell === undefined) return ''
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
    if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${Number(cell)}</v></c>`
    if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${this.text(cell)}</v></c>`
    const { kind, format = 'General', inside } = cell
    const type = kind ? ` t="${kind}"` : ''
    return `<c r="${at}" s="${this.style(format)}"${type}>${inside}</c>`
  }

  sheet(rows) {
    const xml = rows.map((row, r) => {
      const cells = row.map((cell, c) => this.cell(cell, `${letters(c)}${r + 1}`)).join('')
      return cells && `<row r="${r + 1}">${cells}</row>`
    })
    return `<worksheet xmlns="${main}"><sheetData>${xml.join('')}</sheetData></worksheet>`
  }

  styles() {
    const codes = this.formats.map(
      (code, n) => `<numFmt numFmtId="${200 + n}" formatCode="${escaped(code)}"/>`,
    )
    const looks = this.formats.map((_, n) => `<xf numFmtId="${200 + n}"/>`)
    return (
      `<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts>` +
      `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${looks.join('')}</cellXfs></styleSheet>`
    )
  }
}

/** A number as it stands in the file, shown by a format. */
export const number = (raw, format = 'General') => ({ format, inside: `<v>${raw}</v>` })
/** What a formula came to; undefined: nothing yet. */
export const formula = (of, value, kind) => ({
  kind,
  inside: `<f>${escaped(of)}</f>${value === undefined ? '' : `<v>${escaped(value)}</v>`}`,
})
export const fault = (text) => ({ kind: 'e', inside: `<v>${text}</v>` })
/** A text that stands in its cell. */
export const inline = (text) => ({
  kind: 'inlineStr',
  inside: `<is><t xml:space="preserve">${escaped(text)}</t></is>`,
})

/** The parts of a workbook; `sheets`: [{ name, rows: [[cell]], state }]. */
export function partsOf({ sheets, date1904 = false }) {
  const writer = new Writer()
  const bodies = sheets.map(({ rows }) => writer.sheet(rows))
  const list = sheets.map(
    ({ name, state = 'visible' }, n) =>
      `<sheet name="${escaped(name)}" sheetId="${n + 1}" state="${state}" r:id="r${n + 1}"/>`,
  )
  const texts = writer.texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
  return {
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${Number(date1904)}"/>` +
      `<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`]),
      ['styles', 'styles.xml'],
      ['sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': writer.styles(),
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${texts.join('')}</sst>`,
    ...Object.fromEntries(bodies.map((body, n) => [`xl/worksheets/sheet${n + 1}.xml`, body])),
  }
}

export const workbookOf = (book) => zipOf(partsOf(book))

// Reads Excel workbooks (.xlsx, .xlsm) in the browser, since the server reads text only: what follows
// is the same for both. Fetched when a workbook is chosen.
import { unescaped } from './cell_text'
import { tooLarge, WorkbookFault } from './fault'
import { limits as usualLimits, mega, type Limits } from './limits'
import { Looks } from './looks'
import { decoded, Parts, type Attributes, type Listener } from './parts'
import { SheetReader, type SheetRows } from './sheet'

export interface SheetName {
  name: string
  isHidden: boolean
}

export interface Workbook {
  sheets: SheetName[]
  /** A sheet with rows. Faults: WorkbookFault, `book.sheet_empty` among them. */
  read: (at: number) => Promise<SheetRows>
  /** The first sheet with rows beneath its headings, those one sees before the hidden ones. Fault `book.empty`. */
  first: () => Promise<{ at: number; rows: SheetRows }>
}

interface Sheet extends SheetName {
  path: string
}

/** Faults: WorkbookFault. */
export async function openWorkbook(file: Blob, limits: Limits = usualLimits): Promise<Workbook> {
  if (file.size > limits.fileMb * mega)
    throw new WorkbookFault('book.file_too_large', { mb: limits.fileMb })
  if (!(await isArchive(file))) throw new WorkbookFault(await oldKindOf(file))
  const parts = await Parts.of(file)
  const book = await readBook(parts, limits)
  const looks = new Looks()
  if (parts.has(book.styles)) await parts.read(book.styles, limits.smallPartMb, looks)
  const texts = new Texts(limits.cells)
  if (parts.has(book.texts)) await parts.read(book.texts, limits.partMb, texts)
  const rowsOf = async (at: number) => {
    const { is1904, sheets } = book
    const reader = new SheetReader({ texts: texts.all, looks, is1904, limits })
    await parts.read(sheets[at]!.path, limits.partMb, reader)
    return reader.rows()
  }
  const read = async (at: number) => {
    const rows = await rowsOf(at)
    if (rows.filled === 0) throw new WorkbookFault('book.sheet_empty')
    return rows
  }
  return { sheets: book.sheets, read, first: () => firstOf(book.sheets, rowsOf) }
}

async function firstOf(sheets: Sheet[], rowsOf: Workbook['read']) {
  const inOrder = [...sheets.keys()].sort(
    (a, b) => Number(sheets[a]!.isHidden) - Number(sheets[b]!.isHidden) || a - b,
  )
  let lone: { at: number; rows: SheetRows } | undefined
  for (const at of inOrder) {
    const rows = await rowsOf(at)
    if (rows.filled > 1) return { at, rows }
    if (rows.filled === 1) lone ??= { at, rows }
  }
  if (!lone) throw new WorkbookFault('book.empty')
  return lone
}

async function isArchive(file: Blob) {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return head[0] === 0x50 && head[1] === 0x4b
}

/** What is in the container of Excel 97 to 2003: its own workbooks, and newer ones under a password. */
async function oldKindOf(file: Blob) {
  const text = new TextDecoder('latin1').decode(await file.arrayBuffer())
  const wide = (name: string) => [...name].map((letter) => `${letter}\0`).join('')
  return text.includes(wide('EncryptedPackage')) ? 'book.locked' : 'book.old'
}

const kindOf = ({ Type = '' }: Attributes) => Type.slice(Type.lastIndexOf('/') + 1)

interface Relation {
  id: string
  kind: string
  path: string
}

/** What a part relates to; nothing when it has no relationships. */
async function relationsOf(parts: Parts, of: string, limits: Limits): Promise<Relation[]> {
  const cut = of.lastIndexOf('/') + 1
  const path = `${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`
  const found: Relation[] = []
  const open: Listener['open'] = (name, attributes) => {
    if (name !== 'Relationship') return
    const all = attributes()
    const target = decoded(all['Target'] ?? '')
    if (all['TargetMode'] === 'External' || !URL.canParse(target, `zip:/${of}`)) return
    const { pathname } = new URL(target, `zip:/${of}`)
    found.push({ id: all['Id'] ?? '', kind: kindOf(all), path: pathname.slice(1) })
  }
  if (parts.has(path)) await parts.read(path, limits.smallPartMb, { open })
  return found
}

interface Book {
  sheets: Sheet[]
  is1904: boolean
  styles: string
  texts: string
}

async function readBook(parts: Parts, limits: Limits): Promise<Book> {
  const main = (await relationsOf(parts, '', limits)).find(({ kind }) => kind === 'officeDocument')
  const path = main?.path ?? 'xl/workbook.xml'
  if (path.endsWith('.bin')) throw new WorkbookFault('book.binary')
  if (!parts.has(path)) throw new WorkbookFault('book.other')
  const relations = await relationsOf(parts, path, limits)
  const pathOf = (wanted: string) => relations.find(({ kind }) => kind === wanted)?.path ?? ''
  const book: Book = {
    sheets: [],
    is1904: false,
    styles: pathOf('styles'),
    texts: pathOf('sharedStrings'),
  }
  let isBook = false
  const open: Listener['open'] = (name, attributes) => {
    if (name === 'workbook') isBook = true
    else if (name === 'workbookPr') book.is1904 = /^(1|true)$/.test(attributes()['date1904'] ?? '')
    else if (name === 'sheet') addSheet(book, attributes(), relations)
  }
  await parts.read(path, limits.smallPartMb, { open })
  if (!isBook) throw new WorkbookFault('book.other')
  if (book.sheets.length === 0) throw new WorkbookFault('book.empty')
  return book
}

/** Charts are no sheets with cells, and what is hidden for good belongs to a program. */
function addSheet(book: Book, attributes: Attributes, relations: Relation[]) {
  const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
  const relation = relations.find((one) => one.id === id && one.kind === 'worksheet')
  const { name = '', state } = attributes
  if (!relation || state === 'veryHidden') return
  book.sheets.push({ name: decoded(name), isHidden: state === 'hidden', path: relation.path })
}

/** The texts that cells name by number. */
class Texts implements Listener {
  readonly all: string[] = []
  private now = ''
  private isHeard = false
  private isSpoken = false

  constructor(private readonly most: number) {}

  open = (name: string) => {
    if (name === 'si') this.now = ''
    else if (name === 't') this.isHeard = !this.isSpoken
    else if (name === 'rPh') this.isSpoken = true // how it is spoken
  }

  text = (text: string) => {
    if (this.isHeard) this.now += text
  }

  close = (name: string) => {
    if (name === 't') this.isHeard = false
    else if (name === 'rPh') this.isSpoken = false
    else if (name === 'si') {
      if (this.all.length >= this.most) throw tooLarge()
      this.all.push(unescaped(this.now))
    }
  }
}

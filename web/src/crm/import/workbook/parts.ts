// The parts of a workbook: XML files in a zip archive, read piece by piece, never unpacked whole.
import { Parser } from 'saxen'
import { unzip, type ZipEntry } from 'unzipit'
import { tooLarge, WorkbookFault } from './fault'
import { mega } from './limits'

/** Attributes by their names as written; entities in their values are not decoded. */
export type Attributes = Record<string, string>

/** Names come without a prefix of their namespace. */
export interface Listener {
  open?: (name: string, attributes: () => Attributes) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const lastLetter = 0x10ffff
const numbered = (code: number, whole: string) =>
  code <= lastLetter ? String.fromCodePoint(code) : whole

export const decoded = (text: string) =>
  text.includes('&')
    ? text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
        decimal
          ? numbered(Number.parseInt(decimal, 10), whole)
          : hex
            ? numbered(Number.parseInt(hex, 16), whole)
            : (named[name] ?? whole),
      )
    : text

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

/** One event's text is at most a cell's; a part that never closes one would be held whole. */
const longestToken = 4 * mega
/** The page gets its turn after so much work. */
const turnMs = 24

/** Lets the page draw and answer; no timer, which a tab in the background would stretch. */
const breathe = () =>
  new Promise<void>((goOn) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      goOn()
    }
    port2.postMessage(null)
  })

export class Parts {
  private constructor(private readonly entries: Record<string, ZipEntry>) {}

  /** Fault `book.broken`: this is no whole zip archive. */
  static async of(file: Blob): Promise<Parts> {
    try {
      return new Parts((await unzip(file)).entries)
    } catch {
      throw new WorkbookFault('book.broken')
    }
  }

  has = (path: string) => Object.hasOwn(this.entries, path)

  /**
   * Tells the listener everything in a part. Faults: `book.locked`, `book.too_large`, `book.broken`,
   * and what the listener throws.
   */
  async read(path: string, mostMb: number, listener: Listener): Promise<void> {
    const entry = this.has(path) ? this.entries[path] : undefined
    if (!entry) throw new WorkbookFault('book.broken')
    if (entry.encrypted) throw new WorkbookFault('book.locked')
    // What is unpacked is held to the size that is declared.
    if (entry.size > mostMb * mega) throw tooLarge()
    try {
      await readXml(await entry.stream(), listener)
    } catch (failure) {
      if (failure instanceof WorkbookFault) throw failure
      throw new WorkbookFault('book.broken')
    }
  }
}

async function readXml(stream: ReadableStream<Uint8Array>, listener: Listener) {
  const xml = new Xml(listener)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = stream.getReader()
  let begun = performance.now()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      xml.write(decoder.decode(value, { stream: !done }))
      if (done) break
      if (performance.now() - begun < turnMs) continue
      await breathe()
      begun = performance.now()
    }
    xml.end()
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Tells a listener what is in an XML text that comes in pieces. */
class Xml {
  private readonly parser = new Parser()
  private failure: unknown = null
  private sinceToken = 0

  constructor(listener: Listener) {
    const { open, close, text } = listener
    const heard =
      <T extends unknown[]>(act: (...told: T) => void) =>
      (...told: T) => {
        this.sinceToken = 0
        if (this.failure) return
        try {
          act(...told)
        } catch (failure) {
          this.failure = failure
          this.parser.stop()
        }
      }
    this.parser
      .on('error', (error) => void (this.failure ??= error))
      .on(
        'openTag',
        heard((name, attributes) => open?.(bare(name), () => attributes() || {})),
      )
      .on(
        'closeTag',
        heard((name) => close?.(bare(name))),
      )
      .on(
        'text',
        heard((piece) => text?.(decoded(piece))),
      )
      .on(
        'cdata',
        heard((piece) => text?.(piece)),
      )
  }

  write(piece: string) {
    this.sinceToken += piece.length
    this.parser.write(piece)
    if (this.sinceToken > longestToken) throw new WorkbookFault('book.broken')
    this.check()
  }

  end() {
    const error = this.parser.end()
    this.check()
    if (error) throw error
  }

  private check() {
    if (this.failure) throw this.failure
  }
}

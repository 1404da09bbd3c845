// The page's own words, so that a journey reads in either language and hard-codes no text.
import { readFileSync } from 'node:fs'
import { expect } from '../browser.mjs'

export const languages = ['en', 'zh-CN']

/** The room of what the server says. */
export const server = '../../server/base'

const read = (room, language) =>
  JSON.parse(readFileSync(new URL(`../../src/${room}/words.${language}.json`, import.meta.url)))

/** The texts of some rooms of the page, in a language: `t('undo.done')`, with {arguments} filled in. */
export function wordsOf(language, ...rooms) {
  const words = Object.assign({}, ...rooms.map((room) => read(room, language)))
  const text = (key) => {
    expect(words[key] !== undefined, `no word ${rooms} ${key}`)
    return words[key]
  }
  const t = (key, args = {}) =>
    text(key).replace(/\{(\w+)\}/g, (whole, name) => String(args[name] ?? whole))
  /** Up to the first thing put into it. */
  t.stem = (key) => text(key).split('{')[0]
  /** The word for n things, as the page says it. */
  t.count = (stem, n, args = {}) => {
    const form = new Intl.PluralRules(language).select(n) === 'one' ? 'one' : 'other'
    return t(`${stem}_${form}`, { n: n.toLocaleString(language), ...args })
  }
  return t
}

// Names: the keys made from them, the plural of a new object, labels in two languages.
import type { Labels } from '@/api/model_changes'
import { language, type Language } from '@/base/words'

const ownPrefix = 'own_'
const longestKey = 40

/** "Trade Fair" → "trade_fair"; a name in other letters gives one made of their numbers. */
export function keyFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  if (/^[a-z]/.test(plain)) return plain.slice(0, longestKey).replace(/_+$/, '')
  const sum = [...name.trim()].reduce((all, one) => (all * 31 + one.codePointAt(0)!) >>> 0, 7)
  return `n${plain && `${plain.slice(0, 20)}_`}${sum.toString(36)}`
}

/** A key nobody has yet: the third "size" is size_3. */
export function freeKey(name: string, taken: Iterable<string>, isOwn = true): string {
  const used = new Set(taken)
  const first = (isOwn ? ownPrefix : '') + keyFrom(name)
  for (let n = 1; ; n++) {
    const key = n === 1 ? first : `${first}_${n}`
    if (!used.has(key)) return key
  }
}

/** What an English plural usually is; the reader may write another one. */
export function pluralOf(name: string): string {
  const text = name.trim()
  if (!/[a-z]$/i.test(text)) return text
  if (/[^aeiou]y$/i.test(text)) return `${text.slice(0, -1)}ies`
  if (/(s|x|z|ch|sh)$/i.test(text)) return `${text}es`
  return `${text}s`
}

/** What was typed in the reader's language. */
export const inMine = (text: string): Labels => ({ [language()]: text.trim() })

/**
 * What is sent for two typed texts: an empty one is left out, and so is the one that says the same
 * in both, for it reads as English does.
 */
export function labelsFrom(texts: Record<Language, string>): Labels {
  const en = texts.en.trim()
  const chinese = texts['zh-CN'].trim()
  return {
    ...(en && { en }),
    ...(chinese && chinese !== en && { 'zh-CN': chinese }),
  }
}

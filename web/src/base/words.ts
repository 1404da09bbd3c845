// Texts of the page. Keys come from the English catalogue, so a missing one does not compile.
import { useSyncExternalStore } from 'react'
import english from './words.en.json'

type Arguments = Record<string, string | number>
type Catalogue<Key extends string> = Record<Key, string>
type Plural<Key extends string> = Key extends `${infer Stem}_other` ? Stem : never
export type WordKey = keyof typeof english
export type PluralKey = Plural<WordKey>

export const languages = { en: 'English', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof languages

const storageKey = 'vigil.language'
const listeners = new Set<() => void>()
let current: Language = 'en'

export const language = () => current
export const isLanguage = (text: string | null | undefined): text is Language =>
  !!text && text in languages

/** A name as it stands within a sentence: "lead" of "Lead"; "SLA" stays what it is, and so do letters without cases. */
export const within = (name: string) =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase() + name.slice(1) : name

/** The best language we have for a locale such as "zh-Hans-CN" or "de". */
export function languageFor(locale: string | null | undefined): Language {
  return locale?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export const chosenLanguage = (): Language | null => {
  const stored = localStorage.getItem(storageKey)
  return isLanguage(stored) ? stored : null
}

/** Loads the catalogues in use, then switches; `remember` makes it win over the user's locale. */
export async function setLanguage(next: Language, remember = false) {
  await fetchTexts(next)
  current = next
  if (remember) localStorage.setItem(storageKey, next)
  document.documentElement.lang = next
  listeners.forEach((listener) => listener())
}

/** Makes the texts in use ready in a language, which stays unchosen. */
export async function fetchTexts(wanted: Language) {
  await Promise.all(books.map((book) => book.fetch(wanted)))
  return wanted
}

/** What `say` says in a language whose texts are ready (`fetchTexts`). */
export function inLanguage<T>(wanted: Language, say: () => T): T {
  const before = current
  current = wanted
  try {
    return say()
  } finally {
    current = before
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** Renders again when the language changes. */
export const useLanguage = () => useSyncExternalStore(subscribe, language)

/** The catalogues of one room, English always at hand. */
class Book<Key extends string> {
  private texts: Partial<Record<Language, Catalogue<Key>>>

  constructor(
    english: Catalogue<Key>,
    private readonly loadChinese: () => Promise<{ default: Catalogue<Key> }>,
  ) {
    this.texts = { en: english }
  }

  async fetch(wanted: Language) {
    if (!this.texts[wanted]) this.texts[wanted] = (await this.loadChinese()).default
  }

  t = (key: Key, args: Arguments = {}): string =>
    (this.texts[current] ?? this.texts.en!)[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(args[name] ?? whole),
    )

  /** The word for n things; n itself is shown in the reader's digits grouping. */
  tn = (stem: Plural<Key>, n: number, args: Arguments = {}): string => {
    const form = new Intl.PluralRules(current).select(n) === 'one' ? 'one' : 'other'
    return this.t(`${stem}_${form}` as Key, { n: n.toLocaleString(current), ...args })
  }
}

const common = new Book<WordKey>(english, () => import('./words.zh-CN.json'))
const books: { fetch: (wanted: Language) => Promise<void> }[] = [common]
export const { t, tn } = common

/**
 * The texts of a page that is fetched late, so that the shell carries only what every page says:
 * `export const { t, tn } = await wordsOf(english, () => import('./words.zh-CN.json'))`. Ready in the
 * reader's language when the page is.
 */
export async function wordsOf<Key extends string>(
  english: Catalogue<Key>,
  loadChinese: () => Promise<{ default: Catalogue<Key> }>,
) {
  const book = new Book(english, loadChinese)
  books.push(book) // first: a language chosen meanwhile is fetched for it as well
  await book.fetch(current)
  return { t: book.t, tn: book.tn }
}

/** "Status: Working", in the marks of the reader's language. */
export const labelled = (label: string, text: string) => t('text.label', { label }) + text

/** "a, b and c", or "a, b or c" */
export const listOf = (parts: string[], type: 'conjunction' | 'disjunction' = 'conjunction') =>
  new Intl.ListFormat(current, { type }).format(parts)

/** For finding by a part of a text: without case and accents. */
export const folded = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

// Texts of the page. Keys come from the English catalogue, so a missing one does not compile.
import { useSyncExternalStore } from 'react'
import english from './words.en.json'

export type WordKey = keyof typeof english
export type PluralKey = WordKey extends infer K
  ? K extends `${infer Stem}_other`
    ? Stem
    : never
  : never
type Arguments = Record<string, string | number>
type Catalogue = Record<WordKey, string>

export const languages = { en: 'English', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof languages

const storageKey = 'vigil.language'
const listeners = new Set<() => void>()
let catalogue: Catalogue = english
let current: Language = 'en'

export const language = () => current
export const isLanguage = (text: string | null | undefined): text is Language =>
  !!text && text in languages

/** The best language we have for a locale such as "zh-Hans-CN" or "de". */
export function languageFor(locale: string | null | undefined): Language {
  return locale?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export const chosenLanguage = (): Language | null => {
  const stored = localStorage.getItem(storageKey)
  return isLanguage(stored) ? stored : null
}

/** Loads the catalogue, then switches; `remember` makes it win over the user's locale. */
export async function setLanguage(next: Language, remember = false) {
  catalogue = next === 'zh-CN' ? (await import('./words.zh-CN.json')).default : english
  current = next
  if (remember) localStorage.setItem(storageKey, next)
  document.documentElement.lang = next
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** Renders again when the language changes. */
export const useLanguage = () => useSyncExternalStore(subscribe, language)

export function t(key: WordKey, args: Arguments = {}): string {
  return catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole))
}

/** The word for n things; n itself is shown in the reader's digits grouping. */
export function tn(stem: PluralKey, n: number, args: Arguments = {}): string {
  const form = new Intl.PluralRules(current).select(n) === 'one' ? 'one' : 'other'
  return t(`${stem}_${form}` as WordKey, { n: n.toLocaleString(current), ...args })
}

/** "a, b and c" */
export const listOf = (parts: string[]) =>
  new Intl.ListFormat(current, { type: 'conjunction' }).format(parts)

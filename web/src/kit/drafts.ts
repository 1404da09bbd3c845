// What was typed and not sent: kept in this browser for the one who typed it, until he sends it, discards it or
// signs out.
const prefix = 'vigil.draft.'
const mostKept = 100

interface Kept<T> {
  /** ms */
  at: number
  text: T
}

const ofUser = (user: string) => `${prefix}${user}.`

function read<T>(key: string): Kept<T> | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return kept && typeof kept === 'object' && 'text' in kept ? (kept as Kept<T>) : null
  } catch {
    return null
  }
}

const keysOf = (user: string) =>
  Object.keys(localStorage).filter((key) => key.startsWith(ofUser(user)))

/** `place`: what it is about. */
export const readDraft = <T>(user: string, place: string): T | null =>
  read<T>(ofUser(user) + place)?.text ?? null

/** Null: there is nothing to keep any more. */
export function keepDraft<T>(user: string, place: string, text: T | null) {
  const key = ofUser(user) + place
  try {
    if (text === null) return localStorage.removeItem(key)
    if (localStorage.getItem(key) === null) forgetOldest(user)
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), text } satisfies Kept<T>))
  } catch {
    // A browser that keeps nothing: it still stands on the page.
  }
}

function forgetOldest(user: string) {
  const age = (key: string) => read(key)?.at ?? 0
  const keys = keysOf(user).sort((a, b) => age(b) - age(a))
  keys.slice(mostKept - 1).forEach((key) => localStorage.removeItem(key))
}

export function forgetDrafts(user: string) {
  keysOf(user).forEach((key) => localStorage.removeItem(key))
}

// Writes made without a connection: kept in order, in this tab and over a reload, until they are sent, refused or
// taken back. Each has its Idempotency-Key from its first try on, so that one which had arrived is not done again.
import { useSyncExternalStore } from 'react'
import { currentTime } from '@/base/time'
import type { Values } from '@/model/types'

/** One record, or several of an entity. */
export interface About {
  entity: string
  ids: string[]
}

/** What a caller says of a write that may wait. */
export interface Keep {
  /** In words, for the list of what waits. */
  said: string
  /** What it is about: where the list leads to. */
  about: About
  /** By record, what the fields changed held: whether anybody else changed them meanwhile. */
  before?: Record<string, Values>
  /** Shows again what stood there, when it is taken back unsent. */
  putBack?: () => void
}

export interface Waiting extends Keep {
  /** Its Idempotency-Key. */
  id: string
  method: 'POST' | 'PATCH'
  path: string
  body: unknown
  ifMatch?: string
  /** For whom it was entered. */
  behalf: string | null
  /** ms */
  at: number
  state: 'waits' | 'sending' | 'refused'
  why?: string
  /** Refused because somebody else was faster: which of the two is to stand is asked. */
  isQuarrel?: boolean
  /** Refused because what it is about was removed meanwhile. */
  isGone?: boolean
}

const prefix = 'waiting:'
const placeOf = (user: string) => `vigil.waiting.${user}`

let user: string | null = null
let kept: readonly Waiting[] = []
/** By id, what undo takes of those that were sent. */
const sent = new Map<string, string | null>()
const listeners = new Set<() => void>()

function put(next: Waiting[]) {
  kept = next
  try {
    if (user && next.length > 0) sessionStorage.setItem(placeOf(user), JSON.stringify(next))
    else if (user) sessionStorage.removeItem(placeOf(user))
  } catch {
    // A browser that keeps nothing: they wait as long as the page stands.
  }
  listeners.forEach((listener) => listener())
}

/** Of whoever has signed in: what he left waiting in this tab, and nobody else's. */
export function openWaiting(of: string) {
  if (user === of) return
  user = of
  put(readKept(of))
}

function readKept(of: string): Waiting[] {
  try {
    const read = JSON.parse(sessionStorage.getItem(placeOf(of)) ?? '[]') as Waiting[]
    // One that was on its way may have arrived: its key tells.
    return read.map((one) => (one.state === 'sending' ? { ...one, state: 'waits' } : one))
  } catch {
    return []
  }
}

export const waiting = () => kept
export const useWaiting = () => useSyncExternalStore(whenKept, waiting)
export function whenKept(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export const hasWaiting = () => kept.some(({ state }) => state !== 'refused')

/** Answers what undo takes. */
export function keep(one: Omit<Waiting, 'at' | 'state'>): string {
  put([...kept, { ...one, at: currentTime(), state: 'waits' }])
  return prefix + one.id
}

export const change = (id: string, part: Partial<Waiting>) =>
  put(kept.map((one) => (one.id === id ? { ...one, ...part } : one)))

export function noteSent(id: string, journal: string | null) {
  sent.set(id, journal)
  put(kept.filter((one) => one.id !== id))
}

/** Taken back or given up before it was sent; false where it is no longer here to be dropped. */
export function drop(id: string): boolean {
  const one = kept.find((other) => other.id === id)
  if (!one || one.state === 'sending') return false
  put(kept.filter((other) => other !== one))
  // What was refused is shown as the server has it by now.
  if (one.state === 'waits') one.putBack?.()
  return true
}

export const keptIn = (journal: string) =>
  journal.startsWith(prefix) ? journal.slice(prefix.length) : null

/** Once it is neither waiting nor on its way; null: there is nothing to take back. */
export const journalOfSent = (id: string) =>
  new Promise<string | null>((resolve) => {
    const look = () => {
      if (kept.some((one) => one.id === id && one.state === 'sending')) return
      stop()
      resolve(sent.get(id) ?? null)
    }
    const stop = whenKept(look)
    look()
  })

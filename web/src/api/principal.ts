// Whom the reader enters for, in this tab: an assistant for a rep who travels. What is recorded then counts as the
// rep's own, and says who entered it.
import { useSyncExternalStore } from 'react'
import type { Person } from '@/model/types'

const storageKey = 'vigil.enters_for'
const listeners = new Set<() => void>()

function stored(): Person | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
    return found && typeof found === 'object' && 'id' in found ? (found as Person) : null
  } catch {
    return null
  }
}
let current = stored()

export const principal = () => current

export function enterFor(person: Person | null) {
  current = person
  if (person) sessionStorage.setItem(storageKey, JSON.stringify(person))
  else sessionStorage.removeItem(storageKey)
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const usePrincipal = () => useSyncExternalStore(subscribe, principal)

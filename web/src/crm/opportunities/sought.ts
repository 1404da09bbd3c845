// A card that has come back: its column brings it into sight and gives it the focus, so that the keys speak of it again.
import { useSyncExternalStore } from 'react'

let sought: string | null = null
const listeners = new Set<() => void>()
function tell(id: string | null) {
  sought = id
  listeners.forEach((listener) => listener())
}

/** Whoever presses something meanwhile is somewhere else already. */
const giveUp = () => void (sought !== null && tell(null))
export function seekCard(id: string) {
  for (const press of ['keydown', 'pointerdown'])
    addEventListener(press, giveUp, { capture: true, once: true })
  tell(id)
}
export const cardFound = () => tell(null)

export const useSoughtCard = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => sought,
  )

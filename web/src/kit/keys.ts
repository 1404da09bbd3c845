// Single keys, chords ("g l") and mod+ keys. By event.key, never while typing, never under a modal.
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface KeyBinding {
  /** "j", "arrowdown", "g l", "mod+z", "?" */
  keys: string
  /** What it does, for the key sheet; absent = an alias not worth a line. */
  label?: string
  /** The event tells whether Shift was held. */
  run: (event: KeyboardEvent) => void
}

const chordMs = 900
/** Into a box that is ticked nobody types. */
const typing =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'
/** Enter on these has its own meaning, except on the rows of a list. */
const pressable = 'a:not([data-row]), button:not([data-row]), summary'

const sets = new Set<{ current: KeyBinding[] }>()
let pending = ''
let pendingTimer: ReturnType<typeof setTimeout> | undefined

const switchKey = 'vigil.keys'
let enabled = readEnabled()
const switchListeners = new Set<() => void>()

function readEnabled() {
  return typeof localStorage === 'undefined' || localStorage.getItem(switchKey) !== 'off'
}

/** WCAG 2.1.4: single-key shortcuts can be turned off. */
export function setKeysEnabled(next: boolean) {
  enabled = next
  localStorage.setItem(switchKey, next ? 'on' : 'off')
  switchListeners.forEach((listener) => listener())
}

export const useKeysEnabled = () =>
  useSyncExternalStore(
    (listener) => {
      switchListeners.add(listener)
      return () => switchListeners.delete(listener)
    },
    () => enabled,
  )

export const nameOfKey = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey ? 'mod+' : '') + event.key.toLowerCase()

function mayRun(event: KeyboardEvent, name: string): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (event.isComposing || event.altKey || event.defaultPrevented) return false
  if (!enabled && !name.startsWith('mod+')) return false
  if (target?.closest(typing) || document.querySelector('[data-modal]')) return false
  return !(name === 'enter' && target?.closest(pressable))
}

/** The latest registered binding wins, so a page may take over a key of the shell. */
function find(keys: string): KeyBinding | undefined {
  return [...sets]
    .reverse()
    .flatMap((set) => set.current)
    .find((binding) => binding.keys === keys)
}

export function onKeyDown(event: KeyboardEvent) {
  const name = nameOfKey(event)
  if (!mayRun(event, name)) return
  const binding = find(pending ? `${pending} ${name}` : name) ?? find(name)
  clearTimeout(pendingTimer)
  pending = ''
  if (binding) {
    event.preventDefault()
    binding.run(event)
  } else if (
    [...sets].some((set) => set.current.some((other) => other.keys.startsWith(`${name} `)))
  ) {
    pending = name
    pendingTimer = setTimeout(() => (pending = ''), chordMs)
  }
}

export function useKeys(bindings: KeyBinding[]) {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    if (sets.size === 0) window.addEventListener('keydown', onKeyDown)
    sets.add(latest)
    return () => {
      sets.delete(latest)
      if (sets.size === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** What works on this page now, for the key sheet. */
export const currentBindings = () =>
  [...sets]
    .reverse()
    .flatMap((set) => set.current)
    .filter((b) => b.label)

/** For aria-keyshortcuts; a chord cannot be said there. */
export function ariaKeys(keys: string): string | undefined {
  if (keys.includes(' ')) return undefined
  return keys.startsWith('mod+')
    ? `Control+${keys.slice(4).toUpperCase()}`
    : keys.length === 1
      ? keys.toUpperCase()
      : undefined
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const faces: Record<string, string> = {
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  enter: '↵',
  escape: 'Esc',
  backspace: '⌫',
}

/** "g l" → ["G", "L"], "mod+z" → ["⌘Z"] or ["Ctrl Z"] */
export const keyFaces = (keys: string): string[] =>
  keys.split(' ').map((key) => {
    const plain = key.replace(/^mod\+/, '')
    const face = faces[plain] ?? plain.toUpperCase()
    return key.startsWith('mod+') ? `${isMac ? '⌘' : 'Ctrl '}${face}` : face
  })

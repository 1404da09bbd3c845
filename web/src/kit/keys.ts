// Single keys, chords ("g l") and mod+ keys. By event.key, never while typing, never under a modal.
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

export interface KeyBinding {
  /** "j", "arrowdown", "g l", "mod+z", "?" */
  keys: string
  /** What it does, for the key sheet; absent = an alias not worth a line. */
  label?: string
  /** Steps through a list: a key to press, not a deed to look for in the palette. */
  isStep?: boolean
  /** Works with the cursor in a text, too. */
  whileTyping?: boolean
  /** The event tells whether Shift was held; from the palette there is none. */
  run: (event?: KeyboardEvent) => void
}

const chordMs = 1500
/** Into a box that is ticked nobody types. */
const typing =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'
/** Enter on these has its own meaning, except on the rows of a list. */
const pressable = 'a:not([data-row]), button:not([data-row]), summary'

type BindingSet = { current: KeyBinding[] }
const pageSets = new Set<BindingSet>()
/** What works everywhere; a page may take a key over. */
const shellSets = new Set<BindingSet>()
const bindingsOf = (sets: Set<BindingSet>) => [...sets].reverse().flatMap((set) => set.current)
const allBindings = () => [...bindingsOf(pageSets), ...bindingsOf(shellSets)]
let pending = ''
/** Until when the second key of a chord counts, as of the page's clock (ms). */
let pendingUntil = 0

const switchKey = 'vigil.keys'
let enabled = readEnabled()
const switchListeners = new Set<() => void>()

function readEnabled() {
  return typeof localStorage === 'undefined' || localStorage.getItem(switchKey) !== 'off'
}

export const keysEnabled = () => enabled

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

/** Enter that ends a composition (Chinese, Japanese …) chooses letters; it means nothing else. */
export const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

function mayRun(event: KeyboardEvent, name: string): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (isComposing(event) || event.altKey || event.defaultPrevented) return false
  if (!enabled && !name.startsWith('mod+')) return false
  if (document.querySelector('[data-modal]')) return false
  if (target?.closest(typing)) return !!find(name)?.whileTyping
  return !(name === 'enter' && target?.closest(pressable))
}

/** The page before the shell, what was registered last before what was there. */
const find = (keys: string) => allBindings().find((binding) => binding.keys === keys)

export function onKeyDown(event: KeyboardEvent) {
  const name = nameOfKey(event)
  if (!mayRun(event, name)) return
  // By the moment it was pressed: a busy page hears of a key late.
  const isInTime = pending !== '' && event.timeStamp <= pendingUntil
  const binding = find(isInTime ? `${pending} ${name}` : name) ?? find(name)
  pending = ''
  if (binding) {
    event.preventDefault()
    binding.run(event)
  } else if (allBindings().some((other) => other.keys.startsWith(`${name} `))) {
    pending = name
    pendingUntil = performance.now() + chordMs
  }
}

let version = 0
const changeListeners = new Set<() => void>()
function tellChange() {
  version++
  changeListeners.forEach((listener) => listener())
}

/** `level` shell: works everywhere, unless the page under it wants the key for itself. */
export function useKeys(bindings: KeyBinding[], level: 'page' | 'shell' = 'page') {
  const latest = useRef(bindings)
  latest.current = bindings
  const said = bindings.map(({ keys, label = '' }) => `${keys} ${label}`).join('\n')
  // At once: what can be seen can be worked by key.
  useLayoutEffect(() => {
    const sets = level === 'shell' ? shellSets : pageSets
    if (pageSets.size + shellSets.size === 0) window.addEventListener('keydown', onKeyDown)
    sets.add(latest)
    return () => {
      sets.delete(latest)
      if (pageSets.size + shellSets.size === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [level])
  // Heard by who lists them: a page that is still loading gets its acts a moment later.
  useEffect(() => {
    tellChange()
    return tellChange
  }, [said])
}

/** Told anew whenever other keys work. */
export function useCurrentBindings() {
  useSyncExternalStore(
    (listener) => {
      changeListeners.add(listener)
      return () => changeListeners.delete(listener)
    },
    () => version,
  )
  return currentBindings()
}

/** Does what the key does now, whatever it did when it was listed. */
export const press = (keys: string) => find(keys)?.run()

/** What works now and is worth a line: on this page, and everywhere. Each key once. */
export function currentBindings(): { here: KeyBinding[]; everywhere: KeyBinding[] } {
  const isFirst = (binding: KeyBinding) => find(binding.keys) === binding && !!binding.label
  // As they stand on the page: what is further up first.
  const asSeen = (sets: Set<BindingSet>) =>
    [...sets].flatMap(({ current }) => current).filter(isFirst)
  return { here: asSeen(pageSets), everywhere: asSeen(shellSets) }
}

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

import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'vigil.theme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export function chosenTheme(): Theme {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

const effectiveTheme = () => {
  const chosen = chosenTheme()
  return chosen === 'system' ? (prefersDark.matches ? 'dark' : 'light') : chosen
}

export function applyTheme() {
  document.documentElement.dataset['theme'] = effectiveTheme()
  listeners.forEach((listener) => listener())
}

export function setTheme(theme: Theme) {
  if (theme === 'system') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, theme)
  applyTheme()
}

export const toggleTheme = () => setTheme(effectiveTheme() === 'dark' ? 'light' : 'dark')

export const useTheme = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, chosenTheme)

prefersDark.addEventListener('change', applyTheme)

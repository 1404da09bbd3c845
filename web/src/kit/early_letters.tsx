// A fast typist does not wait for a file: what is typed while a dialog is on its way is kept.
import { useEffect } from 'react'

let letters = ''

/** Stands in for the dialog: silences the keys of the page and gathers what is typed. */
export function EarlyLetters() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      letters += event.key
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
  return <div data-modal />
}

/** What an input of the dialog begins with. */
export const earlyLetters = () => letters

/** Called by who has taken them; the next dialog begins empty. */
export function useForgetEarlyLetters() {
  useEffect(() => {
    letters = ''
  }, [])
}

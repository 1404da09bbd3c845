// A fast typist does not wait for a file: what is typed while the palette is on its way is kept.
import { useEffect } from 'react'

let letters = ''

/** Once: the next palette begins empty. */
export function takeEarlyLetters(): string {
  const taken = letters
  letters = ''
  return taken
}

export function EarlyLetters() {
  useEffect(() => {
    letters = ''
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

// A fast typist does not wait for a file: what is typed while a dialog is on its way arrives in it.
import { useLayoutEffect } from 'react'

/**
 * Stands in for the dialog: silences the keys of the page and gathers what is typed. The dialog gets it as soon as it
 * is there; where none comes it is gone.
 */
export function EarlyLetters() {
  useLayoutEffect(() => {
    let letters = ''
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      letters += event.key
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      // The dialog stands, and has the cursor, once this turn of the page is over.
      if (letters) queueMicrotask(() => deliver(letters))
    }
  }, [])
  return <div data-modal />
}

/** Into the dialog's text, or as keys where it asks for a key. */
function deliver(letters: string) {
  if (!document.querySelector('[data-modal]')) return
  const target = document.activeElement ?? document.body
  if (target.matches('[data-modal] :is(input, textarea)'))
    return write(target as HTMLInputElement, letters)
  for (const key of letters)
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

/** As typing does: over what is selected, and told as an input. */
function write(input: HTMLInputElement | HTMLTextAreaElement, text: string) {
  const { selectionStart: start, selectionEnd: end, value } = input
  // Numbers and addresses have no selection.
  const next = start === null ? value + text : value.slice(0, start) + text + value.slice(end!)
  const proto = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  // React hears of a value only when it was not set through its own door.
  Object.getOwnPropertyDescriptor(proto.prototype, 'value')!.set!.call(input, next)
  if (start !== null) input.setSelectionRange(start + text.length, start + text.length)
  input.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }))
}

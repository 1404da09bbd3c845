// A fast typist does not wait for a file: what is typed while a dialog is on its way arrives in it.
import { useLayoutEffect, useRef } from 'react'
import { t } from '@/base/words'

/**
 * Stands in for the dialog: silences the keys of the page and gathers what is typed. The dialog gets it as soon as it
 * is there; where none comes it is gone. It has the cursor itself: what an input method composes, or a hand pastes,
 * comes without a key and would else land in the field the cursor stood in.
 */
export function EarlyLetters() {
  const gathered = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const input = gathered.current!
    const before = document.activeElement
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.value += event.key
    }
    input.focus({ preventScroll: true })
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      // The dialog gives the cursor back to where it found it.
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
      const letters = input.value
      // The dialog stands, and has the cursor, once this turn of the page is over.
      if (letters) queueMicrotask(() => deliver(letters))
    }
  }, [])
  return (
    <div data-modal>
      {/* `none`: a phone's keyboard comes with the dialog, if it has a text at all. */}
      <input
        ref={gathered}
        aria-label={t('find.busy')}
        inputMode="none"
        className="sr-only fixed top-0"
      />
    </div>
  )
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

// A fast typist does not wait for a file: what is typed while a dialog is on its way arrives in it.
import { useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { t } from '@/base/words'
import { isComposing } from './keys'

/** A text, or a key that ends one: what sends, and what leaves. */
type Piece = string | Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>
const ends = ['Enter', 'Escape']

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
    const pieces: Piece[] = []
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey } = event
      if (event.altKey || isComposing(event)) return
      if (ends.includes(key)) pieces.push(input.value, { key, ctrlKey, metaKey })
      else if (key.length !== 1 || ctrlKey || metaKey) return
      event.preventDefault()
      input.value = ends.includes(key) ? '' : input.value + key
    }
    input.focus({ preventScroll: true })
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      // The dialog gives the cursor back to where it found it.
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
      pieces.push(input.value)
      // The dialog stands, and has the cursor, once this turn of the page is over.
      queueMicrotask(() => pieces.forEach(deliver))
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

/** Stands in for a field of its own file: what is typed into it stands in the field, over what was there. */
export function EarlyField({ label }: { label: string }) {
  const gathered = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const input = gathered.current!
    input.focus()
    return () => {
      const letters = input.value
      if (letters) queueMicrotask(() => writeOver(letters))
    }
  }, [])
  return <input ref={gathered} aria-label={label} className="control" />
}

function writeOver(letters: string) {
  const target = document.activeElement
  if (!(target instanceof HTMLInputElement)) return
  target.select()
  write(target, letters)
}

/** Into the dialog's text, or as keys where it asks for a key. Each is taken before the next one comes. */
function deliver(piece: Piece) {
  if (!piece || !document.querySelector('[data-modal]')) return
  const target = document.activeElement ?? document.body
  flushSync(() => {
    if (typeof piece !== 'string') press(target, piece)
    else if (target.matches('[data-modal] :is(input, textarea)'))
      write(target as HTMLInputElement, piece)
    else for (const key of piece) press(target, { key })
  })
}

function press(target: Element, init: KeyboardEventInit) {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })
  const isLeft = target.dispatchEvent(event)
  // Of a key that no hand pressed the browser sends no form.
  const sends = init.key === 'Enter' && !init.ctrlKey && !init.metaKey
  if (isLeft && sends && target instanceof HTMLInputElement) target.form?.requestSubmit()
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

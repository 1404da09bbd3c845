// Where the cursor goes when what had it is gone.
import { useLayoutEffect, useRef } from 'react'

/** Nothing has the focus: what had it is gone. */
export const isFocusFree = () =>
  document.activeElement === null || document.activeElement === document.body

/**
 * The opener of an editor has the focus again when the editor closes; whoever has gone on to something else
 * meanwhile, while it was being saved, stays there.
 */
export function useFocusBack<T extends HTMLElement>(isOpen: boolean) {
  const opener = useRef<T>(null)
  const wasOpen = useRef(isOpen)
  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen && isFocusFree()) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return opener
}

/** Keys go on in the page that is shown now, not at what led there. */
export const focusPage = () => document.getElementById('main')?.focus({ preventScroll: true })

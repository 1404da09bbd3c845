import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { IconButton } from './button'

interface ModalProps {
  title: string
  sub?: ReactNode
  open: boolean
  close: () => void
  wide?: boolean
  /** Holds typed text: a click beside it must not throw that away. */
  keeps?: boolean
  children: ReactNode
}

/**
 * `data-modal` is what silences the page's keys; a toast is a dialog to the browser too, but has
 * none.
 */
export function Modal({ title, sub, open, close, wide, keeps, children }: ModalProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => !next && close()}
      disablePointerDismissal={keeps}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/25 dark:bg-black/50" />
        <Dialog.Popup
          data-modal
          data-dialog
          className={classes(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] max-w-[94vw] -translate-x-1/2',
            'animate-rise flex-col rounded-lg bg-raise shadow-float outline-none',
            'max-md:top-auto max-md:bottom-0 max-md:max-h-[90vh] max-md:w-full',
            'max-md:max-w-none max-md:rounded-b-none',
            wide ? 'w-[560px]' : 'w-[420px]',
          )}
        >
          <div className="shrink-0 pt-3.5 pr-12 pl-4">
            <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
            {sub && (
              <Dialog.Description className="mt-0.5 truncate text-ink-3">{sub}</Dialog.Description>
            )}
          </div>
          {children}
          {/* Last, so that the dialog opens with the focus on what it asks. */}
          <Dialog.Close
            render={
              <IconButton
                label={t('dialog.close')}
                className="absolute! top-2.5 right-2.5 max-md:top-1 max-md:right-1"
              >
                <X size={16} />
              </IconButton>
            }
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface Option<T> {
  value: T
  label: string
  hint?: string
}

/** Choices answered by one digit or one click. */
export function OptionList<T>({
  options,
  choose,
}: {
  options: Option<T>[]
  choose: (value: T) => void
}) {
  useDigits(options, choose)
  return (
    <ul className="space-y-1.5 px-4 pt-3 pb-4">
      {options.map((option, index) => (
        <li key={index}>
          <button
            type="button"
            onClick={() => choose(option.value)}
            aria-keyshortcuts={String(index + 1)}
            className={classes(
              'flex min-h-9 w-full items-center gap-2 rounded-md border border-line-strong',
              'px-2.5 py-1 text-left hover:border-accent hover:bg-accent-soft',
              'max-md:min-h-12',
            )}
          >
            <span className="font-medium">{option.label}</span>
            <span className="num ml-auto text-ink-3">{option.hint}</span>
            <kbd
              aria-hidden
              className={classes(
                'inline-flex size-[17px] items-center justify-center rounded border',
                'border-line-strong font-sans text-[10.5px] leading-none text-ink-3',
                'max-md:hidden',
              )}
            >
              {index + 1}
            </kbd>
          </button>
        </li>
      ))}
    </ul>
  )
}

/**
 * Digits choose while the options stand open, wherever the focus is, unless a text is being
 * typed.
 */
function useDigits<T>(options: Option<T>[], choose: (value: T) => void) {
  const latest = useRef({ options, choose })
  latest.current = { options, choose }
  // At once: what was typed before the options stood there is for them.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element &&
        event.target.matches('input:not([type="radio"], [type="checkbox"]), textarea')
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      const option = latest.current.options[Number(event.key) - 1]
      if (!option) return
      event.preventDefault()
      latest.current.choose(option.value)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

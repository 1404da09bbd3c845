import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { IconButton } from './button'

interface ModalProps {
  title: string
  sub?: ReactNode
  open: boolean
  close: () => void
  wide?: boolean
  initialFocus?: RefObject<HTMLElement | null>
  children: ReactNode
}

/** `data-modal` is what silences the page's keys; a toast is a dialog to the browser too, but has none. */
export function Modal({ title, sub, open, close, wide, initialFocus, children }: ModalProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/25 dark:bg-black/50" />
        <Dialog.Popup
          data-modal
          initialFocus={initialFocus}
          className={classes(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] max-w-[94vw] -translate-x-1/2 animate-rise flex-col rounded-lg bg-raise shadow-float outline-none',
            'max-md:top-auto max-md:bottom-0 max-md:max-h-[90vh] max-md:w-full max-md:max-w-none max-md:rounded-b-none',
            wide ? 'w-[560px]' : 'w-[420px]',
          )}
        >
          <div className="flex items-start gap-2 px-4 pt-3.5">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
              {sub && <Dialog.Description className="mt-0.5 truncate text-ink-3">{sub}</Dialog.Description>}
            </div>
            <Dialog.Close render={<IconButton label={t('dialog.close')} className="-mt-1 -mr-1.5"><X size={16} /></IconButton>} />
          </div>
          {children}
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
export function OptionList<T>({ options, choose }: { options: Option<T>[]; choose: (value: T) => void }) {
  return (
    <ul className="space-y-1.5 px-4 pt-3 pb-4">
      {options.map((option, index) => (
        <li key={index}>
          <button
            type="button"
            onClick={() => choose(option.value)}
            aria-keyshortcuts={String(index + 1)}
            className="flex min-h-9 w-full items-center gap-2 rounded-md border border-line-strong px-2.5 py-1 text-left hover:border-accent hover:bg-accent-soft max-md:min-h-12"
          >
            <span className="font-medium">{option.label}</span>
            <span className="num ml-auto text-ink-3">{option.hint}</span>
            <kbd aria-hidden className="inline-flex size-[17px] items-center justify-center rounded border border-line-strong font-sans text-[10.5px] leading-none text-ink-3 max-md:hidden">
              {index + 1}
            </kbd>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** For the dialog around an OptionList: digits choose, unless a text is being typed. */
export function digitChooser<T>(options: Option<T>[], choose: (value: T) => void) {
  return (event: React.KeyboardEvent) => {
    if ((event.target as Element).matches('input, textarea') || event.ctrlKey || event.metaKey || event.altKey) return
    const option = options[Number(event.key) - 1]
    if (!option) return
    event.preventDefault()
    choose(option.value)
  }
}

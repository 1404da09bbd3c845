import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'

/** The sidebar of a phone. */
export default function Drawer({ close, children }: { close: () => void; children: ReactNode }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup
          data-modal
          aria-label={t('nav.menu')}
          className={classes(
            'fixed inset-y-0 left-0 z-50 flex w-[270px] flex-col bg-frame shadow-float',
            'outline-none',
          )}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

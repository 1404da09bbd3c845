import { classes } from '@/base/classes'
import { Toast } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { Key } from '@/kit/button'
import { ariaKeys, useKeys } from '@/kit/keys'
import { RuleWay } from '@/kit/refused'
import { showToasts, toasts, type Offer, type Told } from '@/kit/undo'

const actionLook = 'shrink-0 font-semibold text-toast-action max-md:-my-2 max-md:py-2'

/** What there is to do about it, while it is told; its key is that of the page that has it. */
function OfferButton({ label, keys, run }: Offer) {
  const take = () => {
    toasts.close()
    run()
  }
  useKeys([{ keys, label, run: take }], 'shell')
  return (
    <button type="button" aria-keyshortcuts={ariaKeys(keys)} onClick={take} className={actionLook}>
      {label} <Key keys={keys} />
    </button>
  )
}

function Toasts() {
  const { toasts: shown } = Toast.useToastManager<Told>()
  return (
    <Toast.Portal>
      <Toast.Viewport
        className={classes(
          'fixed left-1/2 z-50 flex w-[360px] max-w-[92vw] -translate-x-1/2 flex-col',
          // Above what floats over a list (kit/foot).
          'bottom-[max(1rem,calc(var(--foot,0px)+0.5rem))]',
          'max-md:bottom-[max(68px,calc(var(--foot,0px)+0.5rem))]',
          // Above the buttons a page has at its foot.
          'max-md:in-[:root:has([data-foot-bar])]:bottom-[124px]',
          // Nor over a dialog, which stands there and has its buttons at its foot.
          'max-md:in-[:root:has([data-dialog])]:top-3 max-md:in-[:root:has([data-dialog])]:bottom-auto!',
        )}
      >
        {shown.map((toast) => (
          <Toast.Root
            key={toast.id}
            toast={toast}
            data-toast
            className={classes(
              'flex animate-rise items-center gap-3 rounded-lg bg-toast px-3.5 py-2.5',
              'text-on-toast shadow-float data-limited:hidden',
            )}
          >
            <div className="min-w-0 flex-1">
              <Toast.Title />
              <Toast.Description className="text-xs opacity-80" />
            </div>
            {toast.data?.offer && <OfferButton {...toast.data.offer} />}
            {toast.data?.rule && (
              <RuleWay
                rule={toast.data.rule}
                className={actionLook}
                onClick={() => toasts.close()}
              />
            )}
            <Toast.Action className={actionLook} />
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  )
}

/** One toast at a time; when a queue is cleared by keys they would pile up. */
export default function ToastHost() {
  useEffect(showToasts, []) // after the provider listens: its own effect comes first
  return (
    <Toast.Provider toastManager={toasts} limit={1}>
      <Toasts />
    </Toast.Provider>
  )
}

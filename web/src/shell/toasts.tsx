import { classes } from '@/base/classes'
import { Toast } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { showToasts, toasts } from '@/kit/undo'

function Toasts() {
  const { toasts: shown } = Toast.useToastManager()
  return (
    <Toast.Portal>
      <Toast.Viewport
        className={classes(
          'fixed bottom-4 left-1/2 z-50 flex',
          'w-[360px] max-w-[92vw] -translate-x-1/2 flex-col max-md:bottom-[68px]',
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
            <Toast.Action className="font-semibold text-toast-action max-md:-my-2 max-md:py-2" />
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

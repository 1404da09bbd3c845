import { classes } from '@/base/classes'
import { Dialog } from '@base-ui/react/dialog'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { CloudOff } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { followEvents, useLiveState } from '@/api/events'
import { meQuery, modelQuery } from '@/api/queries'
import { t, useLanguage } from '@/base/words'
import { useKeys, type KeyBinding } from '@/kit/keys'
import { DrawerContext } from '@/kit/page'
import { undoLast } from '@/kit/undo'
import { KeySheet } from './key_sheet'
import { destinationsOf, type Destination } from './navigation'
import { Settings } from './settings'
import { Sidebar } from './sidebar'

export function Shell() {
  useLanguage()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const [dialog, setDialog] = useState<'drawer' | 'keys' | 'settings' | null>(null)
  const close = () => setDialog(null)
  const destinations = destinationsOf(model, me)
  useEffect(followEvents, [])
  useGlobalKeys(destinations, () => setDialog('keys'))

  const sidebar = (leave?: () => void) => (
    <Sidebar
      me={me}
      destinations={destinations}
      leave={leave}
      openSettings={() => setDialog('settings')}
    />
  )
  return (
    <DrawerContext value={() => setDialog('drawer')}>
      <a
        href="#main"
        className={classes(
          'sr-only rounded-md bg-raise p-2 shadow-float focus:not-sr-only focus:fixed',
          'focus:top-2 focus:left-2 focus:z-50',
        )}
      >
        {t('nav.skip')}
      </a>
      <div className="flex h-full">
        <aside
          aria-label={t('nav.sidebar')}
          className="flex w-[212px] shrink-0 flex-col max-md:hidden"
        >
          {sidebar()}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <OfflineBar />
          <Outlet />
          <BottomBar destinations={destinations} />
        </div>
      </div>
      {dialog === 'drawer' && <Drawer close={close}>{sidebar(close)}</Drawer>}
      {dialog === 'keys' && <KeySheet close={close} />}
      {dialog === 'settings' && (
        <Settings me={me} close={close} openKeys={() => setDialog('keys')} />
      )}
    </DrawerContext>
  )
}

const patienceMs = 2000

/** The stream comes and goes with a restart or a tunnel; only a lasting gap is worth a line. */
function OfflineBar() {
  const isGone = useLiveState() === 'gone'
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    if (!isGone) return setIsShown(false)
    const timer = setTimeout(() => setIsShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [isGone])
  return (
    <div role="status" className="shrink-0">
      {isShown && (
        <p
          className={classes(
            'flex items-center gap-2 bg-warn-soft px-4 py-2 text-warn',
            'md:mt-1.5 md:mr-1.5 md:rounded-lg',
          )}
        >
          <CloudOff size={15} aria-hidden className="shrink-0" />
          {t('live.gone')}
        </p>
      )}
    </div>
  )
}

function Drawer({ close, children }: { close: () => void; children: ReactNode }) {
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

function useGlobalKeys(destinations: Destination[], openKeys: () => void) {
  const navigate = useNavigate()
  const chords = destinations.flatMap(({ keys, also, label, link }): KeyBinding[] => {
    const run = () => void navigate({ ...link, search: {} })
    return [
      ...(keys ? [{ keys, label: t('keys.go', { place: label }), run }] : []),
      ...(also ? [{ keys: also, run }] : []),
    ]
  })
  useKeys([
    ...chords,
    { keys: 'mod+z', label: t('undo.last'), run: undoLast },
    { keys: '?', label: t('keys.show'), run: openKeys },
  ])
}

/** Home and the two lists used most. */
function BottomBar({ destinations }: { destinations: Destination[] }) {
  const home = destinations.find(({ group }) => group === 'home')
  const lists = destinations.filter(({ entity }) => entity?.key.match(/^(lead|opportunity)$/))
  const shown = home ? [{ ...home, label: t('nav.home') }, ...lists] : lists
  return (
    <nav
      aria-label={t('nav.quick')}
      className="flex h-14 shrink-0 border-t border-line bg-sheet md:hidden low:hidden"
    >
      {shown.map(({ key, icon: Icon, label, link }) => (
        <Link
          key={key}
          {...link}
          search={{}}
          activeOptions={{ exact: link.to === '/', includeSearch: false }}
          activeProps={{ className: 'font-semibold text-accent-ink' }}
          inactiveProps={{ className: 'text-ink-3' }}
          className={classes(
            'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-[11px]',
            'leading-4',
          )}
        >
          <Icon size={19} aria-hidden />
          <span className="max-w-full truncate">{label}</span>
        </Link>
      ))}
    </nav>
  )
}

import { Menu } from 'lucide-react'
import { createContext, useContext, useEffect, type ReactNode } from 'react'
import { messageOf } from '@/api/problem'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { Button, IconButton } from './button'

/** The shell lends its pages the button that opens the drawer on a phone. */
export const DrawerContext = createContext<() => void>(() => {})

interface PageProps {
  title: string
  /** What stands in the browser's tab, when it differs from the heading. */
  documentTitle?: string
  /** The way up; on a phone it takes the place of the menu. */
  back?: ReactNode
  sub?: ReactNode
  actions?: ReactNode
  /** A second line of controls, used on phones or by wide tool bars. */
  bar?: ReactNode
  children: ReactNode
}

export function Page({
  title,
  documentTitle = title,
  back,
  sub,
  actions,
  bar,
  children,
}: PageProps) {
  const openDrawer = useContext(DrawerContext)
  useEffect(() => {
    document.title = `${documentTitle} · Vigil`
  }, [documentTitle])
  return (
    <main
      id="main"
      tabIndex={-1}
      className={classes(
        'flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden bg-sheet outline-none',
        'md:m-1.5 md:ml-0 md:rounded-lg md:border md:border-line',
      )}
    >
      <header
        className={classes(
          'flex h-12 shrink-0 items-center gap-3',
          'border-b border-line px-4 max-md:gap-2 max-md:px-2',
        )}
      >
        {back || (
          <IconButton label={t('nav.menu')} onClick={openDrawer} className="md:hidden">
            <Menu size={19} />
          </IconButton>
        )}
        <h1 className="min-w-0 truncate text-base font-semibold">{title}</h1>
        {sub && <span className="min-w-0 flex-1 truncate text-ink-3 max-md:hidden">{sub}</span>}
        <div
          className={classes('ml-auto flex shrink-0 items-center gap-1.5', !actions && 'hidden')}
        >
          {actions}
        </div>
      </header>
      {bar}
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </main>
  )
}

export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div
      role="alert"
      className="m-4 flex flex-wrap items-center gap-3 rounded-md bg-bad-soft px-3 py-2 text-bad"
    >
      <span className="min-w-0 flex-1">{messageOf(error)}</span>
      {retry && <Button onClick={retry}>{t('error.retry')}</Button>}
    </div>
  )
}

export function Loading() {
  return (
    <p role="status" data-loading className="p-4 text-ink-3">
      {t('list.loading')}
    </p>
  )
}

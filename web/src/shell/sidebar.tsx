import { Link } from '@tanstack/react-router'
import { Moon, Plus, Search, UserPen } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useLiveState } from '@/api/events'
import { classes } from '@/base/classes'
import { t, type WordKey } from '@/base/words'
import { Button, IconButton, Key } from '@/kit/button'
import { Avatar } from '@/kit/marks'
import type { Me, Model } from '@/model/types'
import { Badge } from './badge'
import { Logo } from './logo'
import type { Destination } from './navigation'
import type { PageGroup } from './pages'
import { toggleTheme } from './theme'

interface SidebarProps {
  me: Me
  model: Model
  destinations: Destination[]
  leave?: () => void
  find: () => void
  chooseNew?: () => void
  openSettings: () => void
  /** For whose work it is to enter for others. */
  enterFor?: () => void
}

/** For who is new; the page stands without it. */
const Learn = lazy(() => import('@/crm/learn/panel').then((m) => ({ default: m.Learn })))

export function Sidebar({
  me,
  model,
  destinations,
  leave,
  find,
  chooseNew,
  openSettings,
  enterFor,
}: SidebarProps) {
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2 px-3">
        <Logo size={24} />
        <b className="min-w-0 flex-1 truncate text-base font-semibold">{t('app.name')}</b>
        <IconButton label={t('theme.toggle')} onClick={toggleTheme}>
          <Moon size={15} />
        </IconButton>
      </div>
      <div className="flex shrink-0 gap-1.5 px-2 pb-1.5">
        <Button
          onClick={find}
          aria-haspopup="dialog"
          className="min-w-0 flex-1 justify-start! px-2! font-normal! text-ink-3!"
        >
          <Search size={14} aria-hidden />
          <span className="flex-1 text-left">{t('find.open')}</span>
          <Key keys="mod+k" />
        </Button>
        {chooseNew && (
          <Button
            onClick={chooseNew}
            aria-haspopup="dialog"
            aria-label={t('new.label')}
            title={t('new.label')}
            className="px-1.5!"
          >
            <Plus size={15} aria-hidden />
          </Button>
        )}
      </div>
      <nav aria-label={t('nav.main')} className="min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-2">
        {groups.map(({ group, label }) => (
          <Group
            key={group}
            label={label && t(label)}
            destinations={destinations.filter((one) => one.group === group)}
            leave={leave}
          />
        ))}
      </nav>
      <Suspense>
        <Learn me={me} model={model} />
      </Suspense>
      {enterFor && <EnterFor open={enterFor} />}
      <Foot me={me} openSettings={openSettings} />
    </>
  )
}

const groups: { group: PageGroup; label?: WordKey }[] = [
  { group: 'home' },
  { group: 'work', label: 'nav.work' },
  { group: 'steer', label: 'nav.steer' },
]

interface GroupProps {
  label?: string
  destinations: Destination[]
  leave?: () => void
}

function Group({ label, destinations, leave }: GroupProps) {
  if (destinations.length === 0) return null
  return (
    <>
      {label && <div className="eyebrow mt-2.5 px-2 py-1">{label}</div>}
      <ul>
        {destinations.map((one) => (
          <li key={one.key}>
            <Link
              {...one.link}
              search={{}}
              onClick={leave}
              activeOptions={{ exact: one.link.to === '/', includeSearch: false }}
              className={navLook}
              inactiveProps={{ className: 'text-ink-2' }}
              activeProps={{
                className: 'bg-hover font-semibold text-ink',
                'aria-current': 'page' as const,
              }}
            >
              <one.icon size={15} strokeWidth={1.8} aria-hidden className="shrink-0" />
              <span className="truncate">{one.label}</span>
              {one.keys && (
                <span className="ml-auto hidden group-hover:inline group-focus-visible:inline">
                  <Key keys={one.keys} />
                </span>
              )}
              {one.hasBadge && (
                <Badge className="ml-auto group-hover:ml-1 group-focus-visible:ml-1" />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

const navLook = classes(
  'group flex h-[30px] items-center gap-2.5 rounded-md px-2 hover:bg-hover max-md:h-11',
)

function EnterFor({ open }: { open: () => void }) {
  return (
    <div className="shrink-0 px-2 pb-1.5">
      <button
        type="button"
        onClick={open}
        aria-haspopup="dialog"
        className={classes(navLook, 'w-full text-left text-ink-2')}
      >
        <UserPen size={15} strokeWidth={1.8} aria-hidden className="shrink-0" />
        <span className="truncate">{t('enter_for.open')}</span>
      </button>
    </div>
  )
}

function Foot({ me, openSettings }: { me: Me; openSettings: () => void }) {
  return (
    <div className="flex shrink-0 items-center gap-1 border-t border-line p-1.5">
      <button
        type="button"
        onClick={openSettings}
        aria-haspopup="dialog"
        className={classes(
          'flex min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 py-1 text-left',
          'hover:bg-hover',
        )}
      >
        <Avatar name={me.name} size={24} />
        <span className="min-w-0 leading-4">
          <span className="line-clamp-2 font-medium [overflow-wrap:anywhere]">{me.name}</span>
          <span className="block truncate text-xs text-ink-3">{me.role.label}</span>
        </span>
      </button>
      <LiveDot />
    </div>
  )
}

function LiveDot() {
  const state = useLiveState()
  return (
    <span role="status" className="flex shrink-0 items-center gap-1 pr-1.5 text-xs text-ink-3">
      <i
        aria-hidden
        className={classes('size-1.5 rounded-full', state === 'live' ? 'bg-good' : 'bg-warn')}
      />
      {state === 'live' && t('live.on')}
      {state === 'gone' && t('live.off')}
    </span>
  )
}

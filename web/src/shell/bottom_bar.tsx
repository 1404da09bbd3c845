import { Link, useLocation } from '@tanstack/react-router'
import { Phone, Search, type LucideIcon } from 'lucide-react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import type { Me } from '@/model/types'
import { Badge } from './badge'
import { homeOf, type Destination } from './navigation'

interface BottomBarProps {
  me: Me
  destinations: Destination[]
  logCall?: () => void
  find: () => void
}

/** As wide as its label and a fair share of the rest: a long one has room where all alike would cut it. */
const look = classes(
  'relative flex min-w-0 flex-auto flex-col items-center justify-center gap-0.5 text-xs tracking-tight',
)

/** On a phone what is used most; the rest waits in the drawer. */
export function BottomBar({ me, destinations, logCall, find }: BottomBarProps) {
  const home = destinations.find(({ link }) => link.to === homeOf(me))
  const { pathname } = useLocation()
  // My day and the exceptions are both where work begins, whichever of them the tab leads to.
  const isHome = destinations.some(({ group, link }) => group === 'home' && link.to === pathname)
  const listOf = (key: string) => destinations.find(({ entity }) => entity?.key === key)
  return (
    <nav
      aria-label={t('nav.quick')}
      className="flex h-14 shrink-0 border-t border-line bg-sheet md:hidden low:hidden"
    >
      {home && <Place destination={{ ...home, label: t('nav.home') }} isLit={isHome} />}
      <Place destination={listOf('lead')} />
      {logCall && <Deed icon={Phone} label={t('nav.call')} press={logCall} />}
      <Place destination={listOf('opportunity')} />
      <Deed icon={Search} label={t('find.open')} press={find} />
    </nav>
  )
}

interface PlaceProps {
  destination: Destination | undefined
  /** Else on the pages under its address. */
  isLit?: boolean
}

const lit = { className: 'font-semibold text-accent-ink' }
const unlit = { className: 'text-ink-3' }

function Place({ destination, isLit }: PlaceProps) {
  if (!destination) return null
  const { link, icon: Icon, label, hasBadge } = destination
  return (
    <Link
      {...link}
      search={{}}
      activeOptions={{ exact: link.to === '/', includeSearch: false }}
      activeProps={isLit === false ? unlit : lit}
      inactiveProps={isLit ? lit : unlit}
      aria-current={isLit ? 'page' : undefined}
      className={look}
    >
      <Icon size={19} aria-hidden />
      <span className="max-w-full truncate">{label}</span>
      {hasBadge && <Badge className="absolute top-1 left-1/2 ml-1" />}
    </Link>
  )
}

function Deed({
  icon: Icon,
  label,
  press,
}: {
  icon: LucideIcon
  label: string
  press: () => void
}) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={press}
      className={classes(look, 'text-ink-3')}
    >
      <Icon size={19} aria-hidden />
      <span className="max-w-full truncate">{label}</span>
    </button>
  )
}

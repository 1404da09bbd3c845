// The pages of the product. One entry here puts a page into the sidebar, the palette, the key sheet
// and the "G x" chords; the route itself stands in router.tsx. What can be done on a page is in the
// palette and on the key sheet by its useKeys, without a word here.
import type { LinkProps } from '@tanstack/react-router'
import {
  Activity,
  BookOpen,
  Building2,
  Columns3,
  FileText,
  FileUp,
  Inbox,
  LifeBuoy,
  Megaphone,
  Package,
  Settings2,
  Sun,
  Target,
  ScrollText,
  User,
  UserPlus,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { WordKey } from '@/base/words'
import type { NewProps } from '@/crm/records/new_dialog'
import { mayPlan } from '@/model/catalogue'
import type { Me, Model } from '@/model/types'

/**
 * Home stands without a heading; work is with customers, steer is about the work. An entity under
 * steer is shown to who may make new ones. What is in Admin the palette finds; the sidebar leaves
 * it out.
 */
export type PageGroup = 'home' | 'work' | 'steer' | 'admin'

interface PageLook {
  icon: LucideIcon
  group: PageGroup
  /** "l" makes G L. A letter is given once; `npm test` says when two pages want the same. */
  letter?: string
  /** Another letter for the same page. */
  also?: string
  /** What a role may not use is not shown; absent: everyone may. */
  may?: (me: Me, model: Model) => boolean
}

/** A page of its own. */
interface OwnPage extends PageLook {
  to: LinkProps['to']
  label: WordKey
  /** Shows the one badge of the product. */
  hasBadge?: boolean
}

/**
 * The page of an entity: called as the model calls it, shown when the reader's model has it in its
 * menu. Without `to` it is the list made from the model.
 */
interface EntityPage extends PageLook {
  entity: string
  to?: LinkProps['to']
  params?: LinkProps['params']
  /** Asks for a new one, from anywhere; absent: the form made from the model. */
  create?: () => Promise<{ default: ComponentType<NewProps> }>
}

export type PageEntry = OwnPage | EntityPage

/** In the order of the sidebar. A company's own entities follow the work by themselves. */
export const pages: PageEntry[] = [
  {
    to: '/',
    label: 'nav.exceptions',
    icon: Inbox,
    group: 'home',
    letter: 'e',
    also: 'h',
    hasBadge: true,
  },
  { to: '/day', label: 'nav.day', icon: Sun, group: 'home', letter: 'd' },
  { entity: 'lead', icon: UserPlus, group: 'work', letter: 'l' },
  { entity: 'opportunity', icon: Columns3, group: 'work', letter: 'o' },
  { entity: 'case', icon: LifeBuoy, group: 'work', letter: 'c' },
  { entity: 'account', icon: Building2, group: 'work', letter: 'u' },
  { entity: 'contact', icon: User, group: 'work', letter: 'n' },
  { entity: 'activity', icon: Activity, group: 'work', letter: 't' },
  { entity: 'article', icon: BookOpen, group: 'work', letter: 'k' },
  { entity: 'campaign', icon: Megaphone, group: 'work', letter: 'm' },
  { to: '/plan', label: 'nav.plan', icon: Target, group: 'steer', letter: 'p', may: mayPlan },
  {
    to: '/process',
    label: 'nav.process',
    icon: ScrollText,
    group: 'steer',
    letter: 'r',
    may: (_, model) => model.entities.some(({ key }) => key === 'guideline'),
  },
  {
    to: '/import',
    label: 'nav.import',
    icon: FileUp,
    group: 'steer',
    letter: 'b',
    may: (me) => me.may.import,
  },
  // Who administers finds them there.
  {
    entity: 'form',
    icon: FileText,
    group: 'steer',
    letter: 'f',
    may: (me) => !me.may.administer,
  },
  { entity: 'product', icon: Package, group: 'steer', letter: 'i' },
  {
    to: '/admin',
    label: 'nav.admin',
    icon: Settings2,
    group: 'steer',
    letter: 'a',
    may: (me) => me.may.administer,
  },
  {
    entity: 'user',
    icon: User,
    group: 'admin',
    to: '/admin/$section',
    params: { section: 'people' },
  },
  {
    entity: 'team',
    icon: Users,
    group: 'admin',
    to: '/admin/$section',
    params: { section: 'teams' },
  },
  {
    entity: 'form',
    icon: FileText,
    group: 'admin',
    to: '/admin/$section',
    params: { section: 'forms' },
    may: (me) => me.may.administer,
  },
]

/** Letters the design promises to pages, so that nothing else gets used to them meanwhile. */
export const reservedLetters = 'ehdlocunktmpsar'

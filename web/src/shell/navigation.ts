import {
  Activity,
  BookOpen,
  Box,
  Building2,
  CalendarClock,
  Columns3,
  FileText,
  Inbox,
  LifeBuoy,
  ListChecks,
  Megaphone,
  Package,
  ScrollText,
  Shield,
  User,
  UserPlus,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { letterKeys } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'

const icons: Record<string, LucideIcon> = {
  lead: UserPlus,
  opportunity: Columns3,
  account: Building2,
  contact: User,
  activity: Activity,
  product: Package,
  case: LifeBuoy,
  article: BookOpen,
  campaign: Megaphone,
  guideline: ScrollText,
  exception: Inbox,
  playbook: ListChecks,
  opportunity_step: ListChecks,
  user: User,
  team: Users,
  role: Shield,
  calendar: CalendarClock,
  saved_view: FileText,
}

export interface Destination {
  entity: Entity
  icon: LucideIcon
  keys: string | undefined
}

/** In the order of use; a company's own come behind, its set-up last. */
const work = [
  'lead',
  'opportunity',
  'case',
  'account',
  'contact',
  'activity',
  'campaign',
  'article',
]
const setUp = ['product', 'team', 'user']
const rankOf = ({ key }: Entity) =>
  work.includes(key) ? work.indexOf(key) : work.length + 1 + setUp.indexOf(key)

/** The entities of the sidebar. */
export function destinationsOf(model: Model): Destination[] {
  const entities = model.entities
    .filter((entity) => entity.menu)
    .sort((a, b) => rankOf(a) - rankOf(b))
  const letters = letterKeys(entities)
  return entities.map((entity) => {
    const letter = letters.get(entity.key)
    return { entity, icon: icons[entity.key] ?? Box, keys: letter && `g ${letter}` }
  })
}

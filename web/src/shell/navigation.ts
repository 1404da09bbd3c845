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

/** The entities of the sidebar, in the order of the model. */
export function destinationsOf(model: Model): Destination[] {
  const entities = model.entities.filter((entity) => entity.menu)
  const letters = letterKeys(entities)
  return entities.map((entity) => {
    const letter = letters.get(entity.key)
    return { entity, icon: icons[entity.key] ?? Box, keys: letter && `g ${letter}` }
  })
}

// The sections of Admin in their order: one line each.
import {
  Archive,
  Boxes,
  Building2,
  CalendarClock,
  FileText,
  HeartPulse,
  History,
  Mail,
  Network,
  ShieldCheck,
  Trash2,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { AdminKey } from './words'

export interface AdminSection {
  /** The last part of its address: /admin/PATH. */
  path: string
  label: AdminKey
  icon: LucideIcon
  Component: LazyExoticComponent<ComponentType>
}

const section = (
  path: string,
  label: AdminKey,
  icon: LucideIcon,
  load: () => Promise<{ default: ComponentType }>,
): AdminSection => ({ path, label, icon, Component: lazy(load) })

export const sections: AdminSection[] = [
  section('people', 'people', Users, () => import('./people/people')),
  section('teams', 'teams', Network, () => import('./teams/teams')),
  section('rights', 'rights', ShieldCheck, () => import('./rights/rights')),
  section('calendars', 'calendars', CalendarClock, () => import('./calendars/calendars')),
  section('company', 'company', Building2, () => import('./company/company')),
  section('fields', 'fields', Boxes, () => import('./fields/fields')),
  section('forms', 'forms', FileText, () => import('./forms/forms')),
  section('bin', 'recycle_bin', Trash2, () => import('./bin/bin')),
  section('journal', 'journal', History, () => import('./journal/journal')),
  section('mail', 'mail', Mail, () => import('./mail/mail')),
  section('backups', 'backups', Archive, () => import('./health/backups')),
  section('health', 'health', HeartPulse, () => import('./health/health')),
]

// The sections of Admin in their order: one line each.
import { Boxes, Users, type LucideIcon } from 'lucide-react'
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
  section('fields', 'fields', Boxes, () => import('./fields/fields')),
]

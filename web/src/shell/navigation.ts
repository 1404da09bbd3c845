// Where one can go: the entries of pages.ts as this reader of this company has them.
import type { LinkProps } from '@tanstack/react-router'
import { Box, type LucideIcon } from 'lucide-react'
import { t } from '@/base/words'
import { entityByKey, letterKeys } from '@/model/catalogue'
import type { Entity, Me, Model } from '@/model/types'
import { pages, reservedLetters, type PageEntry, type PageGroup } from './pages'

export interface Destination {
  /** Unlike any other's. */
  key: string
  label: string
  icon: LucideIcon
  group: PageGroup
  /** "g l" */
  keys?: string
  also?: string
  hasBadge: boolean
  link: Pick<LinkProps, 'to' | 'params'>
  /** Whose page it is, where it is an entity's. */
  entity?: Entity
}

/** What this reader may use, in the order of the sidebar. */
export function destinationsOf(model: Model, me: Me): Destination[] {
  const known = pages
    .filter((page) => page.may?.(me, model) ?? true)
    .flatMap((page) => destinationOf(page, model) ?? [])
  const named = new Set(pages.map((page) => ('entity' in page ? page.entity : '')))
  const others = model.entities.filter((entity) => entity.menu && !named.has(entity.key))
  const taken = reservedLetters + pages.map((page) => page.letter ?? '').join('')
  const letters = letterKeys(others, taken)
  const own = others.map((entity): Destination => {
    const letter = letters.get(entity.key)
    return { ...ofEntity(entity), icon: Box, group: 'work', keys: letter && `g ${letter}` }
  })
  const inGroup = (group: PageGroup) => known.filter((one) => one.group === group)
  return [...inGroup('home'), ...inGroup('work'), ...own, ...inGroup('steer'), ...inGroup('admin')]
}

function destinationOf(page: PageEntry, model: Model): Destination | undefined {
  const { icon, group } = page
  const look = {
    icon,
    group,
    keys: page.letter && `g ${page.letter}`,
    also: page.also && `g ${page.also}`,
  }
  if (!('entity' in page)) {
    const link = { to: page.to }
    return { key: page.label, label: t(page.label), link, hasBadge: !!page.hasBadge, ...look }
  }
  const entity = entityByKey(model, page.entity)
  if (!entity?.menu) return undefined
  // Set-up is for who sets up; to look a colleague or a product up there is Find.
  if ((group === 'steer' || group === 'admin') && !entity.may.create) return undefined
  const made = ofEntity(entity)
  return { ...made, ...look, link: page.to ? { to: page.to, params: page.params } : made.link }
}

const ofEntity = (entity: Entity) => ({
  key: entity.key,
  label: entity.label_plural,
  hasBadge: false,
  entity,
  link: { to: '/e/$plural', params: { plural: entity.plural } } as Destination['link'],
})

/** What this reader may make new, in the order of the sidebar; people come by invitation. */
export const creatableOf = (destinations: Destination[]): Entity[] =>
  destinations.flatMap(({ entity, group }) =>
    entity?.may.create && group !== 'admin' ? [entity] : [],
  )

/** Where work begins: a rep has a day, whoever leads has exceptions. */
export const homeOf = (me: Me) => (me.role.key === 'rep' ? '/day' : '/')

/** What stands before a record of an entity. */
export const iconOf = (key: string): LucideIcon =>
  pages.find((page) => 'entity' in page && page.entity === key)?.icon ?? Box

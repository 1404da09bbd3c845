// What a noun adds to the list that every entity has: views it ships, its own way of entering a new one.
import type { ComponentType } from 'react'
import type { WordKey } from '@/base/words'
import type { Entity, Entry } from '@/model/types'

/** A view that comes with the product; it is shown where its filter can be read. */
export interface ShippedView {
  key: string
  label: WordKey
  /** Absent: all. */
  filter?: string
  sort?: string
  /** How many it finds stands beside its name. */
  isCounted?: boolean
}

export interface NewFormProps {
  entity: Entity
  currency: string
  close: () => void
  /** It is made: shows it. */
  show: (entry: Entry) => void
  /** Opens the form with all fields, with what is known already; absent where none can stand. */
  openFull?: () => void
  /** Typed elsewhere already, and found nowhere. */
  text?: string
}

export interface ListExtras {
  views?: ShippedView[]
  /** The order where the address names none; absent: newest first. */
  sort?: string
  NewForm?: ComponentType<NewFormProps>
  /**
   * Last touch, next step and promise are usual columns; these fields of the layout make room for
   * them and wait in the chooser.
   */
  pulseInsteadOf?: string[]
}

const extras = new Map<string, ListExtras>()
export const extendList = (entity: string, more: ListExtras) => extras.set(entity, more)
export const extrasOf = (entity: string): ListExtras => extras.get(entity) ?? {}

import { t } from '@/base/words'
import { callActOf } from '@/kit/acts/call_act'
import { extrasOf } from '@/kit/list_extras'
import { fieldsOf } from '@/model/catalogue'
import type { Entity, Field } from '@/model/types'
import { questionsOf } from './questions'
import {
  answeredWidths,
  headingRoom,
  pulseWidths,
  titleWidths,
  widthsOf,
  type Widths,
} from './widths'

export interface Column {
  key: string
  /** Null for how many qualifying questions are answered, and for what goes on with a record. */
  field: Field | null
  /** What the column is called. */
  label: string
  /** px: without that much its values cannot be read, and what they would like; what is left goes by the latter. */
  width: number
  share: number
  isRight: boolean
}

/** How many of the qualifying questions are answered: a column that is no field. */
export const answeredKey = 'answered'

/** What goes on with a record: columns that are no fields either. */
export const pulseKeys = ['last_touch', 'next_step', 'promise'] as const
export type PulseKey = (typeof pulseKeys)[number]
export const isPulse = (key: string): key is PulseKey =>
  (pulseKeys as readonly string[]).includes(key)
/** Whatever one can call has touches and steps. */
const hasPulse = (entity: Entity) =>
  callActOf(entity) !== undefined || extrasOf(entity.key).pulseInsteadOf !== undefined

/** The columns of a list: those chosen, or the entity's own. The first holds the title: it opens the record. */
export function columnsOf(entity: Entity, chosen?: string[]): Column[] {
  return columnKeysOf(entity, chosen).flatMap((key, index) => columnOf(entity, key, index === 0))
}

function columnOf(entity: Entity, key: string, isFirst: boolean): Column[] {
  if (key === answeredKey)
    return questionsOf(entity).length === 0
      ? []
      : [wide({ key, field: null, label: t('list.answered'), isRight: false }, answeredWidths)]
  if (isPulse(key)) {
    if (!hasPulse(entity)) return []
    return [wide({ key, field: null, label: t(`list.${key}`), isRight: false }, pulseWidths(key))]
  }
  return fieldsOf(entity, [key]).map((field) => {
    const label = isFirst && key === 'last_name' ? t('list.name') : field.label
    const isRight = ['integer', 'decimal', 'money'].includes(field.kind)
    return wide({ key, field, label, isRight }, isFirst ? titleWidths : widthsOf(field))
  })
}

/** A heading is read whole. */
function wide(column: Omit<Column, 'width' | 'share'>, [least, ideal]: Widths): Column {
  const heading = headingRoom(column.label)
  return { ...column, width: Math.max(least, heading), share: Math.max(ideal, heading) }
}

/** The entity's own columns: a person is one column, called by the whole name and sorted by the last one. */
export function usualKeysOf(entity: Entity): string[] {
  const { layout, title } = entity
  const laid = layout.list.length === 0 ? [title] : layout.list
  const listed =
    laid[0] === 'first_name' && laid.includes('last_name')
      ? ['last_name', ...laid.filter((key) => key !== 'first_name' && key !== 'last_name')]
      : laid
  const instead = extrasOf(entity.key).pulseInsteadOf
  const fields = listed.filter((key, index) => index === 0 || !instead?.includes(key))
  const keys = instead ? [...fields, ...pulseKeys] : fields
  if (questionsOf(entity).length === 0) return keys
  const place = keys.indexOf('owner') + 1 || keys.length
  return keys.toSpliced(place, 0, answeredKey)
}

/** The title's column stands first and cannot be left out. */
export function columnKeysOf(entity: Entity, chosen?: string[]): string[] {
  const usualKeys = usualKeysOf(entity)
  if (!chosen?.length) return usualKeys
  const title = usualKeys[0]!
  const fields = new Set([answeredKey, ...pulseKeys, ...entity.fields.map((field) => field.key)])
  return [title, ...chosen.filter((key) => key !== title && fields.has(key))]
}

const unseen = new Set(['id', 'version', 'removed_at'])
/** All that may be a column, as the chooser offers them. */
export function choosableOf(entity: Entity): Column[] {
  const usualKeys = usualKeysOf(entity)
  const isPerson = usualKeys[0] === 'last_name'
  const others = entity.fields
    .filter(({ key, kind }) => !unseen.has(key) && kind !== 'json')
    .map(({ key }) => key)
    .filter((key) => !usualKeys.includes(key) && !(isPerson && key === 'first_name'))
  const pulses = pulseKeys.filter((key) => !usualKeys.includes(key))
  return [...usualKeys, ...pulses, ...others].flatMap((key, index) =>
    columnOf(entity, key, index === 0),
  )
}

const worthOnPhones: Field['kind'][] = ['money', 'text', 'choice', 'day']
const worthOf = ({ field }: Column) => {
  const place = field ? worthOnPhones.indexOf(field.kind) : -1
  return place < 0 ? worthOnPhones.length : place
}

/** Beside the title. */
export const columnsOnPhones = 2

/** The title and the first two that were chosen, else the two that say most; the rest is one touch away. */
export function fewColumnsOf(entity: Entity, chosen?: string[]): Column[] {
  const [title, ...others] = columnsOf(entity, chosen)
  // A promise about to break stands in the row in any case.
  const told = others.filter(({ key }) => (chosen?.length ? key !== 'promise' : !isPulse(key)))
  const first = chosen?.length ? told : told.toSorted((a, b) => worthOf(a) - worthOf(b))
  const best = new Set(first.slice(0, columnsOnPhones))
  return title ? [title, ...others.filter((column) => best.has(column))] : []
}

export const templateOf = (columns: Column[]) =>
  columns.map(({ width, share }) => `minmax(${width}px, ${share}fr)`).join(' ')
/** px between two columns, as the class of the rows has it. */
const gap = 8
export const widthOf = (columns: Column[]) =>
  columns.reduce((sum, column) => sum + column.width + gap, 32)

/** Click: ascending, then descending, then as it was. By promise there is one direction. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return key === 'promise' ? undefined : `-${key}`
  return sort === `-${key}` ? undefined : key
}

const unsortable = new Set<Field['kind']>(['long_text', 'json'])
export const isSortable = ({ key, field }: Column) =>
  field ? !unsortable.has(field.kind) : key === 'promise'

/** The order of a list whose address names none; absent: newest first. */
export const sortOf = (entity: Entity, sort: string | undefined) =>
  sort ?? extrasOf(entity.key).sort

import { t } from '@/base/words'
import { fieldsOf } from '@/model/catalogue'
import type { Entity, Field } from '@/model/types'

export interface Column {
  field: Field
  /** What the column is called. */
  label: string
  /** px at least, and its share of what is left. */
  width: number
  share: number
  isRight: boolean
}

const widths: Partial<Record<Field['kind'], [width: number, share: number]>> = {
  boolean: [80, 0],
  integer: [90, 0],
  decimal: [90, 0],
  money: [110, 0],
  day: [110, 0],
  moment: [130, 0],
  choice: [110, 0.4],
  link: [150, 0.8],
  email: [180, 0.8],
  phone: [140, 0.3],
  url: [160, 0.6],
  long_text: [200, 1.5],
}
const usual: [number, number] = [130, 1]

/** The first column holds the title: it is what opens the record. */
export function columnsOf(entity: Entity): Column[] {
  return fieldsOf(entity, keysOf(entity)).map((field, index) => {
    const [width, share] = widths[field.kind] ?? usual
    return {
      field,
      label: index === 0 && field.key === 'last_name' ? t('list.name') : field.label,
      isRight: ['integer', 'decimal', 'money'].includes(field.kind),
      width: index === 0 ? Math.max(width, 180) : width,
      share: index === 0 ? 1.4 : share,
    }
  })
}

const worthOnPhones: Field['kind'][] = ['money', 'text', 'choice', 'day']
const worthOf = ({ field }: Column) => {
  const place = worthOnPhones.indexOf(field.kind)
  return place < 0 ? worthOnPhones.length : place
}

/** The title and the two that say most; the rest is one touch away. */
export function fewColumnsOf(entity: Entity): Column[] {
  const [title, ...others] = columnsOf(entity)
  const best = new Set([...others].sort((a, b) => worthOf(a) - worthOf(b)).slice(0, 2))
  return title ? [title, ...others.filter((column) => best.has(column))] : []
}

/** A person is one column, called by the whole name and sorted by the last one. */
function keysOf({ layout: { list }, title }: Entity): string[] {
  if (list.length === 0) return [title]
  if (list[0] !== 'first_name' || !list.includes('last_name')) return list
  return ['last_name', ...list.filter((key) => key !== 'first_name' && key !== 'last_name')]
}

export const templateOf = (columns: Column[]) =>
  columns.map(({ width, share }) => `minmax(${width}px, ${share || 0.001}fr)`).join(' ')
export const widthOf = (columns: Column[]) =>
  columns.reduce((sum, column) => sum + column.width + 12, 20)

/** Click: ascending, then descending, then as it was. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? undefined : key
}

const unsortable = new Set<Field['kind']>(['long_text', 'json'])
export const isSortable = (field: Field) => !unsortable.has(field.kind)

// Fields and entities for tests: plain ones, of which a test says only what it is about.
import type { Entity, Field } from './types'

export const testField = (key: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  key,
  kind,
  label: key,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
  ...more,
})

export const testEntity = (key: string, more: Partial<Entity> = {}): Entity => ({
  key,
  plural: `${key}s`,
  label: key,
  label_plural: `${key}s`,
  menu: true,
  own: false,
  title: 'name',
  fields: [],
  layout: { list: [], record: [] },
  acts: [],
  may: { create: false, change: false, remove: false },
  ...more,
})

// Changes of the company's own model: its fields, choices, labels and objects.
import type { Language } from '@/base/words'
import type { FieldKind } from '@/model/types'
import { undoJournal, type Job } from './calls'
import { call, freshKey } from './client'
import { endOf, takeBackJob } from './jobs'
import { queryClient } from './queries'

/** Absent languages read as English does. */
export type Labels = Partial<Record<Language, string>>

/** As it is sent: what is not said of a known choice stays. */
export interface ChoiceChange {
  key: string
  label?: Labels
  tone?: string
}

export interface NewField {
  key: string
  kind: FieldKind
  label: Labels
  required: boolean
  choices?: ChoiceChange[]
  link?: string
}

export interface FieldChange {
  label?: Labels
  help?: Labels
  used_for?: Labels
  required?: boolean
  /** In their order; those left out are hidden, and stay in the records that have them. */
  choices?: ChoiceChange[]
}

export interface NewEntity {
  key: string
  plural: string
  label: Labels
  label_plural: Labels
  title: string[]
  fields: Record<string, Omit<NewField, 'key'>>
}

export interface EntityChange {
  label?: Labels
  label_plural?: Labels
  menu?: boolean
  /** False brings back one that was removed, with its records. */
  hidden?: boolean
  /** Only of a company's own. */
  layout?: { list: string[]; record: { label: Labels; fields: string[] }[] }
}

const entities = '/model/entities'
const fieldsOf = (entity: string) => `${entities}/${entity}/fields`

/** Whatever is made from the model asks for it again, in each language that was looked at. */
export async function refreshModel() {
  await queryClient.invalidateQueries({ queryKey: ['model'] })
  void queryClient.invalidateQueries({ queryKey: ['entries'] })
  void queryClient.invalidateQueries({ queryKey: ['entry'] })
  void queryClient.invalidateQueries({ queryKey: ['journal'] })
}

/** Answers what takes the change back; undefined where nothing was changed. */
async function change(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) {
  const { journal } = await call(method, path, { body })
  await refreshModel()
  return journal ? () => undoJournal(journal).then(refreshModel) : undefined
}

export const addField = (entity: string, field: NewField) => change('POST', fieldsOf(entity), field)
export const changeField = (entity: string, field: string, to: FieldChange) =>
  change('PATCH', `${fieldsOf(entity)}/${field}`, to)
export const removeField = (entity: string, field: string) =>
  change('DELETE', `${fieldsOf(entity)}/${field}`)
/** The choice goes, and the records that have it get the other one; a job, for they may be many. */
export async function mergeChoices(entity: string, field: string, from: string, to: string) {
  const { data } = await call<Job>('POST', `${fieldsOf(entity)}/${field}/choices/merge`, {
    body: { from, to },
    idempotencyKey: freshKey(),
  })
  try {
    await endOf(data)
  } finally {
    await refreshModel()
  }
  return () => takeBackJob(data.id).then(refreshModel)
}
export const addEntity = (entity: NewEntity) => change('POST', entities, entity)
export const changeEntity = (entity: string, to: EntityChange) =>
  change('PATCH', `${entities}/${entity}`, to)
export const removeEntity = (entity: string) => change('DELETE', `${entities}/${entity}`)

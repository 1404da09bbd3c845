// An act on all chosen records; what some of them lack is asked for once, and only they take the answer.
import { bulkChange, conditionsFor, listEntries, type Chosen, type Refused } from '@/api/calls'
import { labelled, language, listOf, t } from '@/base/words'
import { doWhole } from '@/kit/acts/act_whole'
import { fieldsOf, titleOf } from '@/model/catalogue'
import type { Act, Entity, Entry, Field, Value, Values } from '@/model/types'

const pageSize = 200

const emptyOf = (fields: Field[]) => fields.map(({ key }) => `${key} is empty`).join(' or ')

/** Those of the chosen that lack at least one of the fields. */
async function lackingOf(plural: string, chosen: Chosen, fields: Field[]): Promise<Entry[]> {
  const filters = 'filter' in chosen ? [chosen.filter] : conditionsFor(chosen.ids)
  const found: Entry[] = []
  for (const one of filters) {
    const query = { filter: `(${one}) and (${emptyOf(fields)})`, limit: pageSize } as const
    let after: string | null = null
    do {
      const page = await listEntries(plural, { ...query, isUncounted: true }, after)
      found.push(...page.data)
      after = page.next
    } while (after)
  }
  return found
}

export interface Lack {
  fields: Field[]
  entries: Entry[]
}

const isEmpty = (value: Value) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)

/** Records that lack the same, together. */
export function lacksOf(entries: Entry[], fields: Field[]): Lack[] {
  const lacks = new Map<string, Lack>()
  for (const entry of entries) {
    const missing = fields.filter(({ key }) => isEmpty(entry[key]))
    if (missing.length === 0) continue
    const name = missing.map(({ key }) => key).join()
    const lack = lacks.get(name) ?? { fields: missing, entries: [] }
    lack.entries.push(entry)
    lacks.set(name, lack)
  }
  return [...lacks.values()]
}

const mostNamed = 3

function namesOf(entity: Entity, entries: Entry[]) {
  const names = entries.slice(0, mostNamed).map((entry) => titleOf(entity, entry))
  const rest = entries.length - names.length
  return listOf(
    rest > 0 ? [...names, t('missing.more', { n: rest.toLocaleString(language()) })] : names,
  )
}

/** "Missing for Anna Berg and Ben Holm"; where they lack different things "Budget: Anna Berg · Rating: Li Na" */
export function lackWords(entity: Entity, lacks: Lack[]): string {
  const [only] = lacks
  if (lacks.length === 1 && only) return t('missing.in', { names: namesOf(entity, only.entries) })
  return lacks
    .map(({ fields, entries }) => {
      const labels = listOf(fields.map(({ label }) => label))
      return labelled(labels, namesOf(entity, entries))
    })
    .join(' · ')
}

export function actOnMany(
  entity: Entity,
  chosen: Chosen,
  act: Act,
  input: Values,
  refresh: () => void,
) {
  const { plural } = entity
  /** As it was before the first answer. */
  const found = new Map<string, Promise<Entry[]>>()
  const lacking = (field: Field) => {
    const known = found.get(field.key) ?? lackingOf(plural, chosen, [field])
    found.set(field.key, known)
    return known
  }
  const lacksIn = async (fields: Field[]) => {
    const entries = new Map<string, Entry>()
    for (const field of fields)
      for (const entry of await lacking(field)) entries.set(entry.id, entry)
    return lacksOf([...entries.values()], fields)
  }
  return doWhole({
    about: { entity, act, sub: async (fields) => lackWords(entity, await lacksIn(fields)) },
    save: async (answers, note) => {
      for (const { fields, entries } of await lacksIn(fieldsOf(entity, Object.keys(answers)))) {
        const change = Object.fromEntries(fields.map(({ key }) => [key, answers[key] ?? null]))
        const ids = entries.map(({ id }) => id)
        note((await bulkChange(plural, { ids }, { change })).journal)
      }
    },
    act: () => bulkChange(plural, chosen, { act: act.key, input }),
    refresh,
  })
}

/** Of a job, which asks nothing: how many were refused for which field. "Budget: 12, Rating: 3" */
export function refusedWords(entity: Entity, refused: Refused[]): string {
  const counts = new Map<string, number>()
  for (const { errors = [] } of refused)
    for (const key of new Set(errors.map(({ field }) => field)))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return fieldsOf(entity, [...counts.keys()])
    .map(({ key, label }) => labelled(label, counts.get(key)!.toLocaleString(language())))
    .join(t('text.comma'))
}

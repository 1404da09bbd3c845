// What a person has said about the columns, and the map the server takes it as.
import type { Entity, Field, FieldKind, Model, Value, Values } from '@/model/types'
import { fieldOf } from '@/model/catalogue'
import { parseDraft } from '@/model/values'
import type { Assumption, ImportAsk, Preview, PreviewColumn } from './calls'

/** What a column is to become; a column without a wish is matched by its name. */
export type Wish =
  | { skip: true }
  | { field: string }
  | { create: { key: string; kind: FieldKind; label: string } }

export type Links = 'keep' | 'refuse' | 'create'

export interface Plan {
  wishes: Record<string, Wish>
  /** Header → cell of the file → what it means. */
  mended: Record<string, Record<string, string>>
  /** Null: as suggested. */
  match: string[] | null
  links: Links
  createsChoices: boolean
  historic: boolean
  order?: 'dmy' | 'mdy' | 'ymd'
  decimal?: 'point' | 'comma'
  delimiter?: string
  encoding?: string
  /** Who gets new records which the file gives to nobody: each of these in turn. */
  owners: { who: 'nobody' | 'one' | 'shared'; people: string[] }
  /** Field → what was typed as its value where the file gives none. */
  set: Record<string, string>
}

export const noPlan: Plan = {
  wishes: {},
  mended: {},
  match: null,
  links: 'keep',
  createsChoices: false,
  historic: false,
  owners: { who: 'nobody', people: [] },
  set: {},
}

/** What an import may make: it has a page, and nothing of it must be written as JSON. */
export const importableIn = (model: Model): Entity[] =>
  model.entities
    .filter(({ menu, may }) => menu && may.create)
    .filter(({ fields }) => !fields.some((field) => field.kind === 'json' && field.required))

/** What a column can go into. */
export const fieldsFor = (entity: Entity): Field[] =>
  entity.fields.filter(
    (field) => !field.read_only && field.right === 'edit' && field.kind !== 'json',
  )

/** The same, and the currency of money, which may stand in a column of its own. */
export const targetsFor = (entity: Entity): { key: string; field: Field }[] =>
  fieldsFor(entity).flatMap((field) => {
    const { key, kind } = field
    return kind === 'money'
      ? [
          { key, field },
          { key: `${key}.currency`, field },
        ]
      : [{ key, field }]
  })

/** "Full name" is split by the server where an entity has first and last name apart. */
export const hasFullName = (entity: Entity) =>
  !!fieldOf(entity, 'first_name') && !!fieldOf(entity, 'last_name') && !fieldOf(entity, 'name')

/** A key for a field of one's own that no other has. */
export function ownKey(label: string, entity: Entity, taken: string[]): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  const stem = `own_${plain || 'field'}`
  const isTaken = (key: string) => taken.includes(key) || !!fieldOf(entity, key)
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}_${n}`
    if (!isTaken(key)) return key
  }
}

const looks: [FieldKind, RegExp][] = [
  ['integer', /^[+-]?\d{1,9}$/],
  ['decimal', /^[+-]?\d+[.,]\d+$/],
  ['day', /^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})$/],
  ['boolean', /^(yes|no|true|false|是|否)$/i],
  ['email', /^\S+@\S+\.\S+$/],
  ['url', /^https?:\/\/\S+$/],
]
/** The kind that all examples look like; text where they differ. */
export const kindOf = (examples: string[]): FieldKind =>
  looks.find(([, look]) => examples.length > 0 && examples.every((one) => look.test(one)))?.[0] ??
  'text'

/** What known records are usually found by, if the file gives it. */
const usualMatches = ['email', 'external_id', 'code', 'name']
export function suggestedMatch(columns: PreviewColumn[]): string[] {
  const found = usualMatches.find((key) => columns.some(({ field }) => field === key))
  return found ? [found] : []
}

/** Only what the file gives can be matched by. */
export function matchOf(plan: Plan, preview: Preview | undefined): string[] {
  const columns = preview?.columns ?? []
  const chosen = plan.match ?? suggestedMatch(columns)
  return chosen.filter((key) => columns.some(({ field }) => field === key))
}

/** How the decimals of a column are parted, where the file alone does not tell. */
const assumedMarks: Record<string, NonNullable<Plan['decimal']>> = {
  import_point_assumed: 'point',
  import_comma_assumed: 'comma',
}
export const markOf = ({ code }: Assumption) => assumedMarks[code]

/** 1.000 is one or a thousand: who knows has to say it before anything is taken in. */
export const isUnanswered = (plan: Plan, preview: Preview | undefined) =>
  !plan.decimal && !!preview?.assumptions.some(markOf)

/** A cell that could be read either way, and what it becomes as it is read now. */
export function readNow({ examples, kept }: PreviewColumn): { cell: string; value: Value } | null {
  const at = examples.findIndex((one, index) => /\d[.,]\d{3}(?!\d)/.test(one) && kept?.[index])
  return at < 0 ? null : { cell: examples[at]!, value: kept![at]! }
}

function columnOf(header: string, plan: Plan, preview: Preview | undefined): unknown {
  const wish = plan.wishes[header]
  const values = plan.mended[header]
  if (wish && 'skip' in wish) return null
  if (wish && 'create' in wish) {
    const { key, ...create } = wish.create
    return { field: key, create, ...(values && { values }) }
  }
  const field = wish?.field ?? preview?.columns.find((one) => one.header === header)?.field
  if (!field) return undefined
  return values ? { field, values } : wish && field
}

/** Whose it is, of what has an owner whom one may name. */
export const ownerOf = (entity: Entity): Field | undefined =>
  fieldsFor(entity).find(({ key, link }) => key === 'owner' && link === 'user')

/** One person or several are asked for, and none is named yet. */
export const isOwnerless = ({ owners }: Plan) =>
  owners.who !== 'nobody' && owners.people.length === 0

/** What every record needs and neither a column nor a value for all gives. */
export const missingOf = (plan: Plan, entity: Entity, preview: Preview | undefined): Field[] =>
  fieldsFor(entity).filter(
    (field) =>
      field.required &&
      field.default === undefined &&
      !plan.set[field.key] &&
      !preview?.columns.some((column) => column.field === field.key) &&
      !(
        hasFullName(entity) &&
        ['first_name', 'last_name'].includes(field.key) &&
        preview?.columns.some((column) => column.field === 'full_name')
      ),
  )

/** What is typed for all rows, as values; what cannot be read is left out. */
export function setOf(plan: Plan, entity: Entity, currency: string): Values {
  return Object.fromEntries(
    Object.entries(plan.set).flatMap(([key, draft]) => {
      const field = fieldOf(entity, key)
      const parsed = field && parseDraft(field, draft, currency)
      return !parsed || parsed.problem || parsed.value === null ? [] : [[key, parsed.value]]
    }),
  )
}

/** The same question for a look, a check and the import itself. */
export function askOf(
  file: string,
  entity: string,
  plan: Plan,
  { preview, set = {}, owner }: { preview?: Preview; set?: Values; owner?: Field } = {},
): Required<Pick<ImportAsk, 'map'>> & ImportAsk {
  const headers = [...new Set([...Object.keys(plan.wishes), ...Object.keys(plan.mended)])].sort()
  const columns = Object.fromEntries(
    headers.flatMap((header) => {
      const column = columnOf(header, plan, preview)
      return column === undefined ? [] : [[header, column]]
    }),
  )
  const map: Values = { columns, links: plan.links }
  for (const key of ['order', 'decimal', 'delimiter', 'encoding'] as const)
    if (plan[key]) map[key] = plan[key]
  if (plan.createsChoices) map['choices'] = 'create'
  if (Object.keys(set).length > 0) map['set'] = set
  if (owner && plan.owners.who !== 'nobody' && plan.owners.people.length > 0)
    map['spread'] = { [owner.key]: plan.owners.people }
  return { file, entity, map }
}

/** The field a column goes into, as the model knows it. */
export const targetOf = (column: PreviewColumn, entity: Entity): Field | undefined =>
  fieldOf(entity, column.field)

// A filter as the parts a person handles one by one: each is a field, an operator and values, or, where it says
// more than that, a condition that is kept as it is.
import {
  ConditionFault,
  hasOrder,
  isTextKind,
  kindOf,
  targetOf,
  type Condition,
  type ConditionField,
  type FieldTerm,
  type LiteralTerm,
  type Term,
  type Unit,
} from './condition'
import { parseCondition, readCondition } from './condition_parse'
import { printCondition, printTerm } from './condition_print'
import { entityByKey, fieldOf } from './catalogue'
import type { Entity, Field, Model } from './types'

export type FilterOp =
  | 'one_of'
  | 'none_of'
  | 'contains'
  | 'starts'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'last'
  | 'next'
  | 'older'
  | 'empty'
  | 'filled'
  | 'yes'
  | 'no'

export interface FilterPart {
  /** "status", or one link up: "owner.team" */
  path: string
  op: FilterOp
  /** Choice keys, ids or `me`, texts, numbers, days, or [n, unit]. */
  values: string[]
}

/** A field a filter may speak of, by its path. */
export interface FilterField {
  path: string
  field: Field
  /** The link followed first. */
  via: Field | null
}

export function filterFieldOf(model: Model, entity: Entity, path: string): FilterField | null {
  const [first = '', second] = path.split('.')
  const own = fieldOf(entity, first)
  if (!own) return null
  if (second === undefined) return { path, field: own, via: null }
  const target = own.link ? entityByKey(model, own.link) : undefined
  const field = target && fieldOf(target, second)
  return field ? { path, field, via: own } : null
}

const unfit = new Set(['version', 'removed_at'])
const isFit = (field: Field) => field.kind !== 'json' && !unfit.has(field.key)

const keptByTheHouse = new Set(['id', 'created_at', 'updated_at', 'created_by'])
/** As they are declared; those every record has come last. */
const inOrder = ({ fields }: Entity) =>
  fields
    .filter(isFit)
    .toSorted((a, b) => Number(keptByTheHouse.has(a.key)) - Number(keptByTheHouse.has(b.key)))

/** Every field of the entity, then those one link up. */
export function filterFieldsOf(model: Model, entity: Entity): FilterField[] {
  const own = inOrder(entity)
  const linked = own.flatMap((via) => {
    const target = via.link ? entityByKey(model, via.link) : undefined
    return (target ? inOrder(target) : [])
      .filter(({ key }) => key !== 'id')
      .map((field) => ({ path: `${via.key}.${field.key}`, field, via }))
  })
  return [...own.map((field) => ({ path: field.key, field, via: null })), ...linked]
}

/** What can be asked of a field of that kind, the usual first. */
export function opsOf(field: Field): FilterOp[] {
  const kind = kindOf(field)
  if (kind === 'boolean') return ['yes', 'no', 'empty']
  if (kind === 'choice' || kind === 'link') return ['one_of', 'none_of', 'empty', 'filled']
  if (kind === 'day' || kind === 'moment')
    return ['last', 'older', 'next', 'eq', 'lt', 'gt', 'empty', 'filled']
  if (hasOrder(kind)) return ['ge', 'le', 'eq', 'ne', 'gt', 'lt', 'empty', 'filled']
  return ['contains', 'starts', 'eq', 'ne', 'empty', 'filled']
}

export const needsValue = (op: FilterOp) => !['empty', 'filled', 'yes', 'no'].includes(op)
export const isSpan = (op: FilterOp) => op === 'last' || op === 'next' || op === 'older'

/** The filter's parts: what all of them say together is what it says. Null when it cannot be read here. */
export function partsOf(
  filter: string | undefined,
  entity: Entity,
  model: Model,
): Condition[] | null {
  const condition = readCondition(filter, entity, model)
  if (!condition) return null
  if (condition.op === 'all') return condition.parts
  return condition.op === 'constant' && condition.truth ? [] : [condition]
}

/** The one text of these parts; nothing for none. */
export function filterOf(parts: Condition[], entity: Entity): string | undefined {
  if (parts.length === 0) return undefined
  const [only] = parts
  return printCondition(parts.length === 1 ? only! : { op: 'all', parts }, entity.key)
}

/** The same filter always in the same words; what cannot be read here stays as it is. */
export function canonical(filter: string | undefined, entity: Entity, model: Model) {
  const parts = partsOf(filter, entity, model)
  return parts ? filterOf(parts, entity) : filter
}

const pathOf = ({ via, field }: FieldTerm) => (via === null ? field : `${via}.${field}`)
const symbolOps = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
const isSymbol = (op: string): op is (typeof symbolOps)[number] =>
  (symbolOps as readonly string[]).includes(op)

/** As a field, an operator and values; null when it says more than that. */
export function partOf(condition: Condition): FilterPart | null {
  if (condition.op === 'negate') return negatedPart(condition.part)
  if (!('left' in condition) || condition.left.kind !== 'field') return null
  const { left } = condition
  const path = pathOf(left)
  if (condition.op === 'empty') return { path, op: 'empty', values: [] }
  if (condition.op === 'in') {
    const values = condition.list.map(valueOf)
    return values.every((value) => value !== null) ? { path, op: 'one_of', values } : null
  }
  if (condition.op === 'contains' || condition.op === 'starts_with') {
    const op = condition.op === 'contains' ? 'contains' : 'starts'
    return { path, op, values: [String(condition.right.value)] }
  }
  if (!isSymbol(condition.op)) return null
  return comparisonPart(path, left, condition.op, condition.right)
}

function comparisonPart(
  path: string,
  left: FieldTerm,
  op: (typeof symbolOps)[number],
  right: Term,
): FilterPart | null {
  if (left.type === 'boolean' && right.kind === 'literal' && op === 'eq')
    return { path, op: right.value ? 'yes' : 'no', values: [] }
  const span = spanPart(path, op, right)
  if (span) return span
  const value = valueOf(right)
  if (value === null) return null
  const isPicked = left.type === 'choice' || left.type === 'link'
  if (isPicked) return { path, op: op === 'eq' ? 'one_of' : 'none_of', values: [value] }
  return { path, op, values: [value] }
}

/** ">= today - 30 days" is within the last 30 days. */
function spanPart(path: string, op: string, right: Term): FilterPart | null {
  if (right.kind !== 'now' && right.kind !== 'today') return null
  if (right.offset === 0) return null
  const values = [String(Math.abs(right.offset)), right.unit]
  if (right.offset < 0 && op === 'ge') return { path, op: 'last', values }
  if (right.offset < 0 && op === 'lt') return { path, op: 'older', values }
  return right.offset > 0 && op === 'le' ? { path, op: 'next', values } : null
}

function negatedPart(part: Condition): FilterPart | null {
  const positive = partOf(part)
  if (positive?.op === 'empty') return { ...positive, op: 'filled' }
  return positive?.op === 'one_of' ? { ...positive, op: 'none_of' } : null
}

/** A value as the pickers speak of it; null when it is no plain value. */
function valueOf(term: Term): string | null {
  if (term.kind === 'me' || term.kind === 'my_team' || term.kind === 'my_teams')
    return printTerm(term, '')
  if (term.kind === 'today' && term.offset === 0) return 'today'
  if (term.kind !== 'literal') return null
  if (typeof term.value === 'object') return term.value.currency === null ? term.value.amount : null
  return String(term.value)
}

const symbolOf = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

/** The condition's text; null while a value is missing or is none. */
export function textOf(part: FilterPart, { field }: FilterField): string | null {
  const { path, op, values } = part
  const texts = values.map((value) => literalOf(field, value))
  if (op === 'empty') return `${path} is empty`
  if (op === 'filled') return `${path} is not empty`
  if (op === 'yes' || op === 'no') return `${path} = ${op === 'yes'}`
  if (values.length === 0 || texts.includes(null)) return null
  if (op === 'one_of' || op === 'none_of') return membership(path, op, texts as string[])
  if (isSpan(op)) return spanText(path, op, values, field)
  if (op === 'contains' || op === 'starts')
    return `${path} ${op === 'contains' ? op : 'starts with'} ${texts[0]}`
  return `${path} ${symbolOf[op as keyof typeof symbolOf]} ${texts[0]}`
}

function membership(path: string, op: 'one_of' | 'none_of', texts: string[]): string {
  if (texts.includes('my_teams'))
    return op === 'one_of' ? `${path} in my_teams` : `${path} not in my_teams`
  if (texts.length === 1) return `${path} ${op === 'one_of' ? '=' : '!='} ${texts[0]}`
  return `${path} ${op === 'one_of' ? 'in' : 'not in'} (${texts.join(', ')})`
}

function spanText(path: string, op: FilterOp, values: string[], field: Field): string | null {
  const [n = '', unit = 'days'] = values
  if (!/^\d{1,5}$/.test(n) || Number(n) === 0) return null
  const start = field.kind === 'moment' && op === 'older' ? 'now' : 'today'
  const operator = op === 'last' ? '>=' : op === 'next' ? '<=' : '<'
  return `${path} ${operator} ${start} ${op === 'next' ? '+' : '-'} ${n} ${unit}`
}

export const spanUnits: Unit[] = ['days', 'weeks', 'months']

function literalOf(field: ConditionField, value: string): string | null {
  const kind = kindOf(field)
  if (isTextKind(kind)) return value ? printTerm(literal('text', value), '') : null
  if (kind === 'choice') return printTerm(literal('choice', value), '')
  if (kind === 'integer' || kind === 'decimal' || kind === 'money') {
    const number = value.trim().replace(/\s/g, '').replace(/,/g, '.')
    return /^-?\d+(\.\d+)?$/.test(number) ? number : null
  }
  return value.trim() || null
}
const literal = (type: LiteralTerm['type'], value: string): LiteralTerm => ({
  kind: 'literal',
  type,
  value,
})

/** The linked entity's key, for the pickers. */
export const linkedEntityOf = ({ field }: FilterField, entity: Entity) => targetOf(entity, field)

const quoted = (text: string) => printTerm(literal('text', text), '')
const searched = new Set(['text', 'email', 'phone'])

/** Plain words ask for records that have them in one of the texts the list shows. */
export function wordsFilter(words: string, entity: Entity): string | null {
  if (!/[\p{L}\p{N}]/u.test(words) || /[<>=()"']/.test(words)) return null
  const keys = [...new Set([entity.title, ...entity.layout.list])]
  const fields = entity.fields.filter(({ key, kind }) => keys.includes(key) && searched.has(kind))
  const asked = fields.map(({ key }) => `${key} contains ${quoted(words.trim())}`)
  if (asked.length === 0) return null
  return asked.length === 1 ? asked[0]! : `(${asked.join(' or ')})`
}

/** The words of such a filter. */
export function wordsOf(condition: Condition): string | null {
  if (condition.op !== 'any') return null
  const found = condition.parts.map((part) => (part.op === 'contains' ? part.right.value : null))
  return found.every((one) => one !== null && one === found[0]) ? String(found[0]) : null
}

const mostNames = 8

/** `owner = "Eva"` means her name, one link up: said so it can be read. All else stays as it is. */
export function withNamesAsMeant(typed: string, entity: Entity, model: Model): string {
  let text = typed
  for (let n = 0; n < mostNames; n++) {
    try {
      parseCondition(text, entity, model)
      return text
    } catch (fault) {
      if (!(fault instanceof ConditionFault) || fault.code !== 'condition_link_not_text')
        return text
      const { name = '', way = '' } = fault.args
      const at = text.lastIndexOf(name, fault.position - 1)
      if (at < 0 || name === '') return text
      text = text.slice(0, at) + way + text.slice(at + name.length)
    }
  }
  return text
}

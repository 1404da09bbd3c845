// The condition language in the browser: docs/conditions.md is its guide, server/model/condition.h the
// tree it answers to. All readers agree on every line of tests/vectors/conditions.json.
import type { FieldKind } from './types'

/** What a condition has to know of a field; the model's own fields fit. */
export interface ConditionField {
  key: string
  kind: FieldKind
  link?: string | null
  choices?: { key: string }[] | null
  /** Not to be spoken of. */
  secret?: boolean
  hidden?: boolean
  /** False: its changes stand in no journal. */
  audited?: boolean
}
export interface ConditionEntity {
  key: string
  plural: string
  fields: ConditionField[]
  system?: boolean
}
export interface ConditionCatalogue {
  entities: ConditionEntity[]
}

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months'
export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'

/** Money without a currency is of the company's. */
export interface MoneyLiteral {
  /** As printed: no zeros behind the last digit. */
  amount: string
  currency: string | null
}
export type Literal = string | boolean | MoneyLiteral

export interface FieldTerm {
  kind: 'field'
  type: FieldKind
  field: string
  /** The link followed first. */
  via: string | null
}
export interface CountTerm {
  kind: 'count'
  type: 'integer'
  child: string
  plural: string
  /** The field of the child that leads here. */
  link: string
  where: Condition | null
}
/** Numbers are decimal texts, moments and days as they are written on the wire, links are ids. */
export interface LiteralTerm {
  kind: 'literal'
  type: FieldKind
  value: Literal
}
export interface TimeTerm {
  kind: 'now' | 'today' | 'started'
  type: 'day' | 'moment'
  offset: number
  unit: Unit
}
export interface WhoTerm {
  kind: 'me' | 'my_team' | 'my_teams'
  type: 'link'
}
export type Term = FieldTerm | CountTerm | LiteralTerm | TimeTerm | WhoTerm
export type LeftTerm = FieldTerm | CountTerm

export type Condition =
  | { op: 'constant'; truth: boolean }
  | { op: 'all' | 'any'; parts: Condition[] }
  | { op: 'negate'; part: Condition }
  | { op: Comparison; left: LeftTerm; right: Term }
  | { op: 'contains' | 'starts_with'; left: FieldTerm; right: LiteralTerm }
  | { op: 'in'; left: LeftTerm; list: Term[] }
  | { op: 'empty'; left: FieldTerm }
  | { op: 'changed'; fields: string[]; since: TimeTerm | LiteralTerm }

/** The same codes and places as the server's. */
export class ConditionFault extends Error {
  constructor(
    readonly code: string,
    /** Of a character, from 1. */
    readonly position: number,
    readonly args: Record<string, string> = {},
  ) {
    super(code)
    this.name = 'ConditionFault'
  }
}

export const isTextKind = (kind: FieldKind) =>
  kind === 'text' || kind === 'long_text' || kind === 'email' || kind === 'phone' || kind === 'url'
export const hasOrder = (kind: FieldKind) =>
  ['integer', 'decimal', 'money', 'day', 'moment'].includes(kind)

/** The id is a link to the entity itself. */
export const kindOf = (field: ConditionField): FieldKind =>
  field.key === 'id' ? 'link' : field.kind
export const targetOf = (entity: ConditionEntity, field: ConditionField) =>
  field.key === 'id' ? entity.key : (field.link ?? '')

const withoutCents = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
const digitsOf = new Map<string, number>([
  ...withoutCents.split(' ').map((code): [string, number] => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code): [string, number] => [code, 3]),
  ['CLF', 4],
  ['UYW', 4],
])
/** How many digits a currency's smallest unit has behind the point. */
export const minorDigits = (currency: string) => digitsOf.get(currency) ?? 2
let currencies: Set<string> | undefined
export const isCurrency = (code: string) =>
  (currencies ??= new Set(Intl.supportedValuesOf('currency'))).has(code)
/** Of money literals without a currency. */
export const openMoneyDigits = 4

const isAboutOthers = (term: Term) =>
  term.kind === 'count' || (term.kind === 'field' && term.via !== null)

/** True when it speaks of the record's own fields alone: what the browser can answer. */
export function isLocal(condition: Condition): boolean {
  switch (condition.op) {
    case 'constant':
      return true
    case 'all':
    case 'any':
      return condition.parts.every(isLocal)
    case 'negate':
      return isLocal(condition.part)
    case 'changed':
      return false
    case 'in':
      return ![condition.left, ...condition.list].some(isAboutOthers)
    case 'empty':
      return !isAboutOthers(condition.left)
    default:
      return !isAboutOthers(condition.left) && !isAboutOthers(condition.right)
  }
}

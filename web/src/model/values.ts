// From a field's value to text and back. The server validates; here only what cannot be sent is
// refused.
import { showMoney, type Money } from '@/base/money'
import { momentOfWall, showDay, showMoment, wallOf } from '@/base/time'
import { language, t, type WordKey } from '@/base/words'
import type { Choice, Field, Included, Person, Value } from './types'

export const isEmpty = (value: Value) => value === null || value === undefined || value === ''

/** Digits that are compared line by line; in a telephone number they would only drift apart. */
export const isFigure = (field: Field) =>
  ['integer', 'decimal', 'money', 'day', 'moment'].includes(field.kind)

/** What a telephone dials. */
export const telOf = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`

export const isMoney = (value: Value): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value

export function choiceOf(field: Field, value: Value) {
  const isIt = ({ key }: Choice) => key === value
  return field.choices?.find(isIt) ?? field.former_choices?.find(isIt)
}

/** The value as a reader sees it; empty text for no value. */
export function showValue(field: Field, value: Value, included: Included = {}): string {
  if (isEmpty(value)) return ''
  switch (field.kind) {
    case 'choice':
      return choiceOf(field, value)?.label ?? String(value)
    case 'link':
      return included[String(value)]?.title ?? `#${String(value)}`
    case 'boolean':
      return t(value ? 'value.yes' : 'value.no')
    case 'money':
      return isMoney(value) ? showMoney(value) : String(value)
    case 'day':
      return showDay(String(value))
    case 'moment':
      return showMoment(String(value))
    case 'integer':
    case 'decimal':
      return showNumber(value)
    case 'json':
      return JSON.stringify(value)
    default:
      return String(value)
  }
}

function showNumber(value: Value): string {
  const number = Number(value)
  return Number.isFinite(number)
    ? number.toLocaleString(language(), { maximumFractionDigits: 12 })
    : String(value)
}

/** A value of which only its look tells the kind (facts of the evidence). */
export function showLoose(value: Value): string {
  if (isEmpty(value)) return '–'
  if (isMoney(value)) return showMoney(value)
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return showMoment(value)
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return showDay(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What stands in the input when editing begins. */
export function draftOf(field: Field, value: Value): string {
  if (isEmpty(value)) return ''
  if (field.kind === 'money') return isMoney(value) ? value.amount : String(value)
  if (field.kind === 'moment') return wallOf(String(value))
  if (field.kind === 'json') return JSON.stringify(value, null, 2)
  if (field.kind === 'boolean') return value ? 'true' : 'false'
  return String(value)
}

export type Parsed = { value: Value; problem?: undefined } | { problem: WordKey; value?: undefined }

/** The value to send for what was typed. Empty input is null: it clears the field. */
export function parseDraft(field: Field, draft: string, currency: string): Parsed {
  const text = field.kind === 'long_text' || field.kind === 'json' ? draft : draft.trim()
  if (text.trim() === '') return { value: null }
  switch (field.kind) {
    case 'integer':
      return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))
        ? { value: Number(text) }
        : { problem: 'value.bad_integer' }
    case 'decimal':
      return /^[+-]?\d+([.,]\d+)?$/.test(text)
        ? { value: text.replace(',', '.') }
        : { problem: 'value.bad_number' }
    case 'money':
      return parseMoney(text, currency)
    case 'boolean':
      return { value: text === 'true' }
    case 'moment': {
      const moment = momentOfWall(text)
      return moment ? { value: moment.toISOString() } : { problem: 'value.bad_moment' }
    }
    case 'json':
      return parseJson(text)
    default:
      return { value: text }
  }
}

/**
 * A lone dot or comma before three digits groups thousands, whatever the reader's language: "12.500" of a currency that
 * has cents is nobody's twelve and a half. Where a currency has thousandths, a dot before three digits parts them off.
 */
function parseMoney(text: string, currency: string): Parsed {
  const typed = text.replace(/[\s'’]/g, '')
  const mark = decimalMarkOf(typed, currency)
  const [whole = '', ...parts] = mark ? typed.split(mark) : [typed]
  const isGrouped = /^[+-]?\d{1,3}(?:([.,])\d{2,3}(?:\1\d{2,3})*(?<=\d{3}))?$/.test(whole)
  const isPlain = /^[+-]?\d+$/.test(whole)
  if (!(isGrouped || isPlain) || parts.length > 1 || parts.some((part) => !/^\d+$/.test(part)))
    return { problem: 'value.bad_number' }
  const amount = [whole.replace(/[.,]/g, ''), ...parts].join('.')
  return { value: { amount, currency } }
}

/** What parts off the cents; undefined where all that stands between digits groups them. */
function decimalMarkOf(typed: string, currency: string): string | undefined {
  const marks = typed.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  if (!last) return undefined
  if (new Set(marks).size > 1) return last
  if (marks.length > 1) return undefined
  const groups = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(typed)
  return groups && !(last === '.' && digitsOf(currency) === 3) ? undefined : last
}

/** After the decimal mark. */
function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2 // a code Intl does not take
  }
}

/** An amount as it was understood, while it is typed; nothing for what is no amount. */
export function readingOf(field: Field, draft: string, currency: string): string | undefined {
  if (field.kind !== 'money') return undefined
  const { value } = parseDraft(field, draft, currency)
  return isMoney(value) ? t('value.read_as', { amount: showMoney(value) }) : undefined
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { problem: 'value.bad_json' }
  }
}

export const nameOf = (
  who: Person | string | null | undefined,
  included: Included = {},
): string => {
  if (!who) return t('person.system')
  return typeof who === 'string' ? (included[who]?.title ?? who) : who.name
}

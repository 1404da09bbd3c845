// A rule as it is being written: what its pickers hold, what the server gets of it, and its words.
import type { Consequence, Rule, Span, SpanUnit, Texts } from '@/api/process'
import { language, type Language } from '@/base/words'
import type { Values } from '@/model/types'
import { spanNames } from './names'
import { tn } from './words'

export const spanUnits = [
  'hours',
  'working_hours',
  'days',
  'business_days',
  'weeks',
] as const satisfies SpanUnit[]

/** `n` as it is typed. */
export interface TypedSpan {
  n: string
  unit: SpanUnit
}

/** One consequence; `row` keeps it apart from its like while it is being written. */
export interface Rung {
  row: number
  after: TypedSpan | null
  do: Consequence['do']
  to: 'rotation' | 'manager' | 'pool'
  /** Empty: no limit. */
  atMost: string
  field: string
  value: unknown
}

/** Nobody: as an older rule may say; no longer offered. */
export const listeners = ['both', 'owner', 'manager', 'nobody'] as const
export type Listener = (typeof listeners)[number]

export interface Draft {
  entity: string
  sentence: Texts
  broken: Texts
  goal: Texts
  start: string
  /** Empty: from when it started to be so. */
  from: string
  expect: string
  unless: string
  within: TypedSpan
  /** Per cent of the time; 100 = no warning. */
  warn: string
  tell: Listener
  then: Rung[]
  renew: boolean
  restart: string[]
}

let rows = 0
export const newRung = (): Rung => ({
  row: ++rows,
  after: null,
  do: 'escalate',
  to: 'rotation',
  atMost: '',
  field: '',
  value: null,
})

const typed = ({ n, unit }: Span): TypedSpan => ({ n: String(n), unit })
/** Kept ones are known by their place, so that drawing them anew gives the same ones. */
const rungOf = (one: Consequence, index: number): Rung => ({
  ...newRung(),
  row: -1 - index,
  after: one.after ? typed(one.after) : null,
  do: one.do,
  to: one.to ?? 'rotation',
  atMost: one.at_most ? String(one.at_most) : '',
  field: one.field ?? '',
  value: one.value ?? null,
})

const usualWarn = 0.75
const listenerOf = (tell: string[] | null): Listener => {
  const told = tell ?? ['owner', 'manager']
  if (told.includes('owner')) return told.includes('manager') ? 'both' : 'owner'
  return told.includes('manager') ? 'manager' : 'nobody'
}

export const draftOf = (rule: Rule): Draft => ({
  entity: rule.entity,
  sentence: rule.sentence,
  broken: rule.broken ?? {},
  goal: rule.goal,
  start: rule.start,
  from: rule.from ?? '',
  expect: rule.expect,
  unless: rule.unless ?? '',
  within: typed(rule.within),
  warn: String(Math.round((rule.warn ?? usualWarn) * 100)),
  tell: listenerOf(rule.tell),
  then: (rule.then ?? []).map(rungOf),
  renew: rule.renew ?? false,
  restart: rule.restart ?? [],
})

export const newDraft = (entity: string): Draft => ({
  entity,
  sentence: {},
  broken: {},
  goal: {},
  start: '',
  from: '',
  expect: '',
  unless: '',
  within: { n: '1', unit: 'business_days' },
  warn: String(usualWarn * 100),
  tell: 'both',
  then: [],
  renew: false,
  restart: [],
})

/** Nothing is said yet. */
export const isBlank = ({ start, expect, sentence }: Draft) =>
  !start.trim() && !expect.trim() && !Object.values(sentence).some((text) => text.trim())

const isCount = (text: string) => /^[1-9]\d{0,4}$/.test(text.trim())
export const isSpanGood = ({ n }: TypedSpan) => isCount(n)
export const isWarnGood = (warn: string) => isCount(warn) && Number(warn) <= 100
export const isLimitGood = (atMost: string) => atMost.trim() === '' || isCount(atMost)

/** What a rule cannot be without and does not have yet: all of it, so that it is asked for at once. */
export const missingIn = (draft: Draft) =>
  [
    !draft.start.trim() && 'start',
    !draft.expect.trim() && 'expect',
    !textIn(draft.goal).trim() && 'goal',
  ].filter((key) => key !== false)

/** Whether its numbers are numbers; all else is the server's to judge. */
export const areNumbersGood = (draft: Draft) =>
  isSpanGood(draft.within) &&
  isWarnGood(draft.warn) &&
  draft.then.every((rung) => (!rung.after || isSpanGood(rung.after)) && isLimitGood(rung.atMost))

const spanOf = ({ n, unit }: TypedSpan): Span => ({ n: Number(n), unit })

function consequenceOf(rung: Rung): Consequence {
  const one: Consequence = { do: rung.do }
  if (rung.after) one.after = spanOf(rung.after)
  if (rung.do === 'reassign') {
    one.to = rung.to
    if (rung.to !== 'manager' && rung.atMost.trim()) one.at_most = Number(rung.atMost)
  }
  if (rung.do === 'set') Object.assign(one, { field: rung.field, value: rung.value })
  return one
}

const told: Record<Listener, string[]> = {
  both: ['owner', 'manager'],
  owner: ['owner'],
  manager: ['manager'],
  nobody: [],
}
const filled = (texts: Texts) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()))

/** All the server keeps of it; null where there is nothing. */
export function valuesOf(draft: Draft): Values {
  const broken = filled(draft.broken)
  return {
    entity: draft.entity,
    sentence: filled(draft.sentence),
    broken: Object.keys(broken).length > 0 ? broken : null,
    goal: filled(draft.goal),
    start: draft.start.trim(),
    from: draft.from || null,
    expect: draft.expect.trim(),
    unless: draft.unless.trim() || null,
    within: spanOf(draft.within),
    warn: Number(draft.warn) / 100,
    tell: told[draft.tell],
    then: draft.then.map(consequenceOf),
    renew: draft.renew,
    restart: draft.restart,
  }
}

/** The same as one that is only thought of: it must not say what is not there. */
export const definitionOf = (draft: Draft, key: string): Values => ({
  key,
  ...Object.fromEntries(Object.entries(valuesOf(draft)).filter(([, value]) => value !== null)),
})

/** Keys in any order say the same. */
const plain = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, plain(one)]),
      )
    : Array.isArray(value)
      ? value.map(plain)
      : value
const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b))

/** Only what differs; empty when nothing does. */
export function changesBetween(before: Draft, after: Draft): Values {
  const old = valuesOf(before)
  return Object.fromEntries(
    Object.entries(valuesOf(after)).filter(([key, value]) => !same(value, old[key])),
  )
}

/** "1 business day"; "… business days" while there is no number. */
export const spanWords = ({ n, unit }: { n: number | string; unit: SpanUnit }) =>
  isCount(String(n)) ? tn(spanNames[unit], Number(n)) : tn(spanNames[unit], 0).replace('0', '…')

/** A text in the reader's language, or in the one there is. */
export const textIn = (texts: Texts | null | undefined, wanted: Language = language()): string =>
  texts?.[wanted] || texts?.en || Object.values(texts ?? {}).find(Boolean) || ''

/** With its time in words. */
export const sentenceOf = (texts: Texts | null, within: { n: number | string; unit: SpanUnit }) =>
  textIn(texts).replaceAll('{within}', spanWords(within))

/** A name for a new rule that no other has. */
export function freshRuleKey(draft: Draft, chance: string): string {
  const words = textIn(draft.sentence, 'en')
    .toLowerCase()
    .replace(/\{within\}/g, '')
    .match(/[a-z0-9]+/g)
  return [draft.entity, ...(words ?? []).slice(0, 4), chance.slice(0, 6)].join('_').slice(0, 80)
}

// What a day consists of: promises that press, what is planned for today, what was left over. One line per thing.
import { addDays, dayOf } from '@/base/time'
import type { Mends } from '@/model/mends'
import type { Entry, ExceptionRow, Included } from '@/model/types'

/** `best`: what would be good to do once nothing else is left. */
export type ThingGroup = 'promise' | 'today' | 'earlier' | 'best'

/** What a day says of a promise that is about to break or broken. */
export type PressingPromise = Pick<
  ExceptionRow,
  'id' | 'state' | 'due_at' | 'title' | 'sentence' | 'record'
> & { broken?: string; guideline?: ExceptionRow['guideline'] }

export interface Thing {
  id: string
  group: ThingGroup
  /** Of the person or company it is about. */
  title: string
  context: string | null
  why: string
  /** How one gets hold of them, where that is known. */
  phone?: string
  /** Whom it is about. */
  record: { entity: string; id: string } | null
  day: string
  /** ISO moment; null: any time of that day. */
  at: string | null
  promise?: PressingPromise
  /** What keeps the promise, as far as it is known. */
  mends?: Mends
  step?: Entry
  planned?: Entry
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** An activity may hang on several records: a call is logged on the first of these that the reader sees. */
const abouts = ['lead', 'opportunity', 'contact', 'account'] as const
const aboutOf = (entry: Entry, included: Included) =>
  abouts.flatMap((entity) => {
    const id = text(entry[entity])
    return id && included[id] ? [{ entity, id }] : []
  })

/** Of each opportunity the step that comes first. */
export function firstSteps(steps: Entry[]): Entry[] {
  const first = new Map<string, Entry>()
  for (const step of steps) {
    const known = first.get(String(step['opportunity']))
    if (!known || Number(step['position']) < Number(known['position']))
      first.set(String(step['opportunity']), step)
  }
  return [...first.values()]
}

interface Given {
  /** About to break, and broken. */
  promises: PressingPromise[]
  /** Undefined: not known. */
  mendsOf?: (promise: PressingPromise) => Mends | undefined
  planned: Entry[]
  steps: Entry[]
  included: Included
  /** What it is about is done with. */
  isClosed: (entry: Entry) => boolean
  closedWords: string
  /** Of an activity without a subject. */
  kindOf: (entry: Entry) => string
  stepWords: (name: string) => string
  today: string
}

export function thingsOf(given: Given): Thing[] {
  const { today } = given
  const promises = given.promises.map((row) => promiseThing(row, given.mendsOf?.(row)))
  const groupOf = (day: string): ThingGroup => (day < today ? 'earlier' : 'today')
  const planned = given.planned.map((entry) => plannedThing(entry, given, groupOf))
  const due = firstSteps(given.steps).map((step) => stepThing(step, given, groupOf))
  // A step that keeps a promise stands in the promise's line.
  const rest = due.filter((thing) => {
    const promise = promises.find(
      ({ record, step, mends }) =>
        record?.id === thing.record?.id && !step && mends?.step !== false,
    )
    if (promise) promise.step = thing.step
    return !promise
  })
  return [...promises, ...planned, ...rest].sort(inOrder)
}

/**
 * Promises first, the longest overdue before what is due last. Then today by the clock, and what was left over, the
 * latest first.
 */
export function inOrder(a: Thing, b: Thing): number {
  const apart = rankOf(a) - rankOf(b)
  if (apart !== 0) return apart
  const [first, second] = [orderOf(a), orderOf(b)]
  const later = first < second ? -1 : first > second ? 1 : 0
  return a.group === 'earlier' ? -later : later
}
const ranks: Record<ThingGroup, number> = { promise: 0, today: 1, earlier: 2, best: 3 }
const rankOf = ({ group }: Thing) => ranks[group]
/** What has no hour follows what has one. */
const orderOf = ({ group, day, at, title }: Thing) =>
  group === 'promise' ? `${at} ${title}` : `${day} ${at ?? '~'} ${title}`

const promiseThing = (row: PressingPromise, mends: Mends | undefined): Thing => ({
  id: `promise-${row.id}`,
  group: 'promise',
  title: row.record.title || row.title,
  context: row.record.context,
  why: row.broken || row.sentence,
  record: { entity: row.record.entity, id: row.record.id },
  day: dayOf(new Date(row.due_at)),
  at: row.due_at,
  promise: row,
  mends,
})

/** Planned things that were left over; a sales step is taken or put off on its opportunity. */
export const clearable = (things: Thing[]) =>
  things.filter(({ group, planned }) => group === 'earlier' && planned)

export const olderThan = (things: Thing[], today: string, days: number) =>
  things.filter(({ day }) => day < addDays(today, -days))

/** Somebody who has never been reached: the day has room for a try. */
export function bestThing(lead: Entry, title: string, why: string): Thing {
  const at = text(lead['entered_at']) ?? String(lead.created_at)
  return {
    id: `best-${lead.id}`,
    group: 'best',
    title,
    context: text(lead['company']),
    why,
    record: { entity: 'lead', id: lead.id },
    day: dayOf(new Date(at)),
    at,
  }
}

/** The leads and contacts behind the things: whom one calls. */
export const callees = (things: Thing[]): { entity: 'lead' | 'contact'; id: string }[] =>
  things.flatMap((thing) => calleeOf(thing) ?? [])

function calleeOf({ record, planned }: Thing) {
  const ids = { lead: text(planned?.['lead']), contact: text(planned?.['contact']) }
  for (const entity of ['lead', 'contact'] as const) {
    const id = record?.entity === entity ? record.id : ids[entity]
    if (id) return { entity, id }
  }
  return undefined
}

/** With the company and the number of whom it is about. `known`: leads and contacts by id. */
export function withReach(thing: Thing, known: Record<string, Entry>, included: Included): Thing {
  const entry = known[calleeOf(thing)?.id ?? '']
  if (!entry) return thing
  const company = text(entry['company']) ?? included[String(entry['account'])]?.title ?? null
  const isTold = company === thing.title
  return {
    ...thing,
    context: thing.context ?? (isTold ? null : company),
    phone: text(entry['phone']) ?? undefined,
  }
}

function plannedThing(
  entry: Entry,
  { included, kindOf, isClosed, closedWords }: Given,
  groupOf: (day: string) => ThingGroup,
): Thing {
  const about = aboutOf(entry, included)
  const [first, second] = about
  const at = text(entry['happened_at'])
  const day = dayOf(new Date(at ?? Date.now()))
  const nameOf = ({ id }: { id: string }) => included[id]!.title
  const subject = text(entry['subject']) ?? text(entry['note']) ?? kindOf(entry)
  return {
    id: `planned-${entry.id}`,
    group: groupOf(day),
    title: first ? nameOf(first) : subject,
    context: second ? nameOf(second) : null,
    why: [first ? subject : kindOf(entry), ...(isClosed(entry) ? [closedWords] : [])].join(' · '),
    record: first ?? null,
    day,
    at,
    planned: entry,
  }
}

function stepThing(
  step: Entry,
  { included, stepWords }: Given,
  groupOf: (day: string) => ThingGroup,
): Thing {
  const id = String(step['opportunity'])
  const day = String(step['due'])
  return {
    id: `step-${step.id}`,
    group: groupOf(day),
    title: included[id]?.title ?? `#${id}`,
    context: null,
    why: stepWords(String(step['name'] ?? '')),
    record: { entity: 'opportunity', id },
    day,
    at: null,
    step,
  }
}

// The shapes the API answers with. Keys are as on the wire.
import type { Money } from '@/base/money'

export type FieldKind =
  | 'text'
  | 'long_text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'money'
  | 'day'
  | 'moment'
  | 'choice'
  | 'link'
  | 'email'
  | 'phone'
  | 'url'
  | 'json'

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

export interface Choice {
  key: string
  label: string
  tone?: string | null
  /** By field, what choosing it fills in, unless the same act fills in another. */
  brings?: Values
}

export interface Field {
  key: string
  kind: FieldKind
  label: string
  help?: string | null
  used_for?: string | null
  required: boolean
  read_only: boolean
  right: 'see' | 'edit'
  choices?: Choice[] | null
  /** Removed: a record that has one keeps it. */
  former_choices?: Choice[] | null
  link?: string | null
  own: boolean
  /** It moves a record along the process: no public form asks it. */
  steers?: boolean
  /** A condition on the record: filled where it holds. */
  required_when?: string
  /** > 0: a qualifying question, in asking order. */
  question?: number
  /** Of a choice or a yes and no: what the server takes when nothing is sent. */
  default?: string | boolean
}

export interface Act {
  key: string
  label: string
  fields: Field[]
  /** A condition on the record's own fields: where it does not hold, the act would make no sense. */
  offered_when?: string
}

export interface Section {
  label: string
  fields: string[]
}

export interface Entity {
  key: string
  plural: string
  label: string
  label_plural: string
  menu: boolean
  own: boolean
  title: string
  fields: Field[]
  layout: {
    list: string[]
    record: Section[]
    /** What a record's page leads with, before its acts. */
    first?: 'steps'
  }
  acts: Act[]
  may: { create: boolean; change: boolean; remove: boolean }
}

/** A number the server counts; `weigh`: the field it is weighted by. */
export interface Metric {
  key: string
  label: string
  help?: string
  entity: string
  sum: string | null
  weigh: string | null
  /** There may be plans for it. */
  plan: boolean
  /** Worth a glance, nothing to aim at. */
  incidental: boolean
}

export interface Model {
  version: number | string
  language: string
  entities: Entity[]
  metrics?: Metric[]
}

export type Value = unknown
export type Values = Record<string, Value>

export interface Entry extends Values {
  id: string
  version: number
  created_at?: string
  updated_at?: string
  /** Of a list that asked for it, and of what a write answers. */
  may?: MayDo
}

/** What the reader may do with one record, by his rights; whether an act makes sense is another matter. */
export interface MayDo {
  change: boolean
  remove: boolean
  acts: string[]
}

export interface Titled {
  id: string
  entity: string
  title: string
}
export type Included = Record<string, Titled>

/** An open opportunity or case of what was found. */
export interface FoundPart {
  id: string
  title: string
  stage?: string | null
  amount?: Money | null
  close_date?: string | null
}

/** A row of the search: the record with its rep and what is open about it. */
export interface FoundRow extends Titled {
  context: string | null
  found_in: string[]
  owner: Person | null
  /** Of an opportunity. */
  amount?: Money | null
  close_date?: string | null
  open_opportunities: FoundPart[]
  open_cases: FoundPart[]
}

export interface Page<T> {
  data: T[]
  next: string | null
  count?: number
  included?: Included
  /** By id; only when it was asked for. */
  pulse?: Record<string, Pulse>
  /** By id; only when it was asked for. */
  may?: Record<string, MayDo>
}

/** What goes on with a record, beside its own fields. */
export interface Pulse {
  /** The newest activity that was held. */
  last_touch: { kind: string | null; outcome: string | null; at: string | null } | null
  /** The activity that is planned, or the playbook's step. */
  next_step: { title: string; due_at: string | null; due_on: string | null } | null
  /** The promise that breaks, or broke, first. */
  promise: {
    guideline: string
    sentence: string
    /** The same as a fault, short; empty when the company gave none. */
    broken: string
    state: 'running' | 'warned' | 'broken'
    due_at: string
  } | null
  /** The last movement, as a promise that it keeps moving counts it. */
  rests_since: string | null
}

export interface Person {
  id: string
  name: string
}

export interface Team extends Entry {
  name: string
  parent: string | null
  manager: string | null
}

/** `per` units of a currency are worth `rate` of the company's today. */
export interface RateNow {
  currency: string
  rate: string
  per: number
}

export interface Me {
  id: string
  email: string
  name: string
  role: { key: string; label: string }
  /** What no single record tells. */
  may: { administer: boolean; change_model: boolean; import: boolean }
  team: Person | null
  locale: string | null
  time_zone: string | null
  /** Whom he may enter for in their name; null: for nobody. */
  enters_for: 'team' | 'all' | null
  company: { name: string; currency: string; time_zone: string; rates?: RateNow[] }
  csrf_token?: string
  /** The server's time when it answered. */
  now?: string
}

export type ExceptionState = 'warned' | 'open' | 'closed'

export interface ExceptionRow {
  id: string
  guideline: { id: string; key: string }
  sentence: string
  /** The same as a fault, short; empty when the company gave none. */
  broken?: string
  goal: string | null
  see: string
  consequence: string | null
  entity: string
  record: { id: string; entity: string; title: string; context: string | null }
  title: string
  owner: Person | null
  manager: Person | null
  amount: Money | null
  state: ExceptionState
  started_at: string
  due_at: string
  raised_at: string | null
  next: { at: string; what: string | null } | null
  snoozed_until?: string | null
}

/** So many of one kind by one owner that the server does not list them; all of them by what is late longest. */
export interface ExceptionBundle {
  count: number
  /** A sum per currency. */
  stakes: Money[]
  first: ExceptionRow
}

export interface ExceptionPage extends Page<ExceptionRow> {
  bundles?: ExceptionBundle[]
  /** How many records of each entity run as agreed. */
  running?: Record<string, number>
}

export interface Told {
  user: Person | string
  channel: string
  /** What for: warned, broken, reminded … */
  rung?: string | null
  at: string
  state: 'queued' | 'accepted' | 'failed' | 'bounced' | 'seen' | 'cancelled'
  detail?: string | null
}

export interface JournalRow {
  id: string
  at: string
  actor: Person | string | null
  on_behalf_of?: Person | string | null
  channel?: string | null
  entity: string
  record: string
  act: string
  changes?: Record<string, [Value, Value]> | null
  undone_by?: string | null
}

export interface Fact {
  name: string
  value: Value
  /** A qualifying question. */
  question?: boolean
  missing?: boolean
}

export interface Evidence {
  version: number
  facts: Fact[]
  clock: string
  /** IANA: where the clock sentence is told. */
  time_zone?: string
  told: Told[]
  /** Whether what is queued can leave; absent from a server that does not say it. */
  mail?: 'queued' | 'not_configured'
  since: JournalRow[]
  /** Names of what the rows of `since` mention. */
  included?: Included
}

export interface ExceptionDetail extends ExceptionRow {
  evidence: Evidence
}

/** What the server-sent stream carries: something happened to a record. */
export interface LiveEvent {
  id: string
  entity: string
  record: string
  act: string
  /** The server's time when it was told. */
  now: string
}

/** A promise with its clock; only what the page shows of it. */
export interface Guideline {
  id: string
  key: string
  entity: string
  start: string
  within: { n: number; unit: 'hours' | 'days' | 'weeks' | 'business_days' | 'working_hours' }
  /** Asked again and again, as long as the record lives. */
  renew?: boolean | null
  state: 'off' | 'shadow' | 'on'
}

/** A part of a metric: what is counted and what it is worth, per currency. */
export interface MetricPart {
  count: number
  sums?: Money[]
  weighted?: Money[]
  /** All of it in the company's currency; null where `without_rate` names one that is worth nothing known. */
  total?: Money | null
  weighted_total?: Money | null
  without_rate?: string[]
  filter: string
  [by: string]: unknown
}

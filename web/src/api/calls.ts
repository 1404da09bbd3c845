// The calls the page makes, by name and with types.
import { quoted } from '@/model/condition_print'
import type {
  Entry,
  ExceptionDetail,
  ExceptionPage,
  ExceptionState,
  FoundRow,
  Included,
  JournalRow,
  MayDo,
  Me,
  Model,
  Page,
  Team,
  Titled,
  Values,
  Person,
} from '@/model/types'
import { setServerTime } from '@/base/time'
import { t } from '@/base/words'
import { call, freshKey, setCsrfToken, type Answer } from './client'
import { drop, journalOfSent, keptIn, type Keep } from './waiting'

export async function signIn(email: string, password: string): Promise<Me> {
  const { data } = await call<Session>('POST', '/sessions', {
    body: { email, password },
    mayBeSignedOut: true,
  })
  return entered(data)
}

interface Session {
  csrf_token: string
  user: Me
}
function entered({ csrf_token, user }: Session): Me {
  setCsrfToken(csrf_token)
  setServerTime(user.now)
  return user
}

/** What a first company is made of; `key` stands in the link its server has printed. */
export interface SetUp {
  key: string
  company: string
  name: string
  email: string
  password: string
  language: string
  time_zone: string
  currency: string
  country: string
}
/** What it offers; refused where there is a company. */
export const readSetUp = async () =>
  (
    await call<{ countries: { code: string; name: string }[] }>('GET', '/setup', {
      mayBeSignedOut: true,
    })
  ).data
/** And who sets it up is in. */
export const setUp = async (said: SetUp) =>
  entered((await call<Session>('POST', '/setup', { body: said, mayBeSignedOut: true })).data)

export const signOut = () => call('DELETE', '/sessions/current')
export const askForReset = (email: string) =>
  call('POST', '/passwords/reset', { body: { email }, mayBeSignedOut: true })
export const setNewPassword = (token: string, password: string) =>
  call('POST', '/passwords/reset', { body: { token, password }, mayBeSignedOut: true })

/** Whom the link of a mail is for. */
export interface LinkFor {
  email: string
  name: string
  company: string
  /** His first password. */
  is_invitation: boolean
}
export const readLink = async (token: string) =>
  (await call<LinkFor>('POST', '/passwords/link', { body: { token }, mayBeSignedOut: true })).data

/** A wrong current one is no end of the session. */
export const changePassword = (current: string, next: string) =>
  call('POST', '/passwords/change', {
    body: { current, new: next },
    asOneself: true,
    mayBeSignedOut: true,
  })
export const changeMe = (change: { locale?: string; time_zone?: string }) =>
  call<unknown>('PATCH', '/me', { body: change, asOneself: true })

export async function readMe(): Promise<Me> {
  const { data } = await call<Me>('GET', '/me', { mayBeSignedOut: true })
  setCsrfToken(data.csrf_token)
  setServerTime(data.now)
  return data
}

/** `of`: with the labels of this language, not the reader's. */
export const readModel = async (of?: string): Promise<Model> =>
  (await call<Model>('GET', '/model', { language: of })).data

// --- records -------------------------------------------------------------------------------------

export interface ListQuery {
  filter?: string
  sort?: string
  /** How many at once; else a hundred. */
  limit?: number
  /** Each with what the reader may do with it. */
  may?: true
  /** Without how many there are in all: the first of many come long before they are counted. */
  isUncounted?: true
}

export const listEntries = async (
  plural: string,
  { isUncounted, ...query }: ListQuery,
  after: string | null,
  signal?: AbortSignal,
) => {
  const { data: page } = await call<Page<Entry>>('GET', `/${plural}`, {
    query: {
      ...query,
      after,
      limit: query.limit ?? 100,
      include: '*',
      count: after === null && !isUncounted ? true : undefined,
    },
    signal,
  })
  const { may } = page
  return may
    ? { ...page, data: page.data.map((row): Entry => ({ ...row, may: may[row.id] })) }
    : page
}

const idsAtOnce = 100
/** As conditions that an address has room for. */
export const conditionsFor = (ids: string[]) =>
  Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) => {
    const some = ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce)
    return `id in (${some.join(', ')})`
  })

/** As they stand now, as far as they can be seen. */
export async function listByIds(plural: string, ids: string[]): Promise<Entry[]> {
  const found: Entry[] = []
  for (const filter of conditionsFor(ids))
    found.push(...(await listEntries(plural, { filter, isUncounted: true }, null)).data)
  return found
}

export interface Loaded {
  entry: Entry
  included: Included
  etag: string
  /** What the reader may do with it. */
  may?: MayDo
}

interface Extras {
  included?: Included
  may?: MayDo
}

export async function readEntry(plural: string, id: string): Promise<Loaded> {
  const answer = await call<Entry & Extras>('GET', `/${plural}/${id}`, {
    query: { include: '*' },
  })
  return loadedFrom(answer)
}

/** They stand beside the fields; without an ETag the version serves as one. */
function loadedFrom({ data, etag }: Answer<Entry & Extras>): Loaded {
  const { included = {}, may, ...fields } = data
  const entry = fields as Entry
  return { entry, included, may, etag: etag ?? `"${entry.version}"` }
}

export const createEntry = (plural: string, values: Values, idempotencyKey: string, keep?: Keep) =>
  call<Entry>('POST', `/${plural}`, { body: values, idempotencyKey, keep })

export const changeEntry = (
  plural: string,
  id: string,
  change: Values,
  etag: string,
  keep?: Keep,
) => call<Entry>('PATCH', `/${plural}/${id}`, { body: change, ifMatch: etag, keep })

/** What the change would give, of any one of these records; nothing is written. */
export async function tryChange(plural: string, chosen: Chosen, change: Values) {
  const first = async (filter: string) =>
    (await call<Page<Entry>>('GET', `/${plural}`, { query: { filter, limit: 1, fields: 'id' } }))
      .data.data[0]?.id
  const id = 'ids' in chosen ? chosen.ids[0] : await first(chosen.filter)
  if (id) await call('PATCH', `/${plural}/${id}`, { query: { dry_run: true }, body: change })
}

export const removeEntry = (plural: string, id: string) => call('DELETE', `/${plural}/${id}`)
export const restoreEntry = (plural: string, id: string) =>
  call('POST', `/${plural}/${id}/restore`, { body: {} })

/** Back from the bin, by one request and one undo. */
export const restoreEntries = (plural: string, ids: string[]) =>
  bulkChange(plural, { ids }, { act: 'restore' })
export const actOn = (plural: string, id: string, act: string, values: Values, keep?: Keep) =>
  call<unknown>('POST', `/${plural}/${id}/${act}`, {
    body: values,
    idempotencyKey: freshKey(),
    keep,
  })

export const readTimeline = async (plural: string, id: string, after: string | null) =>
  (
    await call<Page<JournalRow>>('GET', `/${plural}/${id}/timeline`, {
      query: { after, limit: 50 },
    })
  ).data

/** Somebody has it already. */
export interface KnownTo {
  /** Null: nobody. */
  owner: Person | null
  /** The field of the new record that says so. */
  by: string
  entity: string
  /** Null where the reader may not see it. */
  id: string | null
}

/** What creating it would give; nothing is written. */
export interface CreatePreview {
  /** Null where the reader would not see it. */
  record: Values | null
  duplicates: Entry[]
  /** Records with the same e-mail or phone that the reader may not see, and its company's account. */
  known_to: KnownTo[]
  guidelines: { id: string; key: string; sentence: string }[]
}
export const previewEntry = async (plural: string, values: Values, signal?: AbortSignal) =>
  (
    await call<CreatePreview>('POST', `/${plural}`, {
      query: { dry_run: true },
      body: values,
      signal,
    })
  ).data

/** Long work on the server. */
export interface Job {
  id: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'undone'
  done: number
  total: number
  refused: number
  result?: { changed?: number; message?: string; refused?: Refused[] } | null
  /** Until when it can be taken back. */
  undo_until?: string | null
}
/** The first of those a job left as they were, and why. */
export interface Refused {
  record: string
  errors?: { field: string; code: string }[]
}
/** Which records: by their ids, or all that a filter finds. */
export type Chosen = { ids: string[] } | { filter: string }
export type BulkWork = { change: Values } | { act: string; input?: Values }

/** One change or act on many records by one request; many of them become a job. What may wait is never so many. */
export async function bulkChange(plural: string, chosen: Chosen, work: BulkWork, keep?: Keep) {
  const { data, journal } = await call<{ changed: number } | Job>('POST', `/${plural}/bulk`, {
    body: { ...chosen, ...work },
    keep,
  })
  if (journal && keptIn(journal) !== null)
    return { job: null, changed: keep?.about.ids.length ?? 0, journal }
  return 'state' in data
    ? { job: data, changed: 0, journal: null }
    : { job: null, changed: data.changed, journal }
}
export const readJob = async (id: string, signal?: AbortSignal) =>
  (await call<Job>('GET', `/jobs/${id}`, { signal })).data
export const undoJob = async (id: string) =>
  (await call<Job>('POST', `/jobs/${id}/undo`, { body: {} })).data

export interface ExportQuery {
  filter?: string
  sort?: string
  /** Keys with commas; absent: all that may be seen. */
  fields?: string
  format: 'csv' | 'xlsx'
  header?: 'labels' | 'keys'
  links?: 'names' | 'ids'
}
/** A whole list as a file. */
export const exportFile = async (plural: string, query: ExportQuery) =>
  (await call<Blob>('GET', `/${plural}/export`, { query: { ...query }, as: 'file' })).data

/** How many records a filter finds. */
export const countEntries = async (plural: string, filter: string, signal?: AbortSignal) =>
  (
    await call<Page<Entry>>('GET', `/${plural}`, {
      query: { filter, limit: 1, fields: 'id', count: true },
      signal,
    })
  ).data.count ?? 0

export interface SavedView extends Entry {
  name: string
  entity: string
  filter: string | null
  sort: string | null
  columns: string[] | null
  owner: string | null
  shared: boolean | null
}
export const listViews = async (signal?: AbortSignal) =>
  (
    await call<Page<SavedView>>('GET', '/saved_views', {
      query: { sort: 'name', limit: 200 },
      signal,
    })
  ).data.data

export const search = async (text: string, entity: string, signal?: AbortSignal) =>
  (await call<Page<Titled>>('GET', '/search', { query: { q: text, entity, limit: 12 }, signal }))
    .data.data

/** Everything that has the text in its name, phone, address …, with what is asked about it most. */
export interface FoundAnswer {
  data: FoundRow[]
  complete: boolean
  /** The reader sees every opportunity: where none is told there is none. */
  all_opportunities: boolean
}

export const find = async (text: string, signal?: AbortSignal) =>
  (
    await call<FoundAnswer>('GET', '/search', {
      query: { q: text, limit: 20 },
      signal,
    })
  ).data

/** What comes next with a record: what is planned with it, or an opportunity's first open step. */
export async function readNextStep(entity: string, id: string): Promise<Entry | null> {
  const first = async (plural: string, filter: string, sort: string) =>
    (await call<Page<Entry>>('GET', `/${plural}`, { query: { filter, sort, limit: 1 } })).data
      .data[0]
  const planned = await first('activities', `${entity} = ${id} and state = planned`, 'happened_at')
  if (planned || entity !== 'opportunity') return planned ?? null
  const steps = await first('opportunity_steps', `opportunity = ${id} and state = open`, 'position')
  return steps ?? null
}

export type Colleague = Entry & { name: string; email: string; team: string | null }

/** Colleagues who can be given work: the first by name, or those whose name or e-mail has the text. */
export const listUsers = async (text: string, signal?: AbortSignal) => {
  const has = (field: string) => `${field} contains ${quoted(text)}`
  const filter = `active = true${text && ` and (${has('name')} or ${has('email')})`}`
  const query = { filter, sort: 'name', limit: 200 }
  return (await call<Page<Colleague>>('GET', '/users', { query, signal })).data.data
}

export const listTeams = async (signal?: AbortSignal) =>
  (await call<Page<Team>>('GET', '/teams', { query: { sort: 'name', limit: 200 }, signal })).data
    .data

// --- exceptions ----------------------------------------------------------------------------------

interface ExceptionsAsked {
  state: ExceptionState
  filter?: string
  /** Many of one kind by one owner are not listed but counted. */
  fold?: true
}

/** Counting takes far longer than the first of them: it is asked for where one answer does not hold all. */
export async function listExceptions(
  asked: ExceptionsAsked,
  after: string | null,
  signal?: AbortSignal,
): Promise<ExceptionPage> {
  const answer = async (query: { after?: string | null; limit: number; count?: true }) =>
    (await call<ExceptionPage>('GET', '/exceptions', { query: { ...asked, ...query }, signal }))
      .data
  const page = await answer({ after, limit: 200 })
  if (after !== null) return page
  const folded = (page.bundles ?? []).reduce((sum, { count }) => sum + count, 0)
  const all = page.next ? (await answer({ limit: 1, count: true })).count : undefined
  return { ...page, count: all ?? page.data.length + folded }
}

/** How many exceptions are open, and how many records of each entity run as agreed. */
export async function countExceptions(signal?: AbortSignal) {
  const query = { state: 'open', limit: 1, count: true }
  const { data } = await call<ExceptionPage>('GET', '/exceptions', { query, signal })
  return { open: data.count ?? 0, running: data.running ?? {} }
}

export const readException = async (id: string, signal?: AbortSignal) =>
  (await call<ExceptionDetail>('GET', `/exceptions/${id}`, { signal })).data

export type AcceptReason = 'justified' | 'customer_asked' | 'rule_wrong' | 'absent'

export type ExceptionAct =
  | { act: 'remind' }
  | { act: 'reassign'; to: string }
  | { act: 'snooze'; until: string }
  | { act: 'accept'; reason: AcceptReason; note?: string }

/** Whether a mail is on its way, or waits because no mail server is set up. */
export type MailWay = 'queued' | 'not_configured'

export function actOnException(id: string, { act, ...body }: ExceptionAct, keep?: Keep) {
  return call('POST', `/exceptions/${id}/${act}`, { body, keep })
}

interface BulkAnswer {
  act_id?: string | null
  /** Absent where it is done for all or for none. */
  refused?: { id: string; code: string; message: string }[]
}

/** One act on many exceptions with one request. */
export async function actOnExceptions(ids: string[], act: ExceptionAct, keep?: Keep) {
  const { data, journal } = await call<BulkAnswer>('POST', '/exceptions/bulk', {
    body: { ids, ...act },
    keep,
  })
  return { journal: journal ?? data.act_id ?? null, refused: data.refused ?? [] }
}

/** One act on all that a filter finds in one's list; many of them become a job. */
export async function actOnFound(state: ExceptionState, filter: string, act: ExceptionAct) {
  const { data, journal } = await call<{ changed: number } | Job>('POST', '/exceptions/bulk', {
    body: { state, filter, ...act },
  })
  return 'id' in data
    ? { job: data, changed: 0, journal: null }
    : { job: null, changed: data.changed, journal }
}

/** What still waits for the connection is simply not sent. */
export async function undoJournal(journal: string) {
  const id = keptIn(journal)
  if (id === null) return undoSent(journal)
  if (drop(id)) return undefined
  const done = await journalOfSent(id)
  if (!done) throw new Error(t('undo.nothing'))
  return undoSent(done)
}
const undoSent = (journal: string) => call('POST', `/journal/${journal}/undo`, { body: {} })

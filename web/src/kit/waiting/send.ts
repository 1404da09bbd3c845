// What waits goes to the server in the order in which it was done. What is refused stays, with the reason.
import { listByIds, readEntry } from '@/api/calls'
import { call } from '@/api/client'
import { ApiError } from '@/api/problem'
import { queryClient } from '@/api/queries'
import { tn } from '@/base/words'
import { pick } from '@/kit/edits'
import { say } from '@/kit/undo'
import { change, hasWaiting, noteSent, waiting, type Waiting } from '@/api/waiting'
import type { Entry, Value, Values } from '@/model/types'

let sending: Promise<number> | undefined

/** Sends until all is sent or the connection is gone again, tells and answers how many were taken. */
export function sendWaiting(): Promise<number> {
  sending ??= sendAll().finally(() => (sending = undefined))
  return sending
}

async function sendAll(): Promise<number> {
  let taken = 0
  if (!hasWaiting()) return taken
  for (let one = next(); one; one = next()) {
    const outcome = await sendOne(one)
    if (outcome === 'cut off') break
    if (outcome === 'taken') taken++
  }
  if (taken > 0) say(tn('waiting.sent', taken))
  void queryClient.invalidateQueries()
  return taken
}
const next = () => waiting().find(({ state }) => state === 'waits')

async function sendOne(one: Waiting): Promise<'taken' | 'refused' | 'cut off'> {
  change(one.id, { state: 'sending' })
  try {
    noteSent(one.id, await deliver(one))
    return 'taken'
  } catch (error) {
    const isLater = error instanceof ApiError && (error.isCutOff || mayComeLater(error))
    if (isLater) change(one.id, { state: 'waits' })
    else
      change(one.id, {
        state: 'refused',
        why: whyOf(error),
        isQuarrel: isQuarrel(one, error),
        isGone: isGone(one, error),
      })
    return isLater ? 'cut off' : 'refused'
  }
}

/** Too many at once, or the session has ended and nobody has signed in yet. */
const mayComeLater = ({ status }: ApiError) => [401, 429, 503].includes(status)

const whyOf = (error: unknown) =>
  error instanceof ApiError
    ? [error.message, ...error.errors.map(({ message }) => message)].filter(Boolean).join(' ')
    : String(error)

/** What may not be done any more is no quarrel about values. */
const isQuarrel = ({ method, before }: Waiting, error: unknown) =>
  error instanceof ApiError && error.isConflict && (method === 'PATCH' || before !== undefined)

/** The record itself, or what a note to it leads to. */
const isGone = ({ about }: Waiting, error: unknown) =>
  error instanceof ApiError &&
  (error.status === 404 ||
    error.errors.some(({ field, code }) => field === about.entity && code === 'no_such_record'))

/** Sends it once more, over what the records hold by now; what is changed after this is a new quarrel. */
export async function insist(one: Waiting): Promise<void> {
  const [plural = ''] = one.path.split('/').slice(1)
  const wanted = Object.keys(wantedBy(one))
  const now = await listByIds(plural, one.about.ids)
  const before = Object.fromEntries(now.map((entry) => [entry.id, pick(entry, wanted)]))
  const ifMatch = one.ifMatch && now[0] ? `"${now[0].version}"` : one.ifMatch
  change(one.id, { state: 'waits', why: undefined, isQuarrel: false, before, ifMatch })
}

/** The fields it writes, of one record or of many. */
export const wantedBy = ({ method, body }: Waiting): Values =>
  method === 'PATCH' ? (body as Values) : ((body as { change?: Values }).change ?? {})

/** Answers what takes it back. */
async function deliver(one: Waiting): Promise<string | null> {
  if (one.method === 'POST' && one.before) await expectUnchanged(one, one.before)
  try {
    return await post(one, one.ifMatch)
  } catch (error) {
    if (!(error instanceof ApiError && error.isConflict) || one.method !== 'PATCH') throw error
    const now = await standing(one)
    if (now.is === 'done') return null
    if (now.is === 'other') throw error
    return post(one, now.etag)
  }
}

async function post({ id, method, path, body, behalf }: Waiting, ifMatch: string | undefined) {
  const options = { body, ifMatch, behalf, idempotencyKey: id }
  return (await call<unknown>(method, path, options)).journal
}

type Standing = { is: 'done' } | { is: 'other' } | { is: 'as before'; etag: string }

/** The record was changed since: by this very change, in other fields, or in the same ones by somebody else. */
async function standing({ path, body, before = {} }: Waiting): Promise<Standing> {
  const [plural = '', id = ''] = path.split('/').slice(1)
  const { entry, etag } = await readEntry(plural, id)
  if (holds(entry, body as Values)) return { is: 'done' }
  const seen = before[id]
  return seen && holds(entry, seen) ? { is: 'as before', etag } : { is: 'other' }
}

/**
 * A change of many names no versions: it is held against the records before it is sent. Those that hold what was wanted
 * have it from this very change, its answer lost, as a rule; it is sent with its key then, and not done again.
 */
async function expectUnchanged(one: Waiting, before: Record<string, Values>) {
  const [plural = ''] = one.path.split('/').slice(1)
  const wanted = wantedBy(one)
  const now = await listByIds(plural, Object.keys(before))
  const others = changedByOthers(now, wanted, before)
  if (others.length > 0) throw new ApiError(409, 'conflict', tn('waiting.changed', others.length))
}

/** Those that hold neither what was wanted nor what the person saw. */
export const changedByOthers = (now: Entry[], wanted: Values, before: Record<string, Values>) =>
  now.filter((entry) => !holds(entry, wanted) && !holds(entry, before[entry.id] ?? {}))

const holds = (entry: Entry, values: Values) =>
  Object.entries(values).every(([key, value]) => isSame(entry[key], value))

const isSame = (a: Value, b: Value) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

// The one door to the server: cookie session, CSRF token, language, problem+json.
import { language } from '@/base/words'
import { enterFor, principal } from './principal'
import { ApiError, problemFrom, unreachable } from './problem'
import { hasWaiting, keep, type Keep, type Waiting } from './waiting'

const base = '/api/v1'

let csrfToken = ''
export const setCsrfToken = (token: string | undefined) => {
  csrfToken = token ?? ''
}

type SignedOut = (method: Method) => boolean | Promise<boolean>
let onSignedOut: SignedOut = () => false
/**
 * Called when a request is answered 401: the session has ended. Answered true, the reader has
 * signed in again and the request is made once more.
 */
export const whenSignedOut = (listener: SignedOut) => {
  onSignedOut = listener
}

/** Called with what the server has done or answered. */
export type Done = (method: Method, path: string, query?: Query) => void
const doneListeners = new Set<Done>()
export function whenDone(listener: Done) {
  doneListeners.add(listener)
  return () => void doneListeners.delete(listener)
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type Query = Record<string, string | number | boolean | null | undefined>

interface Options {
  query?: Query
  body?: unknown
  /** Sent as it is, instead of a body. */
  file?: Blob
  /** What the file is; without it, just bytes. */
  fileType?: string
  ifMatch?: string
  idempotencyKey?: string
  /** Without a connection it waits, and is answered as if it were done; see waiting.ts. */
  keep?: Keep
  /** For whom, whomever he enters for now; null: in his own name. Of what is read, as he sees it. */
  behalf?: string | null
  signal?: AbortSignal
  /** Answered in another language than the reader's. */
  language?: string
  /** The answer is no JSON. */
  as?: 'text' | 'file'
  /** About the reader himself, whomever he enters for. */
  asOneself?: boolean
  /** Sign-in itself is answered 401 too; that must not send us to the sign-in page. */
  mayBeSignedOut?: boolean
}

export interface Answer<T> {
  data: T
  /** What undo takes; null for reads. */
  journal: string | null
  etag: string | null
}

/** Writes the server has not answered yet; a dry run writes nothing. */
const underWay = new Set<Promise<unknown>>()
/** Undefined when nothing is under way; else once all of it is answered and its callers have gone on. */
export const writesDone = (): Promise<void> | undefined =>
  underWay.size === 0
    ? undefined
    : Promise.allSettled(underWay).then(() => new Promise((goOn) => setTimeout(goOn)))

export function call<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const answer = options.keep
    ? sentOrKept<T>(method, path, options, options.keep)
    : answerOf<T>(method, path, options)
  if (method === 'GET' || options.query?.dry_run) return answer
  underWay.add(answer)
  const isOver = () => void underWay.delete(answer)
  answer.then(isOver, isOver)
  return answer
}

/** Behind others that wait it waits too: they are sent in order. */
async function sentOrKept<T>(method: Method, path: string, options: Options, said: Keep) {
  const id = options.idempotencyKey ?? freshKey()
  if (!hasWaiting())
    try {
      return await answerOf<T>(method, path, { ...options, idempotencyKey: id })
    } catch (error) {
      if (!(error instanceof ApiError && error.isCutOff)) throw error
    }
  const { body, ifMatch } = options
  const behalf = principal()?.id ?? null
  const journal = keep({
    ...said,
    id,
    method: method as Waiting['method'],
    path,
    body,
    ifMatch,
    behalf,
  })
  return { data: body as T, journal, etag: null }
}

async function answerOf<T>(method: Method, path: string, options: Options): Promise<Answer<T>> {
  let response = await send(method, path, options)
  if (response.status === 401 && !options.mayBeSignedOut && (await onSignedOut(method)))
    response = await send(method, path, options)
  if (!response.ok) throw notForAnother(await problemFrom(response))
  doneListeners.forEach((listener) => listener(method, path, options.query))
  return {
    data: (await dataOf(response, options.as)) as T,
    journal: response.headers.get('Vigil-Journal'),
    etag: response.headers.get('ETag'),
  }
}

/** Who may enter for whom can change; nothing is entered in one's own name by mistake: the call has failed. */
function notForAnother(error: ApiError) {
  if (error.code === 'not_your_principal') enterFor(null)
  return error
}

async function dataOf(response: Response, as: Options['as']): Promise<unknown> {
  if (as === 'file') return response.blob()
  const text = await response.text()
  return as === 'text' ? text : text ? JSON.parse(text) : undefined
}

async function send(method: Method, path: string, options: Options): Promise<Response> {
  const headers = new Headers({
    Accept: 'application/json',
    'Accept-Language': options.language ?? language(),
  })
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  if (options.file) headers.set('Content-Type', options.fileType ?? 'application/octet-stream')
  if (method !== 'GET' && csrfToken) headers.set('X-CSRF-Token', csrfToken)
  const forWhom = options.behalf === undefined ? principal()?.id : options.behalf
  const isFor = method !== 'GET' || options.behalf !== undefined
  if (forWhom && isFor && !options.asOneself) headers.set('Vigil-On-Behalf-Of', forWhom)
  if (options.ifMatch) headers.set('If-Match', options.ifMatch)
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  try {
    return await fetch(base + path + queryText(options.query), {
      method,
      headers,
      signal: options.signal,
      credentials: 'same-origin',
      body: options.file ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable(method !== 'GET' && !options.keep)
  }
}

function queryText(query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** For Idempotency-Key; crypto.randomUUID is absent on plain http beyond localhost. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

// Server-sent events only say that something changed; the cache asks for what is on the screen.
import { useSyncExternalStore } from 'react'
import { hearServerTime } from '@/base/time'
import type { LiveEvent, Model } from '@/model/types'
import { call } from './client'
import { meQuery, modelQuery, queryClient } from './queries'

/** gone: the stream was lost or never opened. */
export type LiveState = 'live' | 'connecting' | 'gone'

const gatherMs = 250
const firstWaitMs = 1000
const longestWaitMs = 30_000

let state: LiveState = 'connecting'
const listeners = new Set<() => void>()
const setState = (next: LiveState) => {
  state = next
  listeners.forEach((listener) => listener())
}

/** The page knows that the server is out of reach. */
export const isCutOff = () => !navigator.onLine || state === 'gone'
/** Called when the stream comes, goes or comes back. */
export function whenLive(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      addEventListener('online', listener)
      addEventListener('offline', listener)
      return () => {
        listeners.delete(listener)
        removeEventListener('online', listener)
        removeEventListener('offline', listener)
      }
    },
    // Unplugged, the stream notices late.
    () => (navigator.onLine ? state : 'gone'),
  )
}

/** Doubles up to half a minute; a little chance keeps many pages from coming back in step. */
export const waitBefore = (attempt: number, chance = Math.random()) =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.75 + chance / 2)

/** Opens the stream and keeps it open; answers the function that closes it. */
export function followEvents(): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let hadGap = false

  const open = () => {
    source = new EventSource('/api/v1/events')
    source.onopen = () => {
      attempt = 0
      setState('live')
      if (hadGap) void queryClient.invalidateQueries() // events in the gap may be lost
      hadGap = false
    }
    source.onmessage = (message) => gather(message.data)
    source.onerror = () => {
      setState('gone')
      hadGap = true
      // The browser reconnects by itself (with Last-Event-ID) unless it has given up.
      if (source?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, waitBefore(attempt++))
      noticeEnd()
    }
  }
  /** The line is back: no need to wait out the pause. */
  const hurry = () => {
    if (source?.readyState !== EventSource.CLOSED) return
    clearTimeout(timer)
    attempt = 0
    open()
  }
  open()
  addEventListener('online', hurry)
  return () => {
    removeEventListener('online', hurry)
    clearTimeout(timer)
    source?.close()
    setState('connecting')
  }
}

/** A stream that is refused may mean that the session has ended; any other call is told so. */
const noticeEnd = () => void call('GET', '/me').catch(() => {})

let waiting: LiveEvent[] = []
function gather(data: string) {
  try {
    waiting.push(JSON.parse(data) as LiveEvent)
  } catch {
    return // a comment or heartbeat in an unusual dress
  }
  if (waiting.length > 1) return
  setTimeout(() => {
    const events = waiting
    waiting = []
    applyEvents(events)
  }, gatherMs)
}

const pagesOf = ['model', 'me', 'rights', 'entries', 'entry', 'exceptions']

/** The pulses an event may change: of records of its kind, and of those it may hang on. */
function pulsesOf({ entity: key }: LiveEvent, model: Model | undefined): unknown[][] {
  // Which record these are about stands in their own fields alone.
  if (key === 'exception' || key === 'guideline') return [['pulse']]
  const entity = model?.entities.find((one) => one.key === key)
  const links = new Set([key, ...(entity?.fields ?? []).map(({ link }) => link)])
  return (model?.entities ?? [])
    .filter((one) => one.key !== 'user' && links.has(one.key))
    .map(({ plural }) => ['pulse', plural])
}

/** What pages are built from: objects, fields and rights, the names of roles, and what the reader himself is. */
const isOfModel = ({ entity, record }: LiveEvent) =>
  entity === 'model' ||
  entity === 'role' ||
  (entity === 'user' && record === queryClient.getQueryData(meQuery.queryKey)?.id)

/** Invalidates what the events touch, each once. What is being typed stays where it is. */
export function applyEvents(events: LiveEvent[]) {
  const model = queryClient.getQueryData<Model>(modelQuery().queryKey)
  const stale = new Map<string, unknown[]>()
  const mark = (key: unknown[]) => stale.set(JSON.stringify(key), key)
  for (const event of events) {
    hearServerTime(event.now)
    // A test clock that moves may change the answer to anything.
    if (event.entity === 'clock') return void queryClient.invalidateQueries()
    const plural = model?.entities.find((entity) => entity.key === event.entity)?.plural
    pulsesOf(event, model).forEach(mark)
    if (isOfModel(event)) pagesOf.forEach((name) => mark([name]))
    if (event.entity === 'exception') {
      mark(['exceptions'])
      mark(['exception', event.record])
      mark(['record_exceptions'])
    }
    if (!plural) continue
    mark(event.entity === 'plan' ? ['numbers'] : ['numbers', event.entity])
    mark(['entries', plural])
    mark(['entry', plural, event.record])
    mark(['timeline', plural, event.record])
  }
  for (const queryKey of stale.values()) void queryClient.invalidateQueries({ queryKey })
}

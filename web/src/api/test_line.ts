// For tests: a line to a server that is cut until a test says what is answered, and somebody new who has signed in.
import { afterEach, beforeEach, vi } from 'vitest'
import { createEntry } from './calls'
import { openWaiting, type Keep } from './waiting'

const fetchMock = vi.fn<typeof fetch>()
const cut = () => fetchMock.mockReset().mockRejectedValue(new TypeError('Failed to fetch'))
let users = 0

/** Before each test of the file. */
export function cutLine() {
  beforeEach(() => {
    cut()
    vi.stubGlobal('fetch', fetchMock)
    openWaiting(`user ${++users}`)
  })
  afterEach(() => void vi.unstubAllGlobals())
  return {
    fetchMock,
    /** What was answered and asked so far is forgotten. */
    cut,
    /** The next call. */
    answer: (status: number, body: object = {}, headers: Record<string, string> = {}) =>
      fetchMock.mockResolvedValueOnce(new Response(JSON.stringify(body), { status, headers })),
    user: () => `user ${users}`,
  }
}

/** Of a lead. */
export const keepOf = (said: string): Keep => ({ said, about: { entity: 'lead', ids: ['1'] } })

/** A write that may wait. */
export const note = (said: string) =>
  createEntry('activities', { note: said }, `key ${said}`, keepOf(said))

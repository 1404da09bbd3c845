import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '@/base/words'
import { call, setCsrfToken, whenSignedOut } from './client'
import { enterFor } from './principal'
import { ApiError } from './problem'

const fetchMock = vi.fn<typeof fetch>()
beforeEach(() => {
  fetchMock.mockReset()
  vi.stubGlobal('fetch', fetchMock)
  setCsrfToken('secret')
})
afterEach(async () => {
  vi.unstubAllGlobals()
  whenSignedOut(() => false)
  await setLanguage('en')
})

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  fetchMock.mockResolvedValueOnce(
    new Response(
      body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      { status, headers },
    ),
  )
const sentHeaders = () => new Headers(fetchMock.mock.calls[0]![1]!.headers)
const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

test('a read carries the language and no token, and leaves out empty parameters', async () => {
  await setLanguage('zh-CN')
  answer(200, { a: 1 }, { ETag: '"3"' })
  const { data, etag, journal } = await call('GET', '/leads', {
    query: { filter: 'a = b', after: null, count: true },
  })
  expect(fetchMock.mock.calls[0]![0]).toBe('/api/v1/leads?filter=a+%3D+b&count=true')
  expect(sentHeaders().get('Accept-Language')).toBe('zh-CN')
  expect(sentHeaders().has('X-CSRF-Token')).toBe(false)
  expect([data, etag, journal]).toEqual([{ a: 1 }, '"3"', null])
})

test('what is read is read in his own name, unless as he sees it for whom one enters', async () => {
  enterFor({ id: 'ben', name: 'Ben' })
  answer(200, {})
  await call('GET', '/leads')
  expect(sentHeaders().has('Vigil-On-Behalf-Of')).toBe(false)
  fetchMock.mockReset()
  answer(200, {})
  await call('GET', '/leads', { behalf: 'ben' })
  expect(sentHeaders().get('Vigil-On-Behalf-Of')).toBe('ben')
  enterFor(null)
})

test('a write carries token and version and answers what undo takes', async () => {
  answer(204, undefined, { 'Vigil-Journal': '42' })
  const { journal } = await call('PATCH', '/leads/1', { body: { a: null }, ifMatch: '"3"' })
  expect(sentHeaders().get('X-CSRF-Token')).toBe('secret')
  expect(sentHeaders().get('If-Match')).toBe('"3"')
  expect(fetchMock.mock.calls[0]![1]!.body).toBe('{"a":null}')
  expect(journal).toBe('42')
})

test('a problem keeps its code, its text and the text of each field', async () => {
  answer(422, {
    title: 'Invalid',
    detail: 'Some fields need attention.',
    code: 'invalid',
    errors: [
      { field: 'email', code: 'email', message: 'No address' },
      { field: 'email', code: 'x', message: 'Second' },
    ],
  })
  const error = await failure(call('POST', '/leads', { body: {} }))
  expect([error.status, error.code, error.message]).toEqual([
    422,
    'invalid',
    'Some fields need attention.',
  ])
  expect(error.byField).toEqual({ email: 'No address' })
  expect(error.isConflict).toBe(false)
})

test('an answer that is no problem document still says something', async () => {
  answer(502, '<html>Bad gateway</html>')
  const error = await failure(call('GET', '/leads'))
  expect([error.code, error.message]).toEqual([
    'http_502',
    'The server failed. Nothing was changed.',
  ])
})

test('Retry-After is kept in seconds', async () => {
  answer(429, {}, { 'Retry-After': '30' })
  expect(
    (await failure(call('POST', '/sessions', { body: {}, mayBeSignedOut: true })))
      .retryAfterSeconds,
  ).toBe(30)
})

test('an unreachable server is told as such', async () => {
  fetchMock.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  expect((await failure(call('GET', '/me'))).code).toBe('unreachable')
})

test('the end of the session is heard, but not from the sign-in itself', async () => {
  const heard = vi.fn(() => false)
  whenSignedOut(heard)
  answer(401, {})
  await failure(call('POST', '/sessions', { body: {}, mayBeSignedOut: true }))
  expect(heard).not.toHaveBeenCalled()
  answer(401, {})
  await failure(call('GET', '/leads'))
  expect(heard).toHaveBeenCalledOnce()
})

test('signed in again, the same request is made once more, with the new token', async () => {
  whenSignedOut(() => {
    setCsrfToken('fresh')
    return true
  })
  answer(401, {})
  answer(200, { id: '1' })
  const { data } = await call('POST', '/leads', { body: { name: 'Ana' }, idempotencyKey: 'k' })
  expect(data).toEqual({ id: '1' })
  const [first, second] = fetchMock.mock.calls.map(([, request]) => request!)
  expect(second!.body).toBe(first!.body)
  expect(new Headers(second!.headers).get('X-CSRF-Token')).toBe('fresh')
  expect(new Headers(second!.headers).get('Idempotency-Key')).toBe('k')
})

test('still signed out, it is told and not asked for ever', async () => {
  const heard = vi.fn(() => true)
  whenSignedOut(heard)
  answer(401, {})
  answer(401, {})
  expect((await failure(call('GET', '/leads'))).status).toBe(401)
  expect(heard).toHaveBeenCalledOnce()
})

test('a refusal names the rule that stands in the way', async () => {
  for (const code of ['used_by_running', 'used_by_guideline', 'used_by_rights']) {
    answer(409, {
      code,
      detail: 'It is in use.',
      args: { guideline: 'lead_untouched', version: '2' },
    })
    const { guideline } = await failure(call('DELETE', '/model/entities/lead/fields/own_region'))
    expect(guideline, code).toBe(code === 'used_by_rights' ? undefined : 'lead_untouched')
  }
})

import { expect, test, vi } from 'vitest'
import { changeEntry, undoJournal } from './calls'
import { call } from './client'
import { cutLine, keepOf, note } from './test_line'
import { drop, hasWaiting, openWaiting, waiting } from './waiting'

const { fetchMock, user } = cutLine()
const sentTo = () => fetchMock.mock.calls.map(([url]) => String(url))

test('without a connection a write waits with its key and version, and is answered as if it were done', async () => {
  const { journal, data } = await changeEntry('leads', '1', { city: 'Oslo' }, '"3"', {
    ...keepOf('Brightwater: City'),
    before: { '1': { city: null } },
  })
  expect(data).toEqual({ city: 'Oslo' })
  expect(journal).toMatch(/^waiting:/)
  expect(waiting()).toMatchObject([
    { method: 'PATCH', path: '/leads/1', ifMatch: '"3"', body: { city: 'Oslo' }, state: 'waits' },
  ])
  expect(new Headers(fetchMock.mock.calls[0]![1]!.headers).get('Idempotency-Key')).toBe(
    waiting()[0]!.id,
  )
})

test('behind one that waits the next waits too, in order, without asking the server', async () => {
  await note('a')
  fetchMock.mockResolvedValue(new Response(null, { status: 201 }))
  await note('b')
  expect(waiting().map(({ said }) => said)).toEqual(['a', 'b'])
  expect(sentTo()).toHaveLength(1)
})

test('what a person says may not wait fails at once, and says that nothing was changed', async () => {
  await expect(call('POST', '/leads/1/assign', { body: {} })).rejects.toThrow('cannot wait')
  expect(hasWaiting()).toBe(false)
})

test('what the server refuses does not wait', async () => {
  fetchMock.mockResolvedValue(new Response('{"code":"invalid"}', { status: 422 }))
  await expect(note('a')).rejects.toMatchObject({ code: 'invalid' })
  expect(hasWaiting()).toBe(false)
})

test('undo of what waits removes it, and shows what stood there', async () => {
  const putBack = vi.fn()
  const { journal } = await changeEntry('leads', '1', { city: 'Oslo' }, '"3"', {
    ...keepOf('City'),
    putBack,
  })
  const asked = sentTo().length
  await undoJournal(journal!)
  expect(waiting()).toEqual([])
  expect(putBack).toHaveBeenCalledOnce()
  expect(sentTo()).toHaveLength(asked)
})

test('it outlives a reload, for the one who did it alone', async () => {
  const me = user()
  await note('a')
  openWaiting('somebody else')
  expect(waiting()).toEqual([])
  openWaiting(me)
  expect(waiting().map(({ said }) => said)).toEqual(['a'])
  drop(waiting()[0]!.id)
  openWaiting('somebody else')
  openWaiting(me)
  expect(waiting()).toEqual([])
})

test('a proxy that finds nobody behind it is no connection either', async () => {
  fetchMock.mockResolvedValue(new Response('<html>Bad gateway</html>', { status: 502 }))
  await note('a')
  expect(hasWaiting()).toBe(true)
})

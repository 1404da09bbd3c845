import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { call } from '@/api/client'
import { sayDone, undoLast } from './undo'

const fetchMock = vi.fn<typeof fetch>()
beforeEach(() => vi.stubGlobal('fetch', fetchMock))
afterEach(() => void vi.unstubAllGlobals())

test('undo right after a change waits for the server and takes that change back, not the one before', async () => {
  let answer: (response: Response) => void = () => {}
  fetchMock.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  const takenBack: string[] = []
  const takesBack = (what: string) => async () => void takenBack.push(what)
  sayDone('Before', takesBack('before'))
  const changing = call('PATCH', '/leads/1', { body: {} }).then(() =>
    sayDone('Now', takesBack('now')),
  )

  const undoing = undoLast()
  await Promise.resolve()
  expect(takenBack).toEqual([])

  answer(new Response(null, { status: 204 }))
  await Promise.all([changing, undoing])
  expect(takenBack).toEqual(['now'])

  await undoLast()
  expect(takenBack).toEqual(['now', 'before'])
})

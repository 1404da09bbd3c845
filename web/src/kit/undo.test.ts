import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { call } from '@/api/client'
import { sayDone, undoLast, untilTold } from './undo'

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

test('undo between the answer to an act and the telling of it means that act', async () => {
  const takenBack: string[] = []
  const takesBack = (what: string) => async () => void takenBack.push(what)
  sayDone('Before', takesBack('before'))
  let show = () => {}
  const shown = new Promise<void>((resolve) => (show = resolve))
  const doing = untilTold(shown).then(() => sayDone('Now', takesBack('now')))
  const undoing = undoLast()
  show()
  await Promise.all([doing, undoing])
  expect(takenBack).toEqual(['now'])
})

test('undo amid an act of several calls waits for all of them', async () => {
  const answers: ((response: Response) => void)[] = []
  fetchMock.mockImplementation(() => new Promise((resolve) => answers.push(resolve)))
  const takenBack: string[] = []
  const takesBack = (what: string) => async () => void takenBack.push(what)
  sayDone('Before', takesBack('before'))
  const acting = untilTold(call('GET', '/leads/1'))
    .then(() => call('PATCH', '/leads/1', { body: {} }))
    .then(() => call('POST', '/leads/1/qualify'))
    .then(() => sayDone('Now', takesBack('now')))
  const undoing = undoLast()
  for (const isAsked of [1, 2, 3]) {
    await vi.waitFor(() => expect(answers.length).toBe(isAsked))
    expect(takenBack).toEqual([])
    answers.at(-1)!(new Response(null, { status: 204 }))
  }
  await Promise.all([acting, undoing])
  expect(takenBack).toEqual(['now'])
})

import { expect, test, vi } from 'vitest'
import { askTogether } from './together'

const ask = () =>
  vi.fn(async (ids: string[]) => Object.fromEntries(ids.map((id) => [id, `about ${id}`])))

test('what is asked in one moment is one request, and each gets its own answer', async () => {
  const send = ask()
  const answers = await Promise.all([
    askTogether('a', ['1', '2'], 10, send),
    askTogether('a', ['2', '3'], 10, send),
  ])
  expect(answers).toEqual([
    { '1': 'about 1', '2': 'about 2' },
    { '2': 'about 2', '3': 'about 3' },
  ])
  expect(send.mock.calls).toEqual([[['1', '2', '3']]])
  await askTogether('a', ['1'], 10, send)
  expect(send).toHaveBeenCalledTimes(2)
})

test('other questions are other requests, and so is what is too much for one', async () => {
  const [send, other] = [ask(), ask()]
  await Promise.all([askTogether('a', ['1', '2', '3'], 2, send), askTogether('b', ['1'], 2, other)])
  expect(send.mock.calls).toEqual([[['1', '2']], [['3']]])
  expect(other.mock.calls).toEqual([[['1']]])
})

test('a refusal reaches all who asked, and the next ask is a new one', async () => {
  const send = vi.fn(() => Promise.reject(new Error('no')))
  const asked = [askTogether('a', ['1'], 2, send), askTogether('a', ['2'], 2, send)]
  await Promise.all(asked.map((one) => expect(one).rejects.toThrow('no')))
  const again = ask()
  expect(await askTogether('a', ['1'], 2, again)).toEqual({ '1': 'about 1' })
})

import { expect, test, vi } from 'vitest'
import { actOnException, undoJournal } from '@/api/calls'
import { queryClient } from '@/api/queries'
import { sayDone, undoLast } from '@/kit/undo'
import type { ExceptionRow } from '@/model/types'
import { perform } from './perform'

vi.mock('@/api/calls', async (original) => ({
  ...(await original<object>()),
  actOnException: vi.fn(),
  undoJournal: vi.fn(),
}))

test('mod+Z between the answer and its telling takes back this act, not the one before', async () => {
  vi.mocked(actOnException).mockResolvedValue({ data: {}, journal: '7' } as never)
  let goOn = () => {}
  vi.spyOn(queryClient, 'cancelQueries').mockReturnValue(new Promise((done) => (goOn = done)))
  const before = vi.fn(async () => {})
  sayDone('the act before', before)

  const act = perform(
    [{ id: '1', title: 'Lead a', record: {} } as ExceptionRow],
    { act: 'snooze', until: '2026-03-03' },
    vi.fn(),
  )
  await vi.waitFor(() => expect(queryClient.cancelQueries).toHaveBeenCalled())
  const undone = undoLast()
  goOn()
  await Promise.all([act, undone])
  await vi.waitFor(() => expect(undoJournal).toHaveBeenCalledWith('7'))
  expect(before).not.toHaveBeenCalled()
})

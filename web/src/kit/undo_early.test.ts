import { expect, test, vi } from 'vitest'
import { sayDone, sayMore, showToasts, toasts } from './undo'

test('a second line that is known before there is anything to show it in is shown with the first', () => {
  const add = vi.spyOn(toasts, 'add')
  const told = sayDone('Reminder for Ben')
  sayMore(told, 'queued')
  expect(add).not.toHaveBeenCalled()
  showToasts()
  expect(add.mock.calls[0]![0]).toMatchObject({ title: 'Reminder for Ben', description: 'queued' })
})

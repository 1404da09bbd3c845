import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { earlyLetters } from '@/kit/early_letters'
import { showToasts, toasts } from '@/kit/undo'
import { fetchAhead, Later } from './later'

afterEach(cleanup)

interface Props {
  close: () => void
}
const Dialog = () => <p>begins with {earlyLetters()}</p>

test('letters typed before the dialog is there are kept for it', async () => {
  let arrive = (_: { default: typeof Dialog }) => {}
  const load = () => new Promise<{ default: typeof Dialog }>((done) => (arrive = done))
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  for (const key of ['m', 'a', 'Shift'])
    window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))
  expect(document.querySelector('[data-modal]')).not.toBeNull()
  arrive({ default: Dialog })
  expect((await screen.findByText(/begins/)).textContent).toBe('begins with ma')
})

test('what was fetched ahead stands there at once', async () => {
  const load = vi.fn(async () => ({ default: Dialog }))
  await fetchAhead(load)
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  expect(screen.getByText(/begins/)).toBeTruthy()
  expect(load).toHaveBeenCalledOnce()
})

test('a file that cannot be fetched closes the dialog, says so, and is asked for again', async () => {
  showToasts()
  const said = vi.spyOn(toasts, 'add').mockReturnValue('1')
  const close = vi.fn()
  const load = vi.fn(() => Promise.reject<{ default: typeof Dialog }>(new TypeError('no line')))
  const { unmount } = render(<Later<Props> load={load} props={{ close }} />)
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
  expect(said.mock.calls[0]![0].title).toBe(
    'The server cannot be reached. Check the connection and try again.',
  )
  unmount()
  render(<Later<Props> load={load} props={{ close }} />)
  await waitFor(() => expect(load).toHaveBeenCalledTimes(2))
  said.mockRestore()
})

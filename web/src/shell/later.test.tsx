import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { OptionList } from '@/kit/modal'
import { showToasts, toasts } from '@/kit/undo'
import { fetchAhead, Later } from './later'

afterEach(cleanup)

interface Props {
  close: () => void
}
const Dialog = () => (
  <div data-modal>
    <input aria-label="first" autoFocus defaultValue="" />
  </div>
)
const Question = () => (
  <div data-modal>
    <OptionList options={['a', 'b'].map((value) => ({ value, label: value }))} choose={chosen} />
  </div>
)
const chosen = vi.fn()
const type = (...keys: string[]) => {
  for (const key of keys)
    window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
}

test('letters typed before the dialog is there arrive in it', async () => {
  let arrive = (_: { default: typeof Dialog }) => {}
  const load = () => new Promise<{ default: typeof Dialog }>((done) => (arrive = done))
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  type('m', 'a', 'Shift')
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))
  expect(document.querySelector('[data-modal]')).not.toBeNull()
  arrive({ default: Dialog })
  const input = await screen.findByLabelText<HTMLInputElement>('first')
  await waitFor(() => expect(input.value).toBe('ma'))
})

test('what comes without a key arrives in it, not in the field the cursor stood in', async () => {
  let arrive = (_: { default: typeof Dialog }) => {}
  const load = () => new Promise<{ default: typeof Dialog }>((done) => (arrive = done))
  const field = document.body.appendChild(document.createElement('textarea'))
  field.focus()
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  type('m')
  const gathering = document.activeElement as HTMLInputElement
  expect(gathering).not.toBe(field)
  gathering.value += '简体'
  arrive({ default: Dialog })
  const input = await screen.findByLabelText<HTMLInputElement>('first')
  await waitFor(() => expect(input.value).toBe('m简体'))
  expect(field.value).toBe('')
  field.remove()
})

test('a text typed and sent before its form is there is sent by it; Escape leaves', async () => {
  const sent = vi.fn()
  const leave = vi.fn()
  const Form = () => {
    const [text, setText] = useState('')
    return (
      <form
        data-modal
        onSubmit={(event) => (event.preventDefault(), sent(text))}
        onKeyDown={({ key, ctrlKey, currentTarget }) => {
          if (key === 'Escape') leave()
          if (key === 'Enter' && ctrlKey) currentTarget.requestSubmit()
        }}
      >
        <input autoFocus value={text} onChange={({ target }) => setText(target.value)} />
      </form>
    )
  }
  let arrive = (_: { default: typeof Form }) => {}
  const load = () => new Promise<{ default: typeof Form }>((done) => (arrive = done))
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  type('m', 'a', 'Enter', 'x')
  for (const how of [{ ctrlKey: true }, { isComposing: true }])
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ...how }))
  type('Escape')
  arrive({ default: Form })
  await waitFor(() => expect(leave).toHaveBeenCalledOnce())
  expect(sent.mock.calls).toEqual([['ma'], ['max']])
})

test('a digit typed before the question is there answers it', async () => {
  let arrive = (_: { default: typeof Question }) => {}
  const load = () => new Promise<{ default: typeof Question }>((done) => (arrive = done))
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  type('2')
  arrive({ default: Question })
  await waitFor(() => expect(chosen).toHaveBeenCalledWith('b'))
})

test('what was fetched ahead stands there at once', async () => {
  const load = vi.fn(async () => ({ default: Dialog }))
  await fetchAhead(load)
  render(<Later<Props> load={load} props={{ close: vi.fn() }} />)
  expect(screen.getByLabelText('first')).toBeTruthy()
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

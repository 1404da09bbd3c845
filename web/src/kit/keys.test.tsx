import { fireEvent, render, renderHook, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { currentBindings, keyFaces, setKeysEnabled, useKeys } from './keys'

const press = (
  key: string,
  more: KeyboardEventInit = {},
  target: Element | Window = document.body,
) => fireEvent.keyDown(target, { key, ...more })
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  setKeysEnabled(true)
  press('Shift') // ends a pending chord
})

test('single keys, chords and mod keys run what they are bound to', () => {
  const run = { j: vi.fn(), l: vi.fn(), goLeads: vi.fn(), undo: vi.fn(), sheet: vi.fn() }
  renderHook(() =>
    useKeys([
      { keys: 'j', run: run.j },
      { keys: 'l', run: run.l },
      { keys: 'g l', run: run.goLeads },
      { keys: 'mod+z', run: run.undo },
      { keys: '?', run: run.sheet },
    ]),
  )
  press('J')
  press('g')
  press('l')
  press('z', { metaKey: true })
  press('?', { shiftKey: true })
  expect(Object.values(run).map((each) => each.mock.calls.length)).toEqual([1, 0, 1, 1, 1])
  press('g')
  vi.advanceTimersByTime(1000)
  press('l')
  expect(run.l).toHaveBeenCalledOnce()
})

test('nothing runs while typing, composing or under a modal', () => {
  const run = vi.fn()
  renderHook(() => useKeys([{ keys: 'r', run }]))
  const { unmount } = render(
    <>
      <input aria-label="text" />
      <div data-modal />
    </>,
  )
  press('r', {}, screen.getByLabelText('text'))
  press('r')
  unmount()
  press('r', { isComposing: true })
  press('r', { ctrlKey: true })
  expect(run).not.toHaveBeenCalled()
  press('r')
  expect(run).toHaveBeenCalledOnce()
})

test('a toast, which is a dialog to the browser, does not silence the keys', () => {
  const run = vi.fn()
  renderHook(() => useKeys([{ keys: 'r', run }]))
  render(<div role="dialog" />)
  press('r')
  expect(run).toHaveBeenCalledOnce()
})

test('Enter on a button is the button’s, on a row of a list it is ours', () => {
  const run = vi.fn()
  renderHook(() => useKeys([{ keys: 'enter', run }]))
  render(
    <>
      <button>plain</button>
      <button data-row>row</button>
    </>,
  )
  press('Enter', {}, screen.getByText('plain'))
  expect(run).not.toHaveBeenCalled()
  press('Enter', {}, screen.getByText('row'))
  expect(run).toHaveBeenCalledOnce()
})

test('single keys can be switched off; mod keys stay', () => {
  const single = vi.fn()
  const withMod = vi.fn()
  renderHook(() =>
    useKeys([
      { keys: 'r', run: single },
      { keys: 'mod+z', run: withMod },
    ]),
  )
  setKeysEnabled(false)
  press('r')
  press('z', { ctrlKey: true })
  expect(single).not.toHaveBeenCalled()
  expect(withMod).toHaveBeenCalledOnce()
})

test('a page takes over a key of the shell while it is there', () => {
  const shell = vi.fn()
  const page = vi.fn()
  renderHook(() => useKeys([{ keys: 'n', label: 'shell', run: shell }]))
  const { unmount } = renderHook(() => useKeys([{ keys: 'n', label: 'page', run: page }]))
  press('n')
  expect(currentBindings().map((binding) => binding.label)).toEqual(['page', 'shell'])
  unmount()
  press('n')
  expect([page.mock.calls.length, shell.mock.calls.length]).toEqual([1, 1])
})

test('keys are drawn as on the keyboard', () => {
  expect(keyFaces('g l')).toEqual(['G', 'L'])
  expect(keyFaces('enter')).toEqual(['↵'])
  expect(keyFaces('mod+z')).toEqual(['Ctrl Z'])
})

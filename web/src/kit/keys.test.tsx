import { act, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  currentBindings,
  keyFaces,
  press as pressNow,
  setKeysEnabled,
  useCurrentBindings,
  useKeys,
} from './keys'

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
  vi.advanceTimersByTime(2000)
  press('l')
  expect(run.l).toHaveBeenCalledOnce()
})

test('a chord counts by when its keys were pressed, however late a busy page hears of them', () => {
  const run = vi.fn()
  renderHook(() => useKeys([{ keys: 'g l', run }]))
  press('g')
  const late = new KeyboardEvent('keydown', { key: 'l', bubbles: true })
  Object.defineProperty(late, 'timeStamp', { value: performance.now() + 300 })
  vi.advanceTimersByTime(2000)
  document.body.dispatchEvent(late)
  expect(run).toHaveBeenCalledOnce()
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

test('a page takes over a key of the shell while it is there, whichever came first', () => {
  const run = vi.fn()
  const bind = (label: string, level: 'page' | 'shell') =>
    renderHook(() => useKeys([{ keys: 'n', label, run: () => run(label) }], level))
  const { unmount } = bind('page', 'page')
  bind('shell', 'shell')
  press('n')
  const { here, everywhere } = currentBindings()
  expect(here.map(({ label }) => label)).toEqual(['page'])
  expect(everywhere).toEqual([])
  unmount()
  press('n')
  expect(run.mock.calls).toEqual([['page'], ['shell']])
  expect(currentBindings().everywhere.map(({ label }) => label)).toEqual(['shell'])
})

test('only what says so works with the cursor in a text', () => {
  const run = vi.fn()
  renderHook(() =>
    useKeys([
      { keys: 'mod+k', whileTyping: true, run: () => run('find') },
      { keys: 'mod+z', run: () => run('undo') },
    ]),
  )
  render(<input aria-label="text" />)
  press('z', { ctrlKey: true }, screen.getByLabelText('text'))
  press('k', { ctrlKey: true }, screen.getByLabelText('text'))
  expect(run.mock.calls).toEqual([['find']])
})

test('the Enter that ends a composition is nobody’s key', () => {
  const run = vi.fn()
  renderHook(() => useKeys([{ keys: 'enter', run }]))
  press('Enter', { keyCode: 229 })
  expect(run).not.toHaveBeenCalled()
})

test('keys are drawn as on the keyboard', () => {
  expect(keyFaces('g l')).toEqual(['G', 'L'])
  expect(keyFaces('enter')).toEqual(['↵'])
  expect(keyFaces('mod+z')).toEqual(['Ctrl Z'])
})

test('whoever lists the keys hears of a page that comes later, and does what its key does now', () => {
  const old = vi.fn()
  const fresh = vi.fn()
  const before = renderHook(() => useKeys([{ keys: 'q', label: 'of the page before', run: old }]))
  const list = renderHook(() => useCurrentBindings().here.map(({ label }) => label))
  expect(list.result.current).toEqual(['of the page before'])
  act(() => before.unmount())
  expect(list.result.current).toEqual([])
  const page = renderHook(({ label, run }) => useKeys(label ? [{ keys: 'q', label, run }] : []), {
    initialProps: { label: '', run: old },
  })
  page.rerender({ label: 'loaded', run: fresh })
  expect(list.result.current).toEqual(['loaded'])
  pressNow('q')
  expect([old, fresh].map(({ mock }) => mock.calls.length)).toEqual([0, 1])
})

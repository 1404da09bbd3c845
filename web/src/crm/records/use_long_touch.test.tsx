import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { longTouchMs, useLongTouch } from './use_long_touch'

let chosen: number[]
let opened: number
function Rows({ isOn = true }: { isOn?: boolean }) {
  const handlers = useLongTouch(isOn, choose)
  return (
    <div {...handlers} onClick={() => opened++}>
      <p data-index="3">row</p>
    </div>
  )
}
const choose = (index: number) => void chosen.push(index)
const finger = { pointerType: 'touch', isPrimary: true, clientX: 10, clientY: 10, bubbles: true }
const rest = (ms: number) => act(() => vi.advanceTimersByTime(ms))

beforeEach(() => {
  vi.useFakeTimers()
  chosen = []
  opened = 0
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
const rowOf = (isOn?: boolean) => render(<Rows isOn={isOn} />).getByText('row')

test('a finger that rests chooses the row, and its end opens nothing', () => {
  const row = rowOf()
  fireEvent.pointerDown(row, finger)
  rest(longTouchMs)
  fireEvent.pointerUp(row, finger)
  fireEvent.click(row)
  expect([chosen, opened]).toEqual([[3], 0])
  fireEvent.pointerDown(row, finger)
  fireEvent.pointerUp(row, finger)
  fireEvent.click(row)
  expect([chosen, opened]).toEqual([[3], 1])
})

test('a finger that scrolls, or is taken by the browser to scroll, chooses nothing', () => {
  const row = rowOf()
  fireEvent.pointerDown(row, finger)
  fireEvent.pointerMove(row, { ...finger, clientY: 40 })
  rest(longTouchMs)
  fireEvent.pointerDown(row, finger)
  fireEvent.pointerCancel(row, finger)
  rest(longTouchMs)
  expect(chosen).toEqual([])
})

test('a trembling finger rests all the same', () => {
  const row = rowOf()
  fireEvent.pointerDown(row, finger)
  fireEvent.pointerMove(row, { ...finger, clientY: 14 })
  rest(longTouchMs)
  expect(chosen).toEqual([3])
})

test('neither a mouse nor a wide screen has it', () => {
  const row = rowOf()
  fireEvent.pointerDown(row, { ...finger, pointerType: 'mouse' })
  rest(longTouchMs)
  cleanup()
  fireEvent.pointerDown(rowOf(false), finger)
  rest(longTouchMs)
  expect(chosen).toEqual([])
})

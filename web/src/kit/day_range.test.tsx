import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setServerTime, setTimeZone } from '@/base/time'
import { DayRangePicker, weeksOf } from './day_range'

beforeEach(() => {
  setTimeZone('UTC')
  setServerTime('2026-03-02T12:00:00Z')
})
afterEach(() => {
  cleanup()
  setServerTime()
})

const choose = vi.fn()
const show = () =>
  render(<DayRangePicker label="Leave" taken={[]} choose={choose} hint={(from) => from ?? '-'} />)
const day = (iso: string) => document.querySelector<HTMLElement>(`[data-day="${iso}"]`)!
const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key })

test('a month begins on its Monday and ends on its Sunday', () => {
  const weeks = weeksOf('2026-03')
  expect([weeks[0]![0], weeks.at(-1)!.at(-1), weeks.length]).toEqual([
    '2026-02-23',
    '2026-04-05',
    6,
  ])
  expect(weeksOf('2027-02')).toHaveLength(4)
})

test('days by arrows and Enter, over the end of a month, in either order', () => {
  show()
  day('2026-03-02').focus()
  press('ArrowUp')
  expect(document.activeElement).toBe(day('2026-02-23'))
  fireEvent.click(document.activeElement!)
  press('PageDown')
  press('ArrowLeft')
  expect(document.activeElement).toBe(day('2026-03-22'))
  fireEvent.click(document.activeElement!)
  expect(choose).toHaveBeenLastCalledWith({ from: '2026-02-23', to: '2026-03-22' })
  fireEvent.click(day('2026-03-20'))
  fireEvent.click(day('2026-03-18'))
  expect(choose).toHaveBeenLastCalledWith({ from: '2026-03-18', to: '2026-03-20' })
})

test('Esc lets the first day go and nothing else', () => {
  const outer = vi.fn()
  choose.mockClear()
  document.addEventListener('keydown', outer)
  show()
  fireEvent.click(day('2026-03-05'))
  expect(screen.getByRole('status').textContent).toBe('2026-03-05')
  day('2026-03-05').focus()
  press('Escape')
  expect(screen.getByRole('status').textContent).toBe('-')
  expect(choose).not.toHaveBeenCalled()
  document.removeEventListener('keydown', outer)
})

test('a page further keeps to the last day of a shorter month', () => {
  show()
  day('2026-03-02').focus()
  press('PageUp')
  press('PageUp')
  for (let n = 0; n < 29; n++) press('ArrowRight')
  expect(document.activeElement).toBe(day('2026-01-31'))
  press('PageDown')
  expect(document.activeElement).toBe(day('2026-02-28'))
})

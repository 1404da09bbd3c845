import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { setServerTime, useNow } from './time'

afterEach(() => setServerTime())

test('when the clock of the server leaps, what stands is drawn anew at once', () => {
  const { result } = renderHook(useNow)
  const at = '2031-03-02T12:00:00Z'
  act(() => setServerTime(at))
  expect(result.current - Date.parse(at)).toBeLessThan(1000)
  expect(result.current).toBeGreaterThanOrEqual(Date.parse(at))
})

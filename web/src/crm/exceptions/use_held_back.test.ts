import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ExceptionRow } from '@/model/types'
import { useHeldBack } from './use_held_back'

const row = (id: string, entity: string) => ({ id, entity }) as ExceptionRow

test('what arrived is counted as far as it will be listed', () => {
  const first = [row('a', 'lead')]
  const { result, rerender } = renderHook(({ rows }) => useHeldBack(rows, false, ''), {
    initialProps: { rows: first },
  })
  rerender({ rows: [...first, row('b', 'lead'), row('c', 'case')] })
  expect(result.current.countOf(() => true)).toBe(2)
  expect(result.current.countOf(({ entity }) => entity === 'case')).toBe(1)
  expect(result.current.countOf(({ entity }) => entity === 'order')).toBe(0)
})

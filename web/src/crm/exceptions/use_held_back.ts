import { useRef, useState } from 'react'
import type { ExceptionRow } from '@/model/types'

/**
 * Rows that arrive while the list is read wait under a "2 new" pill, so that nothing moves under
 * the pointer.
 * A row once shown (say, one that an undo brings back) is never held again. Another scope (a team,
 * say) is another list, which is shown whole.
 */
export function useHeldBack(rows: ExceptionRow[], isLoading: boolean, scope: string) {
  const known = useRef<Set<string> | null>(null)
  const knownScope = useRef(scope)
  if (knownScope.current !== scope) {
    knownScope.current = scope
    known.current = null
  }
  const letIn = useRef(false)
  const [, rerender] = useState(0)
  const learn = () => {
    known.current ??= new Set()
    for (const row of rows) known.current.add(row.id)
    letIn.current = false
  }
  const isKnown = (row: ExceptionRow) => known.current?.has(row.id) ?? true
  const nothingShown = !rows.some(isKnown)
  const arrived = rows.some((row) => !isKnown(row))
  if (!isLoading && (known.current === null || nothingShown || (letIn.current && arrived))) learn()
  return {
    /** How many more of those looked at are listed once they are let in. */
    countOf: (isLookedAt: (row: ExceptionRow) => boolean) =>
      rows.filter((row) => !isKnown(row) && isLookedAt(row)).length,
    isShown: isKnown,
    reveal: () => {
      learn()
      rerender((n) => n + 1)
    },
    /** Whatever comes next was asked for: "show more", an undo. */
    expectMore: () => {
      letIn.current = true
    },
  }
}

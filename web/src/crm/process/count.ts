// A count against a number, as its pickers say it.
import type { Comparison, Condition, CountTerm, Term } from '@/model/condition'
import { isComparison } from './condition_words'

export type CountCondition = { op: Comparison; left: CountTerm; right: Term }

const numberOf = (term: Term): number | null =>
  term.kind === 'literal' && /^\d+$/.test(String(term.value)) ? Number(term.value) : null

/** A count against a number; null for everything else. */
export function countOf(condition: Condition): CountCondition | null {
  if (!isComparison(condition) || condition.left.kind !== 'count') return null
  const isSayable = condition.op !== 'ne' && numberOf(condition.right) !== null
  return isSayable ? (condition as CountCondition) : null
}

export type How = 'at_least' | 'fewer' | 'exactly'
export const hows = ['at_least', 'fewer', 'exactly'] as const

/** As one says it: more than 4 is at least 5. */
export function saidOf({ op, right }: CountCondition): { how: How; n: number } {
  const n = numberOf(right)!
  if (op === 'gt' || op === 'ge') return { how: 'at_least', n: op === 'gt' ? n + 1 : n }
  if (op === 'lt' || op === 'le') return { how: 'fewer', n: op === 'le' ? n + 1 : n }
  return { how: 'exactly', n }
}

// Which acts make sense now: the model says of each when, and the record at hand answers.
import { isLocal, type Condition, type Term } from './condition'
import { evaluate, type ConditionContext } from './condition_evaluate'
import { readCondition } from './condition_parse'
import type { Act, Entity, Model, Values } from './types'

/** Who asks, and when. */
export type Asking = Pick<ConditionContext, 'now' | 'timeZone' | 'me' | 'myTeam'>

/** Read once; null where there is none. */
const readings = new WeakMap<Act, Condition | null>()
function readingOf(act: Act, entity: Entity, model: Model): Condition | null {
  const known = readings.get(act)
  if (known !== undefined) return known
  const condition = readCondition(act.offered_when, entity, model)
  readings.set(act, condition)
  return condition
}

function termsOf(condition: Condition): Term[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.parts.flatMap(termsOf)
    case 'negate':
      return termsOf(condition.part)
    case 'constant':
    case 'changed':
      return []
    case 'empty':
      return [condition.left]
    case 'in':
      return [condition.left, ...condition.list]
    default:
      return [condition.left, condition.right]
  }
}

const isAtHand = (term: Term, record: Values) =>
  term.kind === 'field' ? term.field in record : !['my_teams', 'started'].includes(term.kind)

/** Whether the record alone answers it. */
export const isAnswerable = (condition: Condition, record: Values) =>
  isLocal(condition) && termsOf(condition).every((term) => isAtHand(term, record))

/** False only where the record says so; what is not known here is left to the server. */
export function isOffered(act: Act, entity: Entity, record: Values, model: Model, asking: Asking) {
  const condition = readingOf(act, entity, model)
  if (!condition || !isAnswerable(condition, record)) return true
  return evaluate(condition, record, { ...asking, myTeams: [], started: null })
}

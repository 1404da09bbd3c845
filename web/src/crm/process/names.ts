// The words for what is one of a few, each key written out, so that none is left without a use unseen.
import type { FilterOp } from '@/model/filter_parts'

export const partNames = {
  rules: 'parts.rules',
  questions: 'parts.questions',
  playbooks: 'parts.playbooks',
  proposals: 'parts.proposals',
} as const
export const partSubs = {
  rules: 'parts.rules_sub',
  questions: 'parts.questions_sub',
  playbooks: 'parts.playbooks_sub',
  proposals: 'parts.proposals_sub',
} as const
export const stateNames = { off: 'state.off', shadow: 'state.shadow', on: 'state.on' } as const
export const stateMeanings = {
  off: 'state.off_means',
  shadow: 'state.shadow_means',
  on: 'state.on_means',
} as const
/** As the end of "when it is broken …". */
export const tellNames = {
  both: 'tell.both',
  owner: 'tell.owner',
  manager: 'tell.manager',
  nobody: 'tell.nobody',
} as const
export const toldNames = { owner: 'told.owner', manager: 'told.manager' } as const
export const deedNames = {
  escalate: 'do.escalate',
  rotation: 'do.rotation',
  manager: 'do.manager',
  pool: 'do.pool',
  return_to_marketing: 'do.return_to_marketing',
  set: 'do.set',
} as const
export const timeNames = { started: 'cond.started', now: 'cond.now', today: 'cond.today' } as const
export const howNames = {
  at_least: 'count.at_least',
  fewer: 'count.fewer',
  exactly: 'count.exactly',
} as const
export const textNames = {
  sentence: 'words.sentence',
  goal: 'words.goal',
  broken: 'words.broken',
} as const
export const spanNames = {
  hours: 'span.hours',
  working_hours: 'span.working_hours',
  days: 'span.days',
  business_days: 'span.business_days',
  weeks: 'span.weeks',
} as const
export const unitNames = {
  hours: 'unit.hours',
  working_hours: 'unit.working_hours',
  days: 'unit.days',
  business_days: 'unit.business_days',
  weeks: 'unit.weeks',
} as const

export const opNames = {
  one_of: 'cond.is',
  none_of: 'cond.is_not',
  contains: 'cond.contains',
  starts: 'cond.starts',
  eq: 'cond.is',
  ne: 'cond.is_not',
  lt: 'cond.lt',
  le: 'cond.le',
  gt: 'cond.gt',
  ge: 'cond.ge',
  last: 'cond.last',
  next: 'cond.next',
  older: 'cond.older',
  empty: 'cond.empty',
  filled: 'cond.filled_one',
  yes: 'cond.yes',
  no: 'cond.no',
} as const satisfies Record<FilterOp, string>
/** Of days and moments. */
export const timeOpNames = {
  lt: 'cond.before',
  le: 'cond.until',
  gt: 'cond.after',
  ge: 'cond.from',
} as const

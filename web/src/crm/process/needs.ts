// Where a field has to be filled, as far as a choice says it: "from this stage on", "when it is lost", "to be qualified".
// It is the field's own condition; anything else that a condition may say is left alone.
import type { Values } from '@/model/types'
import type { Condition } from '@/model/condition'
import { readCondition } from '@/model/condition_parse'
import type { Choice, Entity, Field, Model } from '@/model/types'

const quoted = (key: string) => (/^[a-z_]\w*$/i.test(key) ? key : `"${key}"`)

/** "stage in (proposal, won)"; empty where nothing is left of it. */
export const neededIn = (field: string, choices: string[]): string =>
  choices.length === 0
    ? ''
    : choices.length === 1
      ? `${field} = ${quoted(choices[0]!)}`
      : `${field} in (${choices.map(quoted).join(', ')})`

const isField = (term: { kind: string }, key: string) =>
  term.kind === 'field' && (term as { field?: string }).field === key

/** The choices of one field that a condition speaks of, and of nothing else; null when it says more. */
export function choicesIn(condition: Condition | null, key: string): string[] | null {
  if (!condition || (condition.op !== 'in' && condition.op !== 'eq')) return null
  const terms = condition.op === 'in' ? condition.list : [condition.right]
  if (!isField(condition.left, key) || (condition.left as { via?: unknown }).via) return null
  const keys = terms.map((term) => (term.kind === 'literal' ? String(term.value) : null))
  return keys.every((one) => one !== null) ? keys : null
}

/** One that ends badly is no step of the way: what is needed on the way is not needed there. */
const isBad = ({ tone }: Pick<Choice, 'tone'>) => tone === 'bad'
type Stage = Pick<Choice, 'key' | 'tone'>
const wayOf = (stages: Stage[]) => stages.filter((one) => !isBad(one)).map(({ key }) => key)

export interface Need {
  field: Field
  /** The stage from which on; null where only bad ends need it. */
  from: string | null
  /** The bad ends. */
  ends: string[]
}

/** A field that is needed from a stage on, in a bad end, or both; null when it is not as simple. */
export function needOf(field: Field, key: string, entity: Entity, model: Model, stages: Stage[]) {
  const tree = field.required_when ? readCondition(field.required_when, entity, model) : null
  const named = choicesIn(tree, key)
  if (!named) return null
  const bad = stages.filter(isBad).map((one) => one.key)
  const ends = named.filter((one) => bad.includes(one))
  const on = named.filter((one) => !bad.includes(one))
  const way = wayOf(stages)
  const from = way.find((one) => on.includes(one)) ?? null
  const rest = from === null ? [] : way.slice(way.indexOf(from))
  const isSimple = rest.length === on.length && rest.every((one) => on.includes(one))
  return isSimple ? ({ field, from, ends } satisfies Need) : null
}

export const conditionOf = ({ from, ends }: Need, key: string, stages: Stage[]): string => {
  const way = wayOf(stages)
  const rest = from === null ? [] : way.slice(Math.max(0, way.indexOf(from)))
  return neededIn(key, [...rest, ...ends.filter((end) => stages.some((one) => one.key === end))])
}

export const isNeededAt = ({ from, ends }: Need, stage: string) =>
  from === stage || ends.includes(stage)

/** Needed here as well (or, on the way, from here on), or here no longer. */
export function withNeed(need: Need, stage: Stage, isNeeded: boolean): Need {
  if (!isBad(stage)) return { ...need, from: isNeeded ? stage.key : null }
  const others = need.ends.filter((end) => end !== stage.key)
  return { ...need, ends: isNeeded ? [...others, stage.key] : others }
}

/** What the fields' conditions become when the stages change places, come or go: "from here on" stays true. */
export function moveNeeds(needs: Need[], key: string, before: Stage[], after: Stage[]) {
  const changes: Record<string, Values> = {}
  const [was, now] = [wayOf(before), wayOf(after)]
  for (const need of needs) {
    // Of one that is gone: from the next one on that is still there.
    const from =
      need.from === null
        ? null
        : (was.slice(was.indexOf(need.from)).find((one) => now.includes(one)) ?? null)
    const next = conditionOf({ ...need, from }, key, after)
    if (next !== conditionOf(need, key, before)) changes[need.field.key] = { required_when: next }
  }
  return changes
}

/** Fields one may ask for: a person can fill them, and nothing else says when. */
export const canBeNeeded = (field: Field, key: string, brought: string[]) =>
  field.key !== key &&
  !brought.includes(field.key) &&
  field.right === 'edit' &&
  !field.read_only &&
  !field.required &&
  field.kind !== 'boolean' &&
  !field.required_when

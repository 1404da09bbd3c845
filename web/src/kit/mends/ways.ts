// The ways to keep a promise that a page can offer, the one that mends it first.
import { boardOf } from '@/kit/boards'
import { callActOf } from '@/kit/acts/call_act'
import { mayEdit } from '@/model/catalogue'
import type { Mends } from '@/model/mends'
import type { Act, Entity, Field } from '@/model/types'

export type Way =
  | { kind: 'questions' }
  | { kind: 'act'; act: Act }
  | { kind: 'call'; act: Act }
  | { kind: 'move'; field: Field }
  /** What is wanted stands on the record's page. */
  | { kind: 'record' }

export type WayKind = Way['kind']
/** The same letters as on the record. */
export const wayKeys = { questions: 'q', act: 'o', call: 'l', move: 'm', record: null } as const

/** How far it has come, where that can be changed from anywhere. */
const movedBy = (entity: Entity, keys: string[]) =>
  boardOf(entity.plural)
    ? entity.fields.find(
        (field) =>
          keys.includes(field.key) &&
          mayEdit(entity, field) &&
          field.choices?.some(({ tone }) => tone === 'good' || tone === 'bad'),
      )
    : undefined

/** None where it is not known what mends it. */
export function waysOf(mends: Mends | undefined, entity: Entity | undefined): Way[] {
  if (!mends || !entity) return []
  const call = mends.call ? callActOf(entity) : undefined
  const moved = movedBy(entity, mends.fields)
  const isAsked = entity.fields.some((field) => field.question && mayEdit(entity, field))
  const ways: Way[] = [
    ...(mends.questions && isAsked ? [{ kind: 'questions' } as const] : []),
    ...(mends.act ? [{ kind: 'act', act: mends.act } as const] : []),
    ...(call ? [{ kind: 'call', act: call } as const] : []),
    ...(moved ? [{ kind: 'move', field: moved } as const] : []),
  ]
  return ways.length > 0 ? ways : [{ kind: 'record' }]
}

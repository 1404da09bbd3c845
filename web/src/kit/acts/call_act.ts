import type { Entity } from '@/model/types'

/** Logged so often that it has a letter of its own, the same wherever it can be done. */
export const callAct = 'log_call'
export const actOf = (entity: Entity, act: string) => entity.acts.find(({ key }) => key === act)
export const callActOf = (entity: Entity) => actOf(entity, callAct)
/** Makes somebody else the owner. */
export const assignAct = 'assign'
/** Makes its doer the owner of what nobody owns; there for who may do so. */
export const takeAct = 'take'
export const takeKey = 'y'

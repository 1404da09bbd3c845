import type { Entity } from '@/model/types'

/** Logged so often that it has a letter of its own, the same wherever it can be done. */
export const callAct = 'log_call'
export const callActOf = (entity: Entity) => entity.acts.find(({ key }) => key === callAct)

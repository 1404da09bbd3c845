import type { Loaded } from '@/api/calls'
import type { Entity, Entry } from '@/model/types'
import { useOffered } from '@/kit/acts/use_offered'
import { isEmpty } from '@/model/values'
import { askedOf, CallScript } from './call_script'
import { isOver } from './related'

/** What follows the last question, where the entity has it. */
export const nextActs = ['qualify', 'open_opportunity']

/** Fields the script asks for; the sections need not show them again. */
export const askedElsewhere = (entity: Entity): ReadonlySet<string> =>
  new Set(askedOf(entity).map(({ key }) => key))

/** The act that is due once all questions are answered; undefined while some are not, or none is offered. */
export function useDueAfterScript(entity: Entity): (entry: Entry) => string | undefined {
  const isOffered = useOffered(entity)
  const asked = askedOf(entity)
  return (entry) =>
    asked.length === 0 || isOver(entity, entry) || asked.some(({ key }) => isEmpty(entry[key]))
      ? undefined
      : entity.acts.findLast((act) => nextActs.includes(act.key) && isOffered(act, entry))?.key
}

/** The call script of a record. */
export function ScriptPanel({ entity, loaded }: { entity: Entity; loaded: Loaded }) {
  return (
    askedOf(entity).length > 0 && (
      <CallScript entity={entity} loaded={loaded} isOver={isOver(entity, loaded.entry)} />
    )
  )
}

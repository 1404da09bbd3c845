import type { Loaded } from '@/api/calls'
import type { Entity, Entry } from '@/model/types'
import { isEmpty } from '@/model/values'
import { askedOf, CallScript } from './call_script'

/** What follows the last question, where the entity has it. */
const nextActs = ['qualify', 'open_opportunity']

/** Fields the script asks for; the sections need not show them again. */
export const askedElsewhere = (entity: Entity): ReadonlySet<string> =>
  new Set(askedOf(entity).map(({ key }) => key))

/** The act that is due once all questions are answered. */
export function dueAfterScript(entity: Entity, entry: Entry): string | undefined {
  const asked = askedOf(entity)
  if (asked.length === 0 || asked.some(({ key }) => isEmpty(entry[key]))) return undefined
  return entity.acts.findLast(({ key }) => nextActs.includes(key))?.key
}

/** The call script of a record. */
export function ScriptPanel({ entity, loaded }: { entity: Entity; loaded: Loaded }) {
  return askedOf(entity).length > 0 && <CallScript entity={entity} loaded={loaded} />
}

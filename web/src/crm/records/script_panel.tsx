import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import type { Entity } from '@/model/types'
import { AskedAct, useRecordActs, type ActsBarProps } from './acts_bar'
import { askedOf, CallScript } from './call_script'

/** What follows the last question, where the entity has it. */
const nextActs = ['qualify', 'open_opportunity']

/** Fields the script asks for; the sections need not show them again. */
export const askedElsewhere = (entity: Entity): ReadonlySet<string> =>
  new Set(askedOf(entity).map(({ key }) => key))

/** The call script of a record, and the acts it leads to. */
export function ScriptPanel(props: ActsBarProps) {
  const { entity, loaded, title, currency } = props
  const { asked, setAsked, perform, start } = useRecordActs(props)
  const acts = entity.acts.filter(({ key }) => nextActs.includes(key))
  const last = acts.at(-1)
  useKeys(last ? [{ keys: 'o', label: last.label, run: () => start(last) }] : [])
  if (askedOf(entity).length === 0) return null
  return (
    <>
      <CallScript entity={entity} loaded={loaded}>
        {acts.length > 0 &&
          acts.map((act) => (
            <Button
              key={act.key}
              kind={act === last ? 'primary' : 'plain'}
              shortcut={act === last ? 'o' : undefined}
              onClick={() => start(act)}
            >
              {act.label}
            </Button>
          ))}
      </CallScript>
      <AskedAct
        asked={asked}
        setAsked={setAsked}
        perform={perform}
        title={title}
        currency={currency}
      />
    </>
  )
}

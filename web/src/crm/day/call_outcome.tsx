// All outcomes of a call with somebody of the list, one digit or one tap each.
import { ActDialog } from '@/kit/acts/act_dialog'
import type { Choice, Model, Values } from '@/model/types'
import type { Thing } from './things'
import { callOf } from './use_deeds'

interface CallOutcomeProps {
  thing: Thing
  model: Model
  currency: string
  answer: (thing: Thing, outcome: Choice, more: Values) => Promise<void>
  close: () => void
}

export function CallOutcome({ thing, model, currency, answer, close }: CallOutcomeProps) {
  const on = callOf(thing, model)
  if (!on) return null
  const submit = async ({ outcome, ...more }: Values) => {
    const choice = on.choices.find(({ key }) => key === outcome)
    if (choice) await answer(thing, choice, more)
  }
  return (
    <ActDialog act={on.act} title={thing.title} currency={currency} submit={submit} close={close} />
  )
}

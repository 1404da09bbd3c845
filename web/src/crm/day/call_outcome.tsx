// All outcomes of a call with somebody of the list, one digit or one tap each.
import { ActDialog } from '@/kit/acts/act_dialog'
import { CountsFor } from '@/kit/enter_for/offer'
import type { Act, Choice, Me, Model, Values } from '@/model/types'
import type { Thing } from './things'
import { callOf } from './use_deeds'

interface CallOutcomeProps {
  thing: Thing
  model: Model
  me: Me
  /** Chosen already, where only the rest is asked. */
  outcome?: Choice
  answer: (thing: Thing, outcome: Choice, more: Values) => Promise<void>
  close: () => void
}

export function CallOutcome({
  thing,
  model,
  me,
  outcome: chosen,
  answer,
  close,
}: CallOutcomeProps) {
  const on = callOf(thing, model)
  if (!on) return null
  const act = chosen ? withDefault(on.act, 'outcome', chosen.key) : on.act
  const submit = async ({ outcome, ...more }: Values) => {
    const choice = on.choices.find(({ key }) => key === outcome)
    if (choice) await answer(thing, choice, more)
  }
  return (
    <ActDialog
      act={act}
      title={thing.title}
      currency={me.company.currency}
      submit={submit}
      close={close}
      below={<CountsFor me={me} />}
    />
  )
}

const withDefault = (act: Act, key: string, usual: string): Act => ({
  ...act,
  fields: act.fields.map((field) => (field.key === key ? { ...field, default: usual } : field)),
})

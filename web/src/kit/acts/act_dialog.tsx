import { Suspense, type ReactNode } from 'react'
import { EarlyLetters } from '@/kit/early_letters'
import { GeneratedForm } from '@/kit/form'
import { later } from '@/kit/later'
import { Modal } from '@/kit/modal'
import type { Act, Field, Values } from '@/model/types'
import { inOrderOfNeed, neededBy } from './needs'

/** The one choice an act cannot do without; everything else it asks may stay empty. */
function oneQuestionOf(act: Act): Field | undefined {
  const needed = neededBy(act)
  const [field] = needed
  const isShort = field?.kind === 'choice' && (field.choices?.length ?? 0) <= 9
  return needed.length === 1 && isShort ? field : undefined
}

export interface ActDialogProps {
  act: Act
  title: string
  currency: string
  submit: (values: Values) => Promise<void>
  close: () => void
  /** Stands under what is asked. */
  below?: ReactNode
}

/** Apart: the list of people is much beside a form. */
const PersonDialog = later(() => import('./person_dialog').then((m) => m.PersonDialog))

/** The one colleague an act cannot do without, where it asks nothing else. */
function onePersonOf(act: Act): Field | undefined {
  const [field, ...others] = act.fields
  return field?.link === 'user' && field.required && others.length === 0 ? field : undefined
}

/** What an act asks before it is done. */
export function ActDialog(props: ActDialogProps) {
  const person = onePersonOf(props.act)
  if (!person) return <FormDialog {...props} />
  return (
    <Suspense fallback={<EarlyLetters />}>
      <PersonDialog {...props} person={person} />
    </Suspense>
  )
}

function FormDialog({ act, title, currency, submit, close, below }: ActDialogProps) {
  return (
    <Modal title={act.label} sub={title} open close={close} wide={act.fields.length > 2} keeps>
      <GeneratedForm
        fields={inOrderOfNeed(act)}
        ask={oneQuestionOf(act)}
        currency={currency}
        submitLabel={act.label}
        submit={submit}
        cancel={close}
      />
      {below}
    </Modal>
  )
}

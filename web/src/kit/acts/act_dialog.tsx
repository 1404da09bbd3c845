import { GeneratedForm } from '@/kit/form'
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

interface ActDialogProps {
  act: Act
  title: string
  currency: string
  submit: (values: Values) => Promise<void>
  close: () => void
}

/** What an act asks before it is done. */
export function ActDialog({ act, title, currency, submit, close }: ActDialogProps) {
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
    </Modal>
  )
}

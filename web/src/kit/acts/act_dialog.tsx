import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '@/api/queries'
import { t } from '@/base/words'
import { GeneratedForm } from '@/kit/form'
import { Modal } from '@/kit/modal'
import { PeoplePicker } from '@/kit/people_picker'
import { sayError } from '@/kit/undo'
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

/** The one colleague an act cannot do without, where it asks nothing else. */
function onePersonOf(act: Act): Field | undefined {
  const [field, ...others] = act.fields
  return field?.link === 'user' && field.required && others.length === 0 ? field : undefined
}

/** As the bar over a list asks it: the people at once, typing narrows them, Enter chooses. */
function PersonDialog({ act, person, title, submit, close }: ActDialogProps & { person: Field }) {
  const { data: me } = useSuspenseQuery(meQuery)
  return (
    <Modal title={act.label} sub={title} open close={close}>
      <PeoplePicker
        label={t('bulk.who')}
        me={me.id}
        choose={({ id }) => {
          close()
          void submit({ [person.key]: id }).catch(sayError)
        }}
      />
    </Modal>
  )
}

/** What an act asks before it is done. */
export function ActDialog(props: ActDialogProps) {
  const person = onePersonOf(props.act)
  return person ? <PersonDialog {...props} person={person} /> : <FormDialog {...props} />
}

function FormDialog({ act, title, currency, submit, close }: ActDialogProps) {
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

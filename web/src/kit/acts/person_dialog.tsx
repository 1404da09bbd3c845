// What an act asks that needs a colleague and nothing else.
import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '@/api/queries'
import { t } from '@/base/words'
import { Modal } from '@/kit/modal'
import { PeoplePicker } from '@/kit/people_picker'
import { sayError } from '@/kit/undo'
import type { Field } from '@/model/types'
import type { ActDialogProps } from './act_dialog'

/** As the bar over a list asks it: the people at once, typing narrows them, Enter chooses. */
export function PersonDialog({
  act,
  person,
  title,
  submit,
  close,
}: ActDialogProps & { person: Field }) {
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

import { enterFor } from '@/api/principal'
import { t } from '@/base/words'
import { Modal } from '@/kit/modal'
import { PeoplePicker } from '@/kit/people_picker'
import type { Me } from '@/model/types'

/** Whom what is entered from now on counts for. */
export default function EnterForDialog({ me, close }: { me: Me; close: () => void }) {
  return (
    <Modal title={t('enter_for.open')} sub={t('enter_for.sub')} open close={close}>
      <PeoplePicker
        label={t('bulk.who')}
        near={me.id}
        among={({ id, team }) => id !== me.id && (me.enters_for === 'all' || team === me.team?.id)}
        choose={({ id, title }) => {
          enterFor({ id, name: title })
          close()
        }}
      />
    </Modal>
  )
}

import { t } from '@/base/words'
import { Modal } from './modal'
import { Refusal, type Refused } from './refused'

/** `name`: of what was to go. */
export function RefusedDialog({ name, ...refused }: Refused & { name: string }) {
  return (
    <Modal title={t('refused.title', { name })} open close={refused.close}>
      <Refusal {...refused} />
    </Modal>
  )
}

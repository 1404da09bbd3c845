import { GeneratedForm } from '@/kit/form'
import { Modal } from '@/kit/modal'
import type { Field } from '@/model/types'
import type { Question } from './missing'

const isShort = ({ kind, choices }: Field) => kind === 'choice' && (choices?.length ?? 0) <= 9

/** A single choice is answered by one digit. */
export default function MissingDialog({
  asked,
  currency,
  close,
}: {
  asked: Question
  currency: string
  close: () => void
}) {
  const { title, sub, fields, label, answer } = asked
  const [only] = fields
  return (
    <Modal
      key={fields.length}
      title={title}
      sub={sub && <span className="whitespace-normal">{sub}</span>}
      open
      close={close}
      wide={fields.length > 2}
      keeps
    >
      <GeneratedForm
        fields={fields}
        ask={fields.length === 1 && only && isShort(only) ? only : undefined}
        currency={currency}
        submitLabel={label}
        submit={answer}
        cancel={close}
      />
    </Modal>
  )
}

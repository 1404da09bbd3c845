import { t } from '@/base/words'
import type { Choice } from '@/model/types'
import { Modal, OptionList } from './modal'

interface MoveDialogProps {
  title: string
  /** Where it may go, in their order; the one where it is stands among them. */
  choices: Choice[]
  current: unknown
  choose: (to: Choice) => void
  close: () => void
}

/** "Move to…", on the board and on the record alike. */
export function MoveDialog({ title, choices, current, choose, close }: MoveDialogProps) {
  const options = choices
    .filter(({ key }) => key !== current)
    .map((choice) => ({ value: choice, label: choice.label }))
  return (
    <Modal title={t('board.move_to')} sub={title} open close={close}>
      <OptionList
        options={options}
        choose={(to) => {
          close()
          choose(to)
        }}
      />
    </Modal>
  )
}

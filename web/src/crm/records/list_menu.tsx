// On a phone: what one does with the whole list, and has no room for buttons.
import { t } from '@/base/words'
import { Modal, OptionList } from '@/kit/modal'

export type ListDeed = 'choose' | 'columns' | 'export'

interface ListMenuProps {
  title: string
  start: (deed: ListDeed) => void
  close: () => void
}

export function ListMenu({ title, start, close }: ListMenuProps) {
  const options: { value: ListDeed; label: string }[] = [
    { value: 'choose', label: t('list.choose') },
    { value: 'columns', label: t('columns.title') },
    { value: 'export', label: t('bulk.export') },
  ]
  return (
    <Modal title={title} open close={close}>
      <OptionList options={options} choose={start} />
    </Modal>
  )
}

import { Modal } from '@/kit/modal'
import { OpenPicker } from '@/kit/picker'
import type { TreeRow } from './tree'
import { t } from './words'

interface MoveDialogProps {
  title: string
  places: TreeRow[]
  close: () => void
  /** Null is the top. */
  choose: (under: string | null) => void
}

const top = ''

export function MoveDialog({ title, places, close, choose }: MoveDialogProps) {
  return (
    <Modal title={title} open close={close}>
      <OpenPicker
        label={t('move_under')}
        items={[
          { id: top, title: t('top') },
          ...places.map(({ entry }) => ({ id: entry.id, title: String(entry['name']) })),
        ]}
        choose={({ id }) => choose(id || null)}
      />
    </Modal>
  )
}

// What the bulk bar asks.
import type { BulkWork } from '@/api/calls'
import { labelled, t, tn } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal, OptionList } from '@/kit/modal'
import type { Act, Entity, Field } from '@/model/types'
import { Colleagues } from './colleagues'

interface AskProps {
  sub?: string
  perform: (work: BulkWork, label: string) => void
  close: () => void
}

export function StateDialog({ state, sub, perform, close }: AskProps & { state: Field }) {
  const choices = state.choices ?? []
  const choose = (key: string) => {
    const label = choices.find((choice) => choice.key === key)?.label ?? key
    perform({ change: { [state.key]: key } }, labelled(state.label, label))
  }
  return (
    <Modal title={state.label} sub={sub} open close={close}>
      <OptionList
        options={choices.map(({ key, label }) => ({ value: key, label }))}
        choose={choose}
      />
    </Modal>
  )
}

export function OwnerDialog({ assign, sub, perform, close }: AskProps & { assign?: Act }) {
  const workOf = (id: string): BulkWork =>
    assign
      ? { act: 'assign', input: { [assign.fields[0]?.key ?? 'to']: id } }
      : { change: { owner: id } }
  return (
    <Modal title={t('bulk.assign')} sub={sub} open close={close}>
      <Colleagues
        choose={({ id, title }) => perform(workOf(id), t('bulk.assigned', { name: title }))}
      />
    </Modal>
  )
}

interface RemoveProps {
  entity: Entity
  /** Null while they are not counted. */
  size: number | null
  remove: () => void
  close: () => void
}

/** It can be taken back; but so many are seldom meant. */
export function RemoveDialog({ entity, size, remove, close }: RemoveProps) {
  const many = entity.label_plural
  const title =
    size === null ? t('bulk.remove_all', { many }) : tn('bulk.remove_sure', size, { many })
  return (
    <Modal title={title} open close={close}>
      <p className="px-4 pt-2">{t('bulk.remove_bin')}</p>
      <div className="flex justify-end gap-1.5 px-4 pt-3 pb-4">
        <Button onClick={close}>{t('dialog.cancel')}</Button>
        <Button kind="danger" onClick={remove}>
          {t('record.remove')}
        </Button>
      </div>
    </Modal>
  )
}

import { useState } from 'react'
import { createEntry, undoJournal, removeEntry } from '@/api/calls'
import { freshKey } from '@/api/client'
import { refreshEntry } from '@/api/queries'
import { t } from '@/base/words'
import { GeneratedForm } from '@/kit/form'
import { Modal, OptionList } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import { titleOf } from '@/model/catalogue'
import type { Choice, Entity, Entry, Field, Values } from '@/model/types'
import { stageKey } from './stages'

interface MoveDialogProps {
  entity: Entity
  entry: Entry
  stages: Choice[]
  move: (entry: Entry, to: Choice) => void
  close: () => void
}

export function MoveDialog({ entity, entry, stages, move, close }: MoveDialogProps) {
  const options = stages
    .filter(({ key }) => key !== entry[stageKey])
    .map((stage) => ({ value: stage, label: stage.label }))
  return (
    <Modal title={t('board.move_to')} sub={titleOf(entity, entry)} open close={close}>
      <OptionList
        options={options}
        choose={(stage) => {
          close()
          move(entry, stage)
        }}
      />
    </Modal>
  )
}

const isWritable = (field: Field) => field.right === 'edit' && !field.read_only
const askedFirst = ['name', 'account', 'amount', 'close_date', 'owner']

export function NewDialog({
  entity,
  currency,
  close,
}: {
  entity: Entity
  currency: string
  close: () => void
}) {
  const [idempotencyKey] = useState(freshKey)
  const fields = entity.fields.filter(isWritable)
  const submit = async (values: Values) => {
    const { data, journal } = await createEntry(entity.plural, values, idempotencyKey)
    const refresh = () => refreshEntry(entity.plural, data.id)
    refresh()
    close()
    sayDone(t('record.created', { entity: entity.label }), () =>
      (journal ? undoJournal(journal) : removeEntry(entity.plural, data.id)).then(refresh),
    )
  }
  return (
    <Modal title={t('form.new', { entity: entity.label })} open close={close} wide keeps>
      <GeneratedForm
        fields={fields}
        sections={entity.layout.record}
        currency={currency}
        first={
          new Set([
            ...askedFirst,
            ...fields
              .filter((field) => field.required && field.default === undefined)
              .map(({ key }) => key),
          ])
        }
        submitLabel={t('form.create')}
        submit={submit}
        cancel={close}
      />
    </Modal>
  )
}

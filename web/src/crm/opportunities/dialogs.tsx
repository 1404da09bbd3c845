import { useState } from 'react'
import { createEntry, undoJournal, removeEntry } from '@/api/calls'
import { freshKey } from '@/api/client'
import { refreshEntry } from '@/api/queries'
import { t, within } from '@/base/words'
import { GeneratedForm } from '@/kit/form'
import { Modal } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import type { Entity, Field, Values } from '@/model/types'

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
    <Modal title={t('form.new', { entity: within(entity.label) })} open close={close} wide keeps>
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

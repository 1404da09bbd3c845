import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createEntry, removeEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { refreshEntry } from '@/api/queries'
import { t, within } from '@/base/words'
import { GeneratedForm } from '@/kit/form'
import { Modal } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import { fieldsOf } from '@/model/catalogue'
import type { Entity, Field, Values } from '@/model/types'

const isWritable = (field: Field) => field.right === 'edit' && !field.read_only

/**
 * Required fields, the list's columns and the first section come first; the rest waits. Moments are
 * seldom typed: the server notes when something was entered.
 */
function firstFields(entity: Entity): Set<string> {
  const required = entity.fields.filter((field) => field.required).map((field) => field.key)
  const listed = fieldsOf(entity, entity.layout.list)
    .filter((field) => field.kind !== 'moment')
    .map((field) => field.key)
  return new Set([...required, ...(entity.layout.record[0]?.fields ?? []), ...listed])
}

export interface NewProps {
  entity: Entity
  currency: string
  close: () => void
}

export default function NewDialog({ entity, currency, close }: NewProps) {
  const navigate = useNavigate()
  const [idempotencyKey] = useState(freshKey)
  const fields = entity.fields.filter(isWritable)
  const first = firstFields(entity)
  const submit = async (values: Values) => {
    const { data, journal } = await createEntry(entity.plural, values, idempotencyKey)
    const takeBack = async () => {
      await (journal ? undoJournal(journal) : removeEntry(entity.plural, data.id))
      void refreshEntry(entity.plural, data.id)
      await navigate({ to: '/e/$plural', params: { plural: entity.plural } })
    }
    void refreshEntry(entity.plural, data.id)
    sayDone(t('record.created', { entity: entity.label }), takeBack)
    close()
    await navigate({ to: '/e/$plural/$id', params: { plural: entity.plural, id: data.id } })
  }
  return (
    <Modal title={t('form.new', { entity: within(entity.label) })} open close={close} wide keeps>
      <GeneratedForm
        fields={fields}
        sections={entity.layout.record}
        currency={currency}
        first={fields.every((field) => first.has(field.key)) ? undefined : first}
        submitLabel={t('form.create')}
        submit={submit}
        cancel={close}
      />
    </Modal>
  )
}

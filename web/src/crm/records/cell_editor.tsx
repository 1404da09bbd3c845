// A cell of a list while it is edited; a refusal or a conflict is told under it.
import { EditedField } from '@/kit/edited_field'
import { reloadField, saveField } from '@/kit/edits'
import type { Entity, Entry, Field, Included } from '@/model/types'

export interface CellEditorProps {
  entity: Entity
  entry: Entry
  field: Field
  included: Included
  currency: string
  /** The list of a choice opens by itself. */
  isByClick: boolean
  close: () => void
  /** Tab: on to the next cell that can be edited, or back. */
  step: (by: 1 | -1) => void
}

export function CellEditor({ entity, entry, isByClick, ...props }: CellEditorProps) {
  const { field } = props
  return (
    <EditedField
      {...props}
      value={entry[field.key]}
      floats="left"
      opensList={isByClick}
      className="-mx-2 font-normal text-ink"
      save={(next) => saveField(entity, entry.id, field, next, entry.version)}
      reload={() => reloadField(entity, entry.id, field)}
    />
  )
}

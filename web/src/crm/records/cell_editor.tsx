// A cell of a list while it is edited; a refusal or a conflict is told under it.
import { useEffect, useId, useRef } from 'react'
import { classes } from '@/base/classes'
import { FieldInput } from '@/kit/fields'
import { ConflictBar } from '@/kit/conflict_bar'
import { useEdit } from '@/kit/use_edit'
import type { Entity, Entry, Field, Included } from '@/model/types'
import { isMoney } from '@/model/values'
import { reloadField, saveField } from '@/kit/edits'

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

export function CellEditor(props: CellEditorProps) {
  const { entity, entry, field, included, currency, close, step } = props
  const frame = useRef<HTMLDivElement>(null)
  const noteId = useId()
  const value = entry[field.key]
  const wanted = useRef<1 | -1 | 0>(0)
  const edit = useEdit({
    field,
    value,
    included,
    currency,
    save: (next) => saveField(entity, entry.id, field, next, entry.version),
    reload: () => reloadField(entity, entry.id, field),
    close: () => (wanted.current === 0 ? close() : step(wanted.current)),
  })
  useEffect(() => {
    const input = frame.current?.querySelector<HTMLInputElement | HTMLSelectElement>(
      'input, select, textarea',
    )
    input?.focus()
    if (input instanceof HTMLInputElement && input.type !== 'date') input.select()
    if (input instanceof HTMLSelectElement && props.isByClick) openList(input)
  }, [])
  const onBlur = ({ relatedTarget: goesTo }: React.FocusEvent) => {
    const staysHere = frame.current?.contains(goesTo) || goesTo?.closest('[role="listbox"]')
    if (!staysHere) edit.leave()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    wanted.current = 0
    edit.onKeyDown(event)
    if (event.key !== 'Tab' || edit.conflict || edit.problem) return
    // On as soon as it is saved: a refusal is told where it belongs.
    event.preventDefault()
    wanted.current = event.shiftKey ? -1 : 1
    edit.leave()
  }
  const isTold = edit.problem || edit.conflict
  return (
    <div
      ref={frame}
      data-editor
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onClick={(event) => event.stopPropagation()}
      className="relative -mx-2 font-normal text-ink"
    >
      <FieldInput
        autoFocus
        field={field}
        draft={edit.draft}
        change={edit.change}
        currency={isMoney(value) ? value.currency : currency}
        linkTitle={included[edit.draft]?.title}
        invalid={!!edit.problem}
        describedBy={noteId}
      />
      <div
        className={classes(
          'absolute top-full left-0 z-20 mt-1 w-64 text-left',
          isTold && 'rounded-md bg-raise shadow-float',
        )}
      >
        <p id={noteId} className={classes(edit.problem && 'p-2 whitespace-normal text-bad')}>
          {edit.problem}
        </p>
        {edit.conflict && (
          <ConflictBar
            field={field}
            theirs={edit.conflict}
            keepMine={edit.keepMine}
            takeTheirs={close}
          />
        )}
      </div>
    </div>
  )
}

/** One click opens the choices; where a browser refuses, the second one does. */
function openList(select: HTMLSelectElement) {
  try {
    select.showPicker()
  } catch {
    // not after a key press in some browsers
  }
}

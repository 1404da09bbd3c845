// A value while it is edited where it stands: its input, and what the server has against it.
import { useEffect, useId, useRef, type FocusEvent, type KeyboardEvent } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { draftOf, isMoney, readingOf } from '@/model/values'
import { ConflictBar, sentenceOf } from './conflict_bar'
import { FieldHelp, FieldInput, helpOf } from './fields'
import { isPastEnd } from './past_end'
import { useEdit, type EditProps } from './use_edit'
import { useZoneWords } from './zone_note'

interface EditedFieldProps extends EditProps {
  /** Said below while nothing is wrong. */
  hint?: string
  /** What is said lies over what follows, from this side on; else it makes room. */
  floats?: 'left' | 'right'
  /** The list of a choice opens by itself. */
  opensList?: boolean
  /** Tab: on to the next value, or back. Absent: Tab goes where it would. */
  step?: (by: 1 | -1) => void
  className?: string
}

export function EditedField(props: EditedFieldProps) {
  const { field, value, included, currency, hint, floats, opensList, close, step } = props
  const frame = useRef<HTMLDivElement>(null)
  const noteId = useId()
  const wanted = useRef<1 | -1 | 0>(0)
  const edit = useEdit({
    ...props,
    close: () => (wanted.current === 0 ? close() : step?.(wanted.current)),
  })
  useEffect(() => begin(frame.current, !!opensList), [])
  const onBlur = ({ relatedTarget: goesTo }: FocusEvent) => {
    const staysHere = frame.current?.contains(goesTo) || goesTo?.closest('[role="listbox"]')
    if (!staysHere) edit.leave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    wanted.current = 0
    edit.onKeyDown(event)
    if (!step || event.key !== 'Tab' || edit.conflict || edit.problem) return
    // On as soon as it is saved: a refusal is told where it belongs.
    event.preventDefault()
    wanted.current = event.shiftKey ? -1 : 1
    edit.leave()
  }
  const unit = isMoney(value) ? value.currency : currency
  const isPast = isPastEnd(field, edit.draft)
  const reading =
    edit.draft === draftOf(field, value) ? undefined : readingOf(field, edit.draft, unit)
  const told = edit.problem ?? (isPast ? t('record.is_past') : reading)
  const zone = useZoneWords(field.kind === 'moment')
  const isSaid = told || zone || helpOf(field).length > 0
  const isTold = isSaid || edit.conflict || edit.news
  return (
    <div
      ref={frame}
      data-editor
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onClick={(event) => event.stopPropagation()}
      className={classes(floats && 'relative', props.className)}
    >
      <FieldInput
        autoFocus
        field={field}
        draft={edit.draft}
        change={edit.change}
        currency={unit}
        linkTitle={included[edit.draft]?.title}
        invalid={!!edit.problem}
        describedBy={noteId}
      />
      <div
        className={classes(
          floats && 'absolute top-full z-20 mt-1 w-64 text-left whitespace-normal',
          floats === 'left' && 'left-0',
          floats === 'right' && 'right-0',
          floats && isTold && 'rounded-md bg-raise shadow-float',
        )}
      >
        <div id={noteId} className={classes(floats && isSaid && 'p-2')}>
          <p
            className={classes(
              !floats && 'mt-0.5 text-xs',
              edit.problem ? 'text-bad' : isPast ? 'text-warn' : 'text-ink-3',
              !told && 'max-md:hidden',
            )}
          >
            {told ?? hint}
          </p>
          <FieldHelp field={field} />
        </div>
        {edit.news && (
          <p
            role="status"
            className={classes('text-xs whitespace-normal text-warn', floats ? 'p-2' : 'mt-0.5')}
          >
            {sentenceOf(field, edit.news)}
          </p>
        )}
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

/** What is there is selected: typing replaces it, End goes behind it. */
function begin(frame: HTMLElement | null, opensList: boolean) {
  const input = frame?.querySelector<HTMLInputElement | HTMLSelectElement>(
    'input, select, textarea',
  )
  input?.focus()
  if (input instanceof HTMLInputElement && input.type !== 'date') input.select()
  if (opensList && input instanceof HTMLSelectElement) openList(input)
}

/** One click opens the choices; where a browser refuses, the second one does. */
function openList(select: HTMLSelectElement) {
  try {
    select.showPicker()
  } catch {
    // not after a key press in some browsers
  }
}

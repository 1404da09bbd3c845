import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { classes } from '@/base/classes'
import { currentTime, dayOf } from '@/base/time'
import { t } from '@/base/words'
import { Avatar } from '@/kit/marks'
import { ValueView } from '@/kit/value'
import { mayChange, mayEdit, titleOf } from '@/model/catalogue'
import type { Entity, Entry, Field, Included, Pulse } from '@/model/types'
import { isEmpty, isFigure, showValue } from '@/model/values'
import { CellEditor } from './cell_editor'
import { isPulse, type Column } from './columns'
import { questionsOf } from './questions'
import { isOverdue } from './related'
import { PulseCell, UrgentPromise } from './pulse_cell'

const isName = (entity: Entity, field: Field | null) =>
  field?.key === entity.title || field?.key === 'last_name'

/** A click opens the choices at once; a key leaves them closed, so that Escape means the cell. */
export interface EditedCell {
  id: string
  key: string
  isByClick: boolean
}

export interface RowProps {
  entity: Entity
  entry: Entry
  included: Included
  /** Absent until it is known, and where no column shows it. */
  pulse: Pulse | undefined
  columns: Column[]
  index: number
  isCurrent: boolean
  isChosen: boolean
  /** On a phone: a touch chooses. */
  isChoosing: boolean
  /** Which of its cells is being edited. */
  editing: EditedCell | null
  currency: string
  edit: (index: number, key: string | null) => void
  /** To the next of its cells that can be edited, or back. */
  step: (index: number, key: string, by: 1 | -1) => void
  choose: (index: number) => void
  /** px */
  height: number
  top: number
  template: string
}

const frameOf = ({ height, top }: RowProps) => ({
  height,
  transform: `translateY(${top}px)`,
})
const rowLook = (isMarked: boolean) =>
  classes(
    'absolute inset-x-0 top-0 border-b border-line px-4 hover:bg-hover',
    // The whole row is what has the focus.
    'has-[[data-row]:focus-visible]:outline-2 has-[[data-row]:focus-visible]:-outline-offset-2',
    'has-[[data-row]:focus-visible]:outline-accent',
    isMarked && 'bg-selected',
  )

/** Only rows that changed are drawn again: a key moves the mark, not the list. */
export const Row = memo(function Row(props: RowProps) {
  const { entity, entry, columns, index, isCurrent, isChosen, editing } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={{ ...frameOf(props), gridTemplateColumns: props.template }}
      className={classes(
        rowLook(isCurrent || isChosen),
        'grid items-center gap-x-2',
        editing !== null && 'z-[2]',
      )}
    >
      {isCurrent && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" aria-hidden />}
      <div role="cell" className="flex">
        <input
          type="checkbox"
          data-choose
          checked={isChosen}
          readOnly
          tabIndex={-1}
          aria-label={t('list.choose_one', { title: titleOf(entity, entry) })}
          className="size-[15px] accent-[var(--accent)]"
        />
      </div>
      {columns.map((column, position) => (
        <Cell key={column.key} {...props} column={column} isFirst={position === 0} />
      ))}
    </div>
  )
})

function Cell(props: RowProps & { column: Column; isFirst: boolean }) {
  const { entity, entry, included, index, column, isFirst, editing, currency } = props
  const { key, field, isRight } = column
  if (field && editing?.key === key)
    return (
      <div role="cell" className="min-w-0">
        <CellEditor
          entity={entity}
          entry={entry}
          field={field}
          included={included}
          currency={currency}
          isByClick={editing.isByClick}
          close={() => props.edit(index, null)}
          step={(by) => props.step(index, key, by)}
        />
      </div>
    )
  const isOpen = !isFirst && field && mayEdit(entity, field) && mayChange(entry)
  const isLate = field && isOverdue(entity, field, entry, dayOf(new Date(currentTime())))
  return (
    <div
      role="cell"
      data-edit={isOpen ? key : undefined}
      title={isLate ? t('record.is_past') : wholeOf(field, entry, included)}
      className={classes(
        'min-w-0 truncate',
        field && isFigure(field) && 'num',
        isRight && 'text-right',
        isFirst ? 'font-medium' : isLate ? 'text-warn' : 'text-ink-2',
        isOpen && '-mx-2 cursor-text rounded-md px-2 py-1 hover:outline hover:outline-line-strong',
      )}
    >
      {isFirst ? (
        <TitleLink {...props} />
      ) : field ? (
        <ValueView field={field} value={entry[key]} included={included} />
      ) : isPulse(key) ? (
        props.pulse && <PulseCell column={key} entity={entity} entry={entry} pulse={props.pulse} />
      ) : (
        <Answered entity={entity} entry={entry} />
      )}
    </div>
  )
}

/** Of what may be cut off. */
function wholeOf(field: Field | null, entry: Entry, included: Included): string | undefined {
  const value = field && entry[field.key]
  if (typeof value !== 'string') return undefined
  if (field?.kind === 'link') return included[value]?.title
  if (field?.kind === 'choice') return showValue(field, value)
  return field?.kind === 'text' ? value : undefined
}

/** A click peeks, Enter or a new tab opens; on a phone the whole row opens. */
function TitleLink({
  entity,
  entry,
  included,
  column,
}: {
  entity: Entity
  entry: Entry
  included: Included
  column: Column
}) {
  const { field } = column
  return (
    <Link
      to="/e/$plural/$id"
      params={{ plural: entity.plural, id: entry.id }}
      data-row
      className="focus-visible:outline-none"
    >
      {!field || isName(entity, field) || isEmpty(entry[field.key]) ? (
        titleOf(entity, entry)
      ) : (
        <ValueView field={field} value={entry[field.key]} included={included} />
      )}
    </Link>
  )
}

/** How many of the qualifying questions are answered. */
function Answered({ entity, entry }: { entity: Entity; entry: Entry }) {
  const questions = questionsOf(entity)
  const n = questions.filter((field) => !isEmpty(entry[field.key])).length
  return (
    <span className="num flex items-center gap-2">
      <span aria-hidden className="h-1 w-8 shrink-0 overflow-hidden rounded-full bg-line">
        <span
          className={classes('block h-full', n === questions.length ? 'bg-good' : 'bg-ink-3')}
          style={{ width: `${(100 * n) / questions.length}%` }}
        />
      </span>
      {n}/{questions.length}
    </span>
  )
}

/** Two lines: who, and what says most; a finger takes the whole row. */
export const PhoneRow = memo(function PhoneRow(props: RowProps) {
  const { entity, entry, columns, index, isCurrent, isChosen, isChoosing, pulse } = props
  const [title, ...others] = columns
  const left = others.find(({ field }) => field?.kind === 'text') ?? others[0]
  const right = others.filter((column) => column !== left)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={frameOf(props)}
      className={classes(
        rowLook(isCurrent || isChosen),
        'flex items-center gap-3 select-none [-webkit-touch-callout:none]',
      )}
    >
      {isChoosing ? (
        <PhoneCheckbox {...props} />
      ) : (
        <Avatar name={titleOf(entity, entry)} size={30} />
      )}
      <div className="min-w-0 flex-1">
        <div role="cell" className="truncate font-medium">
          {isChoosing && titleOf(entity, entry)}
          {title && !isChoosing && (
            // The link's ::after covers the row, so that a touch anywhere opens it.
            <Link
              to="/e/$plural/$id"
              params={{ plural: entity.plural, id: entry.id }}
              data-row
              draggable={false}
              className="after:absolute after:inset-0 focus-visible:outline-none"
            >
              {titleOf(entity, entry)}
            </Link>
          )}
        </div>
        {left && <PhoneCell {...props} column={left} />}
      </div>
      <div className="max-w-[45%] shrink-0 text-right">
        {right.map((column) => (
          <PhoneCell key={column.key} {...props} column={column} />
        ))}
        {pulse && <UrgentPromise promise={pulse.promise} />}
      </div>
    </div>
  )
})

/** The label's ::after covers the row, so that a touch anywhere chooses. */
function PhoneCheckbox({ entity, entry, isChosen, index, choose }: RowProps) {
  return (
    <div role="cell" className="grid size-[30px] shrink-0 place-items-center">
      <label className="flex after:absolute after:inset-0">
        <input
          type="checkbox"
          data-row
          checked={isChosen}
          onChange={() => choose(index)}
          aria-label={t('list.choose_one', { title: titleOf(entity, entry) })}
          className="size-5 accent-[var(--accent)] focus-visible:outline-none"
        />
      </label>
    </div>
  )
}

function PhoneCell(props: RowProps & { column: Column }) {
  const { entity, entry, included, pulse } = props
  const { key, field } = props.column
  if (isPulse(key) && !pulse) return null
  return (
    <div role="cell" className={classes('truncate text-ink-2', field && isFigure(field) && 'num')}>
      {field ? (
        <ValueView field={field} value={entry[key]} included={included} />
      ) : isPulse(key) ? (
        <PulseCell column={key} entity={entity} entry={entry} pulse={pulse!} />
      ) : (
        <Answered entity={entity} entry={entry} />
      )}
    </div>
  )
}

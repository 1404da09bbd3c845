import { useSuspenseQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { useNow } from '@/base/time'
import { t, useLanguage } from '@/base/words'
import { Button } from '@/kit/button'
import { isFocusFree } from '@/kit/focus'
import { useKeys } from '@/kit/keys'
import { useIsPhone } from '@/kit/media'
import { mayPlanFor } from '@/kit/plan/plan'
import { usePulses } from '@/kit/pulse/use_pulses'
import { entityByKey, mayChange, mayEdit } from '@/model/catalogue'
import type { Entity, Entry, Included } from '@/model/types'
import {
  columnKeysOf,
  columnsOf,
  fewColumnsOf,
  isPulse,
  isSortable,
  templateOf,
  widthOf,
  type Column,
} from './columns'
import { PhoneRow, Row, type EditedCell } from './grid_row'
import { PulseContext } from './pulse_cell'
import { useLongTouch } from './use_long_touch'
import { everything, isChosen, nothing, toggled, type Selection } from './selection'

interface GridProps {
  entity: Entity
  entries: Entry[]
  included: Included
  currency: string
  /** Keys of the columns; absent = the entity's own. */
  chosenColumns?: string[]
  sort: string | undefined
  sortBy: (key: string) => void
  /** Absent when everything is loaded. */
  loadMore?: () => void
  open: (id: string) => void
  /** Beside the list; absent where there is no room. */
  peek?: (entry: Entry) => void
  /** The record the keys speak of. By id: a row that slides in above does not move the mark. */
  marked: string | undefined
  mark: (id: string | undefined) => void
  /** The record in the pane: the mark stands on it, and follows into the pane. */
  peeked?: string
  selection: Selection
  select: (selection: Selection) => void
  /** On a phone: a touch chooses instead of opening. */
  isChoosing: boolean
}

const fetchAhead = 20
const checkboxWidth = 16

export function Grid(props: GridProps) {
  const { entity, entries, sort, sortBy, loadMore, selection, select, chosenColumns } = props
  const isPhone = useIsPhone()
  const language = useLanguage()
  const columns = useMemo(
    () => (isPhone ? fewColumnsOf(entity, chosenColumns) : columnsOf(entity, chosenColumns)),
    [entity, isPhone, language, chosenColumns],
  )
  const frame = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (isPhone ? 58 : 34),
    overscan: 10,
    initialRect: { width: 1000, height: 600 },
  })
  // It keeps the heights it has once taken: a window made narrow needs those of a phone.
  useLayoutEffect(() => rows.measure(), [rows, isPhone])
  const visible = rows.getVirtualItems()
  const from = visible[0]?.index ?? 0
  const to = visible.at(-1)?.index ?? 0
  useLoadAhead(to, props)
  const { pulses, around } = usePulseOf(props, { from, to })
  const focus = (index: number) => {
    rows.scrollToIndex(index)
    const before = document.activeElement
    requestAnimationFrame(() => {
      // A cell, a box or a dialog that has been opened meanwhile keeps what is typed.
      if (frame.current?.querySelector('[data-editor]')) return
      if (document.activeElement !== before && !isFocusFree()) return
      frame.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus()
    })
  }
  const { current, setCurrent, choose } = useMarks(props, focus)
  const cells = useCells(props, columns, current, focus)
  const latestChoose = useRef(choose)
  latestChoose.current = choose
  const chooseByTouch = useCallback((index: number) => latestChoose.current(index), [])
  const longTouch = useLongTouch(isPhone, chooseByTouch)
  const onClick = (event: React.MouseEvent) => {
    if (isPhone || event.metaKey || event.ctrlKey || event.button !== 0) return
    const target = event.target as Element
    const index = Number(target.closest('[data-index]')?.getAttribute('data-index') ?? NaN)
    const entry = entries[index]
    if (!entry) return
    if (target.closest('[data-choose]')) return choose(index, event.shiftKey)
    const key = target.closest('[data-edit]')?.getAttribute('data-edit')
    if (!key && props.peek) event.preventDefault()
    setCurrent(index)
    if (key) cells.edit(index, key, true)
    if (!key || props.peeked) props.peek ? props.peek(entry) : props.open(entry.id)
  }

  const template = `${checkboxWidth}px ${templateOf(columns)}`
  const RowView = isPhone ? PhoneRow : Row
  return (
    <div
      ref={frame}
      className={classes(
        'min-h-0 min-w-0 flex-1 overflow-auto',
        props.isChoosing && 'max-md:pb-28', // the bar of the chosen lies over its end
      )}
      onClick={onClick}
      {...longTouch}
    >
      <div
        role="table"
        aria-label={entity.label_plural}
        aria-rowcount={entries.length + 1}
        style={{ minWidth: isPhone ? undefined : widthOf(columns) + checkboxWidth + 12 }}
      >
        {/* Where rows are not in columns it shows itself to who comes by keyboard. */}
        <div
          role="rowgroup"
          className="sticky top-0 z-[3] bg-sheet max-md:not-focus-within:sr-only"
        >
          <div
            role="row"
            aria-rowindex={1}
            className={classes(
              'grid min-h-8 items-center gap-x-2 border-b border-line px-4',
              'max-md:flex max-md:flex-wrap max-md:px-3',
            )}
            style={{ gridTemplateColumns: template }}
          >
            <div role="columnheader" className="flex">
              <ChooseAll selection={selection} select={select} />
            </div>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} sortBy={sortBy} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          <PulseContext value={around}>
            {visible.map(({ index, start, size }) => (
              <RowView
                key={entries[index]!.id}
                entity={entity}
                entry={entries[index]!}
                included={props.included}
                pulse={pulses?.[entries[index]!.id]}
                columns={columns}
                index={index}
                isCurrent={index === current}
                isChosen={isChosen(selection, entries[index]!.id)}
                isChoosing={props.isChoosing}
                editing={cells.index === index ? cells.cell : null}
                currency={props.currency}
                edit={cells.edit}
                step={cells.step}
                choose={chooseByTouch}
                height={size}
                top={start}
                template={template}
              />
            ))}
          </PulseContext>
        </div>
      </div>
      {loadMore && (
        <div className="p-4">
          <Button onClick={loadMore}>{t('list.more')}</Button>
        </div>
      )}
    </div>
  )
}

const noIds: string[] = []
/** What goes on with the rows in sight, where a column shows it. */
function usePulseOf(
  { entity, entries, chosenColumns }: GridProps,
  inSight: { from: number; to: number },
) {
  const { data: model } = useSuspenseQuery(modelQuery())
  const now = useNow()
  const activity = entityByKey(model, 'activity')
  const isShown = columnKeysOf(entity, chosenColumns).some(isPulse)
  const ids = useMemo(() => entries.map(({ id }) => id), [entries])
  const pulses = usePulses(entity.plural, isShown ? ids : noIds, inSight)
  const mayPlan = mayPlanFor(model, entity)
  const around = useMemo(() => ({ now, activity, mayPlan }), [now, activity, mayPlan])
  return { pulses: isShown ? pulses : undefined, around }
}

/** The next page is asked for before the end comes into sight. */
function useLoadAhead(lastVisible: number, { entries, loadMore }: GridProps) {
  useEffect(() => {
    if (loadMore && lastVisible >= entries.length - fetchAhead) loadMore()
  }, [lastVisible, entries.length, loadMore !== undefined])
}

/** The row the keys speak of, and the rows chosen from it. */
function useMarks(props: GridProps, focus: (index: number) => void) {
  const { entries, open, peek, peeked, marked, mark, selection, select } = props
  const current = entries.findIndex(({ id }) => id === marked)
  const anchor = useRef(-1)
  useEffect(() => {
    if (peeked) mark(peeked)
  }, [peeked])

  const setCurrent = (index: number) => mark(entries[index]?.id)
  const step = (by: number, extends_ = false) => {
    const next = Math.max(0, Math.min(entries.length - 1, current + by))
    const entry = entries[next]
    if (!entry) return
    mark(entry.id)
    focus(next)
    if (extends_) select(toggled(selection, [entries[current]?.id ?? entry.id, entry.id], true))
    if (peeked) peek?.(entry)
  }
  /** One more or less; with Shift all from the one before. */
  const choose = (index: number, isRange = false) => {
    const entry = entries[index]
    if (!entry) return
    const from = isRange && anchor.current >= 0 ? anchor.current : index
    const range = entries.slice(Math.min(from, index), Math.max(from, index) + 1)
    const ids = range.map(({ id }) => id)
    select(toggled(selection, ids, ids.length > 1 ? true : undefined))
    anchor.current = index
    mark(entry.id)
  }
  useKeys([
    { keys: 'j', label: t('keys.next'), isStep: true, run: (event) => step(1, event?.shiftKey) },
    {
      keys: 'k',
      label: t('keys.previous'),
      isStep: true,
      run: (event) => step(-1, event?.shiftKey),
    },
    { keys: 'arrowdown', run: (event) => step(1, event?.shiftKey) },
    { keys: 'arrowup', run: (event) => step(-1, event?.shiftKey) },
    {
      keys: 'enter',
      label: t('exceptions.open_record'),
      run: () => {
        // What is in the pane need not be in the list.
        const id = entries[current]?.id ?? peeked
        if (id) open(id)
      },
    },
    {
      keys: 'x',
      label: t('keys.choose'),
      run: (event) => choose(Math.max(0, current), event?.shiftKey),
    },
    { keys: 'mod+a', label: t('list.choose_all'), run: () => select(everything) },
    ...(peek
      ? [
          {
            keys: 'p',
            label: t('keys.peek'),
            run: () => entries[current] && peek(entries[current]),
          },
        ]
      : []),
  ])
  return { current, setCurrent, choose }
}

/** The cell that is edited. E begins with the first that can be; Tab goes on. */
function useCells(
  { entity, entries }: GridProps,
  columns: Column[],
  current: number,
  focus: (index: number) => void,
) {
  const [cell, setCell] = useState<EditedCell | null>(null)
  const open = columns
    .slice(1)
    .filter(({ field }) => field && mayEdit(entity, field))
    .map(({ key }) => key)
  const latest = useRef({ entries, open, focus })
  latest.current = { entries, open, focus }

  const edit = useCallback((index: number, key: string | null, isByClick = false) => {
    const entry = latest.current.entries[index]
    if (key === null) latest.current.focus(index)
    setCell(key && entry && mayChange(entry) ? { id: entry.id, key, isByClick } : null)
  }, [])
  const step = useCallback((index: number, key: string, by: 1 | -1) => {
    const entry = latest.current.entries[index]
    const next = latest.current.open[latest.current.open.indexOf(key) + by]
    if (!next) latest.current.focus(index)
    setCell(next && entry ? { id: entry.id, key: next, isByClick: false } : null)
  }, [])
  useKeys(
    open.length > 0
      ? [
          {
            keys: 'e',
            label: t('keys.edit'),
            run: () => current >= 0 && edit(current, open[0]!),
          },
        ]
      : [],
  )
  const index = cell ? entries.findIndex(({ id }) => id === cell.id) : -1
  return { cell, index, edit, step }
}

function ChooseAll({
  selection,
  select,
}: {
  selection: Selection
  select: (selection: Selection) => void
}) {
  const { isAll, ids } = selection
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = ids.size > 0
  }, [ids.size])
  return (
    <input
      ref={box}
      type="checkbox"
      checked={isAll && ids.size === 0}
      onChange={() => select(isAll || ids.size > 0 ? nothing : everything)}
      aria-label={t('list.choose_all')}
      className="size-[15px] accent-[var(--accent)]"
    />
  )
}

function Heading({
  column,
  sort,
  sortBy,
}: {
  column: Column
  sort: string | undefined
  sortBy: (key: string) => void
}) {
  const { key, label, isRight } = column
  const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={classes('eyebrow min-w-0', isRight && 'text-right')}
    >
      {isSortable(column) ? (
        <button
          type="button"
          onClick={() => sortBy(key)}
          title={t('list.sort', { field: label })}
          className="inline-flex max-w-full items-center gap-1 font-medium hover:text-ink"
        >
          <span className="truncate">{label}</span>
          {direction && <Arrow size={12} aria-hidden className="shrink-0" />}
        </button>
      ) : (
        <span className="truncate">{label}</span>
      )}
    </div>
  )
}

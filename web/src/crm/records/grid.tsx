import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { t, useLanguage } from '@/base/words'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { useIsPhone } from '@/kit/media'
import { ValueView } from '@/kit/value'
import { titleOf } from '@/model/catalogue'
import type { Entity, Entry, Field, Included } from '@/model/types'
import { isEmpty, isFigure } from '@/model/values'
import { columnsOf, fewColumnsOf, isSortable, templateOf, widthOf, type Column } from './columns'

interface GridProps {
  entity: Entity
  entries: Entry[]
  included: Included
  sort: string | undefined
  sortBy: (key: string) => void
  /** Absent when everything is loaded. */
  loadMore?: () => void
  open: (entry: Entry) => void
}

const fetchAhead = 20

export function Grid(props: GridProps) {
  const { entity, entries, sort, sortBy, loadMore } = props
  const isPhone = useIsPhone()
  const language = useLanguage()
  const columns = useMemo(
    () => (isPhone ? fewColumnsOf(entity) : columnsOf(entity)),
    [entity, isPhone, language],
  )
  const frame = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (isPhone ? 44 : 34),
    overscan: 10,
    initialRect: { width: 1000, height: 600 },
  })
  const visible = rows.getVirtualItems()
  useLoadAhead(visible.at(-1)?.index ?? 0, props)
  const current = useRowKeys(props, (index) => {
    rows.scrollToIndex(index)
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus(),
    )
  })

  const gridTemplateColumns = isPhone ? phoneTemplate(columns) : templateOf(columns)
  return (
    <div ref={frame} className="min-h-0 flex-1 overflow-auto">
      <div
        role="table"
        aria-label={entity.label_plural}
        aria-rowcount={entries.length + 1}
        style={{ minWidth: isPhone ? undefined : widthOf(columns) }}
      >
        <div role="rowgroup" className="sticky top-0 z-[1] bg-sheet">
          <div
            role="row"
            aria-rowindex={1}
            className="grid h-8 items-center gap-x-3 border-b border-line px-4"
            style={{ gridTemplateColumns }}
          >
            {columns.map((column) => (
              <Heading key={column.field.key} column={column} sort={sort} sortBy={sortBy} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {visible.map(({ index, start, size }) => (
            <Row
              key={entries[index]!.id}
              entity={entity}
              entry={entries[index]!}
              included={props.included}
              columns={columns}
              index={index}
              isCurrent={index === current}
              height={size}
              top={start}
              template={gridTemplateColumns}
            />
          ))}
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

/** The next page is asked for before the end comes into sight. */
function useLoadAhead(lastVisible: number, { entries, loadMore }: GridProps) {
  useEffect(() => {
    if (loadMore && lastVisible >= entries.length - fetchAhead) loadMore()
  }, [lastVisible, entries.length, loadMore !== undefined])
}

function useRowKeys({ entries, open }: GridProps, show: (index: number) => void): number {
  const [current, setCurrent] = useState(-1)
  const step = (by: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, current + by))
    setCurrent(next)
    show(next)
  }
  const enter = () => entries[current] && open(entries[current])
  useKeys([
    { keys: 'j', label: t('keys.next'), isStep: true, run: () => step(1) },
    { keys: 'k', label: t('keys.previous'), isStep: true, run: () => step(-1) },
    { keys: 'arrowdown', run: () => step(1) },
    { keys: 'arrowup', run: () => step(-1) },
    { keys: 'enter', label: t('exceptions.open_record'), run: enter },
  ])
  return current
}

const phoneTemplate = (columns: Column[]) =>
  columns.map((_, index) => (index === 0 ? 'minmax(0, 1.5fr)' : 'minmax(0, 1fr)')).join(' ')

function Heading({
  column: { field, label, isRight },
  sort,
  sortBy,
}: {
  column: Column
  sort: string | undefined
  sortBy: (key: string) => void
}) {
  const direction =
    sort === field.key ? 'ascending' : sort === `-${field.key}` ? 'descending' : undefined
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={classes('eyebrow min-w-0', isRight && 'text-right')}
    >
      {isSortable(field) ? (
        <button
          type="button"
          onClick={() => sortBy(field.key)}
          title={t('list.sort', { field: label })}
          className={classes(
            'inline-flex max-w-full items-center gap-1 font-medium hover:text-ink',
            'max-md:min-h-8',
          )}
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

const isName = (entity: Entity, field: Field) =>
  field.key === entity.title || field.key === 'last_name'

interface RowProps {
  entity: Entity
  entry: Entry
  included: Included
  columns: Column[]
  index: number
  isCurrent: boolean
  /** px */
  height: number
  top: number
  template: string
}

/** Only rows that changed are drawn again: a key moves the mark, not the list. */
const Row = memo(function Row(props: RowProps) {
  const { entity, entry, included, columns, index, isCurrent } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={{
        height: props.height,
        transform: `translateY(${props.top}px)`,
        gridTemplateColumns: props.template,
      }}
      className={classes(
        'absolute inset-x-0 top-0 grid items-center gap-x-3 border-b border-line px-4',
        'hover:bg-hover',
        isCurrent && 'bg-selected',
      )}
    >
      {columns.map(({ field, isRight }, position) => (
        <div
          key={field.key}
          role="cell"
          className={classes(
            'min-w-0 truncate',
            isFigure(field) && 'num',
            isRight && 'text-right',
            position === 0 ? 'font-medium' : 'text-ink-2',
          )}
        >
          {position === 0 ? (
            // The link's ::after covers the row, so that a click anywhere opens it.
            <Link
              to="/e/$plural/$id"
              params={{ plural: entity.plural, id: entry.id }}
              data-row
              className={classes(
                'after:absolute after:inset-0 focus-visible:outline-none',
                'focus-visible:after:outline-2 focus-visible:after:-outline-offset-2',
                'focus-visible:after:outline-accent',
              )}
            >
              {isName(entity, field) || isEmpty(entry[field.key]) ? (
                titleOf(entity, entry)
              ) : (
                <ValueView field={field} value={entry[field.key]} included={included} />
              )}
            </Link>
          ) : (
            <ValueView field={field} value={entry[field.key]} included={included} />
          )}
        </div>
      ))}
    </div>
  )
})

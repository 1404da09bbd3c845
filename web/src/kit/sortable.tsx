// A list put in order by dragging a line, or by the two arrows at its end.
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { IconButton } from './button'

interface SortableProps<T> {
  label: string
  items: T[]
  keyOf: (item: T) => string
  /** What a line is called, for who does not see it. */
  nameOf: (item: T) => string
  /** Absent: the order stands. */
  move?: (from: number, to: number) => void
  /** Lines that keep their place, at the end of the list. */
  fixed?: number
  children: (item: T, index: number) => ReactNode
}

export function Sortable<T>({
  label,
  items,
  keyOf,
  nameOf,
  move,
  fixed = 0,
  children,
}: SortableProps<T>) {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const last = items.length - fixed - 1
  const put = (from: number, to: number) => {
    if (!move || to < 0 || to > last || from === to) return
    move(from, to)
    const key = `${keyOf(items[from]!)} ${to > from ? 1 : -1}`
    // The line may be drawn anew in its new place; the cursor goes with it.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-mover="${CSS.escape(key)}"]`)?.focus(),
    )
  }
  const end = () => {
    setDragged(null)
    setOver(null)
  }
  return (
    <ol ref={list} aria-label={label}>
      {items.map((item, index) => {
        const canMove = !!move && index <= last && last > 0
        return (
          <li
            key={keyOf(item)}
            onDragOver={(event) => {
              if (dragged === null || index > last) return
              event.preventDefault()
              setOver(index)
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) put(dragged, index)
              end()
            }}
            className={classes(
              'flex items-start border-b border-line',
              dragged === index && 'opacity-50',
              over === index && dragged !== null && dragged !== index && 'bg-accent-soft',
            )}
          >
            {move && (
              <span
                aria-hidden
                draggable={canMove}
                title={canMove ? t('sort.drag') : undefined}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move'
                  event.dataTransfer.setData('text/plain', nameOf(item))
                  setDragged(index)
                }}
                onDragEnd={end}
                className={classes(
                  'grid w-7 shrink-0 place-items-center self-stretch text-ink-3 max-md:hidden',
                  canMove ? 'cursor-grab hover:text-ink' : 'invisible',
                )}
              >
                <GripVertical size={14} />
              </span>
            )}
            <div className="min-w-0 flex-1">{children(item, index)}</div>
            {canMove && (
              <span className="flex shrink-0 py-1.5 pr-2">
                {([-1, 1] as const).map((step) => (
                  <Mover
                    key={step}
                    {...{ step, index, last, put }}
                    row={keyOf(item)}
                    name={nameOf(item)}
                  />
                ))}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

interface MoverProps {
  step: 1 | -1
  index: number
  last: number
  put: (from: number, to: number) => void
  row: string
  name: string
}

/** At the end of the way it stays where it is, so that the cursor is not lost. */
function Mover({ step, index, last, put, row, name }: MoverProps) {
  const target = index + step
  const isEnd = target < 0 || target > last
  return (
    <IconButton
      label={t(step < 0 ? 'sort.up' : 'sort.down', { name })}
      data-mover={`${row} ${step}`}
      aria-disabled={isEnd || undefined}
      onClick={() => put(index, target)}
      className={isEnd ? 'opacity-40' : undefined}
    >
      {step < 0 ? <ArrowUp size={14} aria-hidden /> : <ArrowDown size={14} aria-hidden />}
    </IconButton>
  )
}

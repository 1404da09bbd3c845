import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { Link } from '@tanstack/react-router'
import { GripVertical, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { IconButton } from '@/kit/button'
import type { Entity, Included } from '@/model/types'
import { QuietSelect, QuietText, type QuietOption } from '../quiet'
import { saveCell } from '../records'
import type { TreeRow } from './tree'
import { t, tn } from './words'

const columns = 'md:grid md:grid-cols-[minmax(0,1fr)_160px_150px_90px_90px_28px] md:gap-x-1.5'
export const teamsHead = classes(columns, 'eyebrow hidden px-2 pb-1')

interface TeamLineProps {
  row: TreeRow
  entity: Entity
  options: { people: QuietOption[]; calendars: QuietOption[] }
  included: Included
  mayTake: (team: string) => boolean
  /** Another team was dropped on it. */
  take: (team: string) => void
  step: (to: 'left' | 'right') => void
  ask: () => void
  remove: () => void
}

interface Dragged extends Record<string, unknown> {
  team?: string
}

function useDrag({ row, mayTake, take }: TeamLineProps) {
  const element = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLButtonElement>(null)
  const latest = useRef({ mayTake, take })
  latest.current = { mayTake, take }
  const [isOver, setIsOver] = useState(false)
  const [isDragged, setIsDragged] = useState(false)
  const { id } = row.entry
  useEffect(() => {
    if (!element.current || !handle.current) return
    const teamOf = ({ data }: { data: Dragged }) => data.team ?? ''
    return combine(
      draggable({
        element: element.current,
        dragHandle: handle.current,
        getInitialData: () => ({ team: id }),
        onDragStart: () => setIsDragged(true),
        onDrop: () => setIsDragged(false),
      }),
      dropTargetForElements({
        element: element.current,
        canDrop: ({ source }) => !!teamOf(source) && latest.current.mayTake(teamOf(source)),
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: ({ source }) => {
          setIsOver(false)
          latest.current.take(teamOf(source))
        },
      }),
    )
  }, [id])
  return { element, handle, isOver, isDragged }
}

export function TeamLine(props: TeamLineProps) {
  const { row, entity, options, included, step, ask, remove } = props
  const { entry, depth, people, below, hasTeams } = row
  const name = String(entry['name'] ?? '')
  const { element, handle, isOver, isDragged } = useDrag(props)
  const manager = String(entry['manager'] ?? '')
  // One who is no longer active still stands there until somebody else does.
  const managers =
    manager && !options.people.some(({ key }) => key === manager)
      ? [{ key: manager, label: included[manager]?.title ?? '–' }, ...options.people]
      : options.people
  const onKeyDown = (event: React.KeyboardEvent) => {
    const to = { ArrowLeft: 'left', ArrowRight: 'right' }[event.key] as 'left' | 'right' | undefined
    if (!to) return
    event.preventDefault()
    step(to)
  }
  return (
    <li
      ref={element}
      className={classes(
        columns,
        'items-center border-b border-line px-2 py-1 max-md:space-y-1.5 max-md:px-1 max-md:py-2.5',
        isOver && 'bg-selected outline-2 -outline-offset-2 outline-accent',
        isDragged && 'opacity-50',
      )}
    >
      <div
        className="flex min-w-0 items-center gap-1"
        style={{ paddingLeft: `min(${depth * 22}px, 25vw)` }}
      >
        <button
          ref={handle}
          type="button"
          data-team={entry.id}
          aria-label={t('move', { name })}
          title={t('move_hint')}
          aria-haspopup="dialog"
          onClick={ask}
          onKeyDown={onKeyDown}
          className={classes(
            'grid size-6 shrink-0 cursor-grab! place-items-center rounded-md text-ink-3',
            'hover:bg-hover max-md:size-10',
          )}
        >
          <GripVertical size={14} aria-hidden />
        </button>
        <QuietText
          label={t('name_of', { name })}
          value={name}
          save={(text) => saveCell(entity, entry, 'name', text)}
          className="font-medium"
        />
      </div>
      <div className="contents max-md:grid max-md:grid-cols-2 max-md:gap-1.5">
        <QuietSelect
          label={t('manager_of', { name })}
          value={manager}
          options={managers}
          none={t('no_manager')}
          choose={(key) => void saveCell(entity, entry, 'manager', key || null)}
        />
        <QuietSelect
          label={t('calendar_of', { name })}
          value={String(entry['calendar'] ?? '')}
          options={options.calendars}
          none={t('as_above')}
          choose={(key) => void saveCell(entity, entry, 'calendar', key || null)}
        />
      </div>
      <div className="contents max-md:flex max-md:items-center max-md:justify-between">
        <label className="flex items-center gap-2 px-1.5 max-md:min-h-10" title={t('intake_hint')}>
          <input
            type="checkbox"
            aria-label={t('intake_of', { name })}
            checked={entry['intake'] === true}
            onChange={(event) => void saveCell(entity, entry, 'intake', event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          <span aria-hidden className="text-ink-2 md:hidden">
            {t('intake')}
          </span>
        </label>
        <span className="num flex items-center justify-end gap-0.5 whitespace-nowrap">
          <Link
            to="/admin/$section"
            params={{ section: 'people' }}
            search={{ team: entry.id }}
            aria-label={tn('people_of', people, { name })}
            className="link grid min-h-6 min-w-6 place-items-center max-md:min-h-10 max-md:min-w-10"
          >
            {people}
          </Link>
          {below > people && (
            <span className="text-ink-3" title={t('below_hint')}>
              / {below}
            </span>
          )}
        </span>
        {people === 0 && !hasTeams ? (
          <IconButton label={t('remove', { name })} onClick={remove}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        ) : (
          <span className="max-md:hidden" />
        )}
      </div>
    </li>
  )
}

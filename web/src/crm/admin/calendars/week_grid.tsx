// Working hours: a line of the week each, to type into or to paint.
import { useEffect, useId, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { isComposing } from '@/kit/keys'
import {
  cellsOf,
  minutesOf,
  painted,
  readStretches,
  showStretches,
  stretchesOf,
  weekdays,
  weekMinutes,
  withDay,
  type Hours,
  type Stretch,
  type Weekday,
} from './hours'
import { t } from './words'

const cellMinutes = 30
const dayMinutes = 24 * 60

/** Any Monday, for the names of the days. */
const nameOf = (day: Weekday) =>
  new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 0, 5 + weekdays.indexOf(day))),
  )

interface WeekGridProps {
  hours: Hours
  save: (hours: Hours) => Promise<boolean>
}

export function WeekGrid({ hours, save }: WeekGridProps) {
  const total = weekMinutes(hours) / 60
  const first = weekdays.find((day) => stretchesOf(hours, day).length > 0) ?? 'mon'
  const workdays: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']
  const alike = () => {
    const like = stretchesOf(hours, first)
    void save(workdays.reduce((all, day) => withDay(all, day, like), hours))
  }
  return (
    <section aria-label={t('hours')}>
      <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">{t('hours')}</h3>
        <span className="num text-ink-3">
          {t('hours_week', { n: total.toLocaleString(language(), { maximumFractionDigits: 2 }) })}
        </span>
        <span className="flex-1" />
        <Button kind="ghost" onClick={alike}>
          {t('alike', { day: nameOf(first) })}
        </Button>
      </div>
      <p className="mb-2 text-ink-3">{t('hours_hint')}</p>
      <Scale />
      <ul className="border-t border-line">
        {weekdays.map((day) => (
          <DayLine
            key={day}
            name={nameOf(day)}
            stretches={stretchesOf(hours, day)}
            save={(stretches) => save(withDay(hours, day, stretches))}
          />
        ))}
      </ul>
    </section>
  )
}

const columns =
  'grid grid-cols-[84px_minmax(0,1fr)] gap-x-2 lg:grid-cols-[100px_230px_minmax(0,1fr)]'

function Scale() {
  return (
    <div aria-hidden className={classes(columns, 'max-lg:hidden')}>
      <span className="num relative col-start-3 h-4 text-[10.5px] text-ink-3">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span
            key={hour}
            className={classes(
              'absolute',
              hour === 24 ? '-translate-x-full' : hour > 0 && '-translate-x-1/2',
            )}
            style={{ left: `${(hour / 24) * 100}%` }}
          >
            {hour}
          </span>
        ))}
      </span>
    </div>
  )
}

interface DayLineProps {
  name: string
  stretches: Stretch[]
  save: (stretches: Stretch[]) => Promise<boolean>
}

function DayLine({ name, stretches, save }: DayLineProps) {
  const shown = showStretches(stretches)
  const [draft, setDraft] = useState(shown)
  const [isBad, setIsBad] = useState(false)
  const noteId = useId()
  useEffect(() => {
    setDraft(shown)
    setIsBad(false)
  }, [shown])
  const commit = async () => {
    const read = readStretches(draft)
    setIsBad(!read)
    if (!read) return false
    setDraft(showStretches(read))
    if (showStretches(read) === shown) return true
    const isTaken = await save(read)
    if (!isTaken) setDraft(shown)
    return isTaken
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') setDraft(shown)
    if (!by) return
    event.preventDefault()
    const inputs = [...event.currentTarget.closest('ul')!.querySelectorAll('input')]
    const next = inputs[inputs.indexOf(event.currentTarget) + by]
    // Leaving saves; the last line is saved where it is.
    if (next && (event.key !== 'Enter' || readStretches(draft))) next.focus()
    else void commit()
  }
  return (
    <li className={classes(columns, 'items-center border-b border-line py-1')}>
      <span aria-hidden className={stretches.length > 0 ? 'font-medium' : 'text-ink-3'}>
        {name}
      </span>
      <div className="min-w-0">
        <input
          aria-label={t('hours_of', { day: name })}
          aria-invalid={isBad || undefined}
          aria-describedby={isBad ? noteId : undefined}
          value={draft}
          placeholder={t('off')}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void commit()}
          onKeyDown={onKeyDown}
          className="control num"
        />
        {isBad && (
          <p id={noteId} role="alert" className="mt-0.5 text-xs text-bad">
            {t('hours_bad')}
          </p>
        )}
      </div>
      <Bar stretches={stretches} save={save} />
    </li>
  )
}

interface Stroke {
  from: number
  to: number
  works: boolean
}

/** The same by pointer: the text beside it is for keys and for those who do not see it. */
function Bar({ stretches, save }: Omit<DayLineProps, 'name'>) {
  const element = useRef<HTMLDivElement>(null)
  const [stroke, setStroke] = useState<Stroke | null>(null)
  const cells = dayMinutes / cellMinutes
  const cellAt = (event: React.PointerEvent) => {
    const { left, width } = element.current!.getBoundingClientRect()
    return Math.max(0, Math.min(cells - 1, Math.floor(((event.clientX - left) / width) * cells)))
  }
  const strokeOf = ({ from, to, works }: Stroke) =>
    painted(
      stretches,
      Math.min(from, to) * cellMinutes,
      (Math.max(from, to) + 1) * cellMinutes,
      works,
    )
  const shown = stroke ? strokeOf(stroke) : stretches
  const percent = (minutes: number) => `${(minutes / dayMinutes) * 100}%`
  return (
    <div
      ref={element}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const cell = cellAt(event)
        setStroke({ from: cell, to: cell, works: !cellsOf(stretches, cellMinutes)[cell] })
      }}
      onPointerMove={(event) => stroke && setStroke({ ...stroke, to: cellAt(event) })}
      onPointerUp={() => {
        if (stroke) void save(strokeOf(stroke))
        setStroke(null)
      }}
      onPointerCancel={() => setStroke(null)}
      className={classes(
        'relative h-6 cursor-crosshair touch-none overflow-hidden rounded bg-hover max-lg:hidden',
        'bg-[repeating-linear-gradient(to_right,var(--line-strong)_0_1px,transparent_1px_calc(100%/24))]',
      )}
    >
      {shown.map(([from, to]) => (
        <span
          key={from}
          className="absolute inset-y-0.5 rounded-sm bg-accent"
          style={{
            left: percent(minutesOf(from)),
            width: percent(minutesOf(to) - minutesOf(from)),
          }}
        />
      ))}
    </div>
  )
}

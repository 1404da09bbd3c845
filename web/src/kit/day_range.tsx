// Days from … to … chosen in a month: by pointer, or by arrows and Enter.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { addDays, currentTime, dayOf, showDay, weekdayOf } from '@/base/time'
import { language, t } from '@/base/words'
import { IconButton } from './button'

export interface DayRange {
  from: string
  to: string
}

interface DayRangePickerProps {
  label: string
  /** Shown as taken. */
  taken: DayRange[]
  choose: (range: DayRange) => void
  /** Told once the first day stands. */
  hint: (from: string | null) => string
}

const monthOf = (day: string) => day.slice(0, 7)
const monthsOn = (day: string, by: number) => {
  const [year, month] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year!, month! - 1 + by, 1))
  const last = new Date(Date.UTC(year!, month! + by, 0)).getUTCDate()
  const date = Math.min(Number(day.slice(8)), last)
  return `${first.toISOString().slice(0, 8)}${String(date).padStart(2, '0')}`
}

/** The weeks that show a month, each from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const start = addDays(first, 1 - weekdayOf(first))
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)),
  )
  return weeks.filter((week) => week.some((day) => monthOf(day) === month))
}

const named = (day: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), {
    timeZone: 'UTC',
    ...options,
  }).format(new Date(`${day}T00:00:00Z`))

const steps: Record<string, (day: string) => string> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => monthsOn(day, -1),
  PageDown: (day) => monthsOn(day, 1),
  Home: (day) => addDays(day, 1 - weekdayOf(day)),
  End: (day) => addDays(day, 7 - weekdayOf(day)),
}

const within = (day: string, { from, to }: DayRange) => from <= day && day <= to
const ordered = (a: string, b: string): DayRange =>
  a <= b ? { from: a, to: b } : { from: b, to: a }

export function DayRangePicker({ label, taken, choose, hint }: DayRangePickerProps) {
  const today = dayOf(new Date(currentTime()))
  const [at, setAt] = useState(today)
  const [from, setFrom] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const hasMoved = useRef(false)
  useEffect(() => {
    if (!hasMoved.current) return
    hasMoved.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus()
  }, [at])
  const pick = (day: string) => {
    setAt(day)
    if (from === null) return setFrom(day)
    setFrom(null)
    choose(ordered(from, day))
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key]
    if (event.key === 'Escape' && from !== null) {
      event.stopPropagation()
      setFrom(null)
    }
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    hasMoved.current = true
    setAt(step(at))
  }
  const reached = from === null ? null : ordered(from, at)
  const month = monthOf(at)
  const weeks = weeksOf(month)
  return (
    <div className="w-full max-w-80">
      <div className="mb-1 flex items-center">
        <b aria-live="polite" className="flex-1 font-semibold">
          {named(at, { month: 'long', year: 'numeric' })}
        </b>
        <IconButton label={t('days.month_before')} onClick={() => setAt(monthsOn(at, -1))}>
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <IconButton label={t('days.month_after')} onClick={() => setAt(monthsOn(at, 1))}>
          <ChevronRight size={16} aria-hidden />
        </IconButton>
      </div>
      <table
        ref={grid}
        role="grid"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="w-full table-fixed border-collapse"
      >
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th
                key={day}
                abbr={named(day, { weekday: 'long' })}
                className="eyebrow h-6 text-center"
              >
                {named(day, { weekday: 'narrow' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const isTaken = taken.some((one) => within(day, one))
                const isReached = reached !== null && within(day, reached)
                return (
                  <td key={day} aria-selected={isTaken || isReached} className="p-px">
                    <button
                      type="button"
                      data-day={day}
                      tabIndex={day === at ? 0 : -1}
                      aria-label={showDay(day)}
                      aria-current={day === today ? 'date' : undefined}
                      onClick={() => pick(day)}
                      onMouseEnter={() => from !== null && monthOf(day) === month && setAt(day)}
                      className={classes(
                        'num grid h-8 w-full place-items-center rounded-md max-md:h-10',
                        isReached
                          ? 'bg-accent text-on-accent'
                          : isTaken
                            ? 'bg-warn-soft text-warn'
                            : 'hover:bg-hover',
                        !isReached && !isTaken && monthOf(day) !== month && 'text-ink-3',
                        day === today && 'font-bold underline underline-offset-2',
                      )}
                    >
                      {Number(day.slice(8))}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className="mt-1 text-ink-3">
        {hint(from)}
      </p>
    </div>
  )
}

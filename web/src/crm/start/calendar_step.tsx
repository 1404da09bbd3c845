import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { undoJournal } from '@/api/calls'
import { currentTime, dayOf, showDay } from '@/base/time'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { sayDone } from '@/kit/undo'
import { changeCalendar, countriesQuery, holidaysQuery, refreshStart, type Calendar } from './calls'
import {
  faultOf,
  hoursOf,
  plainOf,
  usualHours,
  weekdayName,
  weekdays,
  type PlainHours,
} from './hours'
import { General, Labelled, problemsOf, submitted, Wrong } from './parts'
import { Countries } from './known'
import { t, tn } from './words'

interface CalendarStepProps {
  calendar: Calendar
  /** Of the company, where the calendar has none. */
  country: string
  next: () => void
}

const faultWords = { days: 'days_bad', hours: 'hours_bad', break: 'break_bad' } as const

export function CalendarStep({ calendar, country: home, next }: CalendarStepProps) {
  const { data: countries } = useQuery(countriesQuery())
  const found = plainOf(calendar.hours)
  const [plain, setPlain] = useState<PlainHours>(found ?? usualHours)
  const [isTouched, setIsTouched] = useState(false)
  const [chosen, setCountry] = useState<string | null>(null)
  const country = chosen ?? (calendar.country || home)
  const [error, setError] = useState<unknown>(null)
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null)
  const form = useRef<HTMLFormElement>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { byField, general } = problemsOf(error, ['hours', 'country'])
  const writes = isTouched || !calendar.hours
  const change = (more: Partial<PlainHours>) => {
    setIsTouched(true)
    setPlain((before) => ({ ...before, ...more }))
  }
  // With what is said of it, so that it is read out together.
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [fault])
  const save = async () => {
    const found = writes ? faultOf(plain) : null
    setFault(found)
    if (found) return
    setIsBusy(true)
    setError(null)
    try {
      const { journal } = await changeCalendar(calendar, {
        country: country || null,
        // Hours of another shape stay as they are unless somebody changes them here.
        ...(writes && { hours: hoursOf(plain) }),
      })
      sayDone(
        t('calendar_saved'),
        journal ? () => undoJournal(journal).then(refreshStart) : undefined,
      )
      await refreshStart()
      next()
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  const noteId = useId()
  const isBad = (what: typeof fault) =>
    fault === what && { 'aria-invalid': true, 'aria-describedby': noteId }
  const wrong = fault ? t(faultWords[fault]) : byField['hours']
  const time = (key: 'from' | 'to' | 'breakFrom' | 'breakTo', label: string) => (
    <label className="flex items-center gap-1.5">
      <span className="text-ink-3">{label}</span>
      <input
        type="time"
        className="control w-auto!"
        value={plain[key]}
        {...isBad(key.startsWith('break') ? 'break' : 'hours')}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </label>
  )
  return (
    <form ref={form} noValidate onSubmit={submitted(() => void save())} className="space-y-4">
      <General text={general} />
      <fieldset>
        <legend className="mb-1 font-medium">{t('days')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {weekdays.map((day) => (
            <label key={day} className="flex items-center gap-1.5 max-md:min-h-10">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={plain.days.includes(day)}
                {...isBad('days')}
                onChange={(event) =>
                  change({
                    days: weekdays.filter((one) =>
                      one === day ? event.target.checked : plain.days.includes(one),
                    ),
                  })
                }
              />
              {weekdayName(day, language())}
            </label>
          ))}
        </div>
        {fault === 'days' && <Wrong id={noteId} text={t('days_bad')} />}
      </fieldset>
      <fieldset>
        <legend className="mb-1 font-medium">{t('hours')}</legend>
        {!found && !isTouched && <p className="mb-1 text-ink-3">{t('hours_differ')}</p>}
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {time('from', t('from'))}
          {time('to', t('to'))}
          {time('breakFrom', t('break_from'))}
          {time('breakTo', t('break_to'))}
        </div>
        {wrong && fault !== 'days' && <Wrong id={noteId} text={wrong} />}
      </fieldset>
      <Labelled label={t('holidays_of')} problem={byField['country']}>
        {(more) => (
          <Countries
            {...more}
            className="max-w-72"
            countries={countries}
            none={t('no_holidays')}
            value={country}
            onChange={(event) => setCountry(event.target.value)}
          />
        )}
      </Labelled>
      <NextHolidays country={country} />
      <Button type="submit" kind="primary" disabled={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}

function NextHolidays({ country }: { country: string }) {
  const today = dayOf(new Date(currentTime()))
  const { data } = useQuery(holidaysQuery(country, Number(today.slice(0, 4))))
  if (!country || !data) return null
  const next = data.find(({ day }) => day >= today)
  return (
    <p className="num text-ink-3">
      {tn('holidays_known', data.length)}{' '}
      {next && t('holiday_next', { day: showDay(next.day), name: next.name })}
    </p>
  )
}

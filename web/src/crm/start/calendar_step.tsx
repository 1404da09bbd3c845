import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { undoJournal } from '@/api/calls'
import { currentTime, dayOf, showDay } from '@/base/time'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { sayDone } from '@/kit/undo'
import { changeCalendar, countriesQuery, holidaysQuery, refreshStart, type Calendar } from './calls'
import { hoursOf, plainOf, usualHours, weekdayName, weekdays, type PlainHours } from './hours'
import { General, Labelled, problemsOf, submitted } from './parts'
import { t, tn } from './words'

interface CalendarStepProps {
  calendar: Calendar
  /** Of the company, where the calendar has none. */
  country: string
  next: () => void
}

export function CalendarStep({ calendar, country: home, next }: CalendarStepProps) {
  const { data: countries } = useQuery(countriesQuery())
  const found = plainOf(calendar.hours)
  const [plain, setPlain] = useState<PlainHours>(found ?? usualHours)
  const [isTouched, setIsTouched] = useState(false)
  const [chosen, setCountry] = useState<string | null>(null)
  const country = chosen ?? (calendar.country || home)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { byField, general } = problemsOf(error, ['hours', 'country'])
  const change = (more: Partial<PlainHours>) => {
    setIsTouched(true)
    setPlain((before) => ({ ...before, ...more }))
  }
  const save = async () => {
    setIsBusy(true)
    setError(null)
    try {
      const { journal } = await changeCalendar(calendar, {
        country: country || null,
        // Hours of another shape stay as they are unless somebody changes them here.
        ...((isTouched || !calendar.hours) && { hours: hoursOf(plain) }),
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
  const time = (key: 'from' | 'to' | 'breakFrom' | 'breakTo', label: string) => (
    <label className="flex items-center gap-1.5">
      <span className="text-ink-3">{label}</span>
      <input
        type="time"
        className="control w-auto!"
        value={plain[key]}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </label>
  )
  return (
    <form noValidate onSubmit={submitted(() => void save())} className="space-y-4">
      <General text={general ?? byField['hours'] ?? null} />
      <fieldset>
        <legend className="mb-1 font-medium">{t('days')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {weekdays.map((day) => (
            <label key={day} className="flex items-center gap-1.5 max-md:min-h-10">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={plain.days.includes(day)}
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
      </fieldset>
      <Labelled label={t('holidays_of')} problem={byField['country']}>
        {(more) => (
          <select
            {...more}
            className="control max-w-72"
            value={country}
            onChange={(event) => setCountry(event.target.value)}
          >
            <option value="">{t('no_holidays')}</option>
            {countries?.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
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

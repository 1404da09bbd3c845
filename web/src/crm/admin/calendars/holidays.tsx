// Days off: those of a country, those the company adds, and those of a file.
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Upload, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { undoJournal } from '@/api/calls'
import { messageOf } from '@/api/problem'
import { queryClient } from '@/api/queries'
import { classes } from '@/base/classes'
import { currentTime, dayOf, showDay } from '@/base/time'
import { language } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { Loading, Problem } from '@/kit/page'
import { sayDone, sayError } from '@/kit/undo'
import type { Entity, Entry, Value } from '@/model/types'
import { saveCell } from '../records'
import { addFile, countriesQuery, holidaysQuery, type FileRead } from './calls'
import { t, tn } from './words'

interface HolidaysProps {
  entity: Entity
  calendar: Entry
}

type Further = Record<string, string>
const furtherOf = (value: Value): Further =>
  typeof value === 'object' && value !== null ? (value as Further) : {}

const weekday = (day: string) =>
  new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

export function Holidays({ entity, calendar }: HolidaysProps) {
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
      <OfCountry entity={entity} calendar={calendar} />
      <FurtherDays entity={entity} calendar={calendar} />
    </div>
  )
}

function OfCountry({ entity, calendar }: HolidaysProps) {
  const country = String(calendar['country'] ?? '')
  const [year, setYear] = useState(() => Number(dayOf(new Date(currentTime())).slice(0, 4)))
  const countries = useQuery(countriesQuery())
  const holidays = useQuery(holidaysQuery(country, year))
  const known = countries.data ?? []
  const isStrange = country !== '' && !known.some(({ code }) => code === country)
  return (
    <section aria-label={t('country_days')}>
      <h3 className="mb-1.5 flex min-h-7 items-center font-semibold">{t('country_days')}</h3>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <select
          aria-label={t('country')}
          value={country}
          onChange={(event) =>
            void saveCell(entity, calendar, 'country', event.target.value || null)
          }
          className="control w-auto! min-w-40 flex-1"
        >
          <option value="">{t('no_country')}</option>
          {isStrange && <option value={country}>{country}</option>}
          {known.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <span className="inline-flex items-center">
          <IconButton label={t('year_before')} onClick={() => setYear(year - 1)}>
            <ChevronLeft size={16} aria-hidden />
          </IconButton>
          <b aria-live="polite" className="num w-11 text-center">
            {year}
          </b>
          <IconButton label={t('year_after')} onClick={() => setYear(year + 1)}>
            <ChevronRight size={16} aria-hidden />
          </IconButton>
        </span>
      </div>
      {countries.error && (
        <Problem error={countries.error} retry={() => void countries.refetch()} />
      )}
      {holidays.isLoading && <Loading />}
      {holidays.error && <Problem error={holidays.error} retry={() => void holidays.refetch()} />}
      {holidays.data?.length === 0 && <p className="text-ink-3">{t('no_days', { year })}</p>}
      <ul aria-label={t('days_of', { year })} className="num">
        {holidays.data?.map(({ day, name }) => (
          <li key={day + name} className="flex gap-2 border-b border-line py-1">
            <span className="w-24 shrink-0">{showDay(day)}</span>
            <span className="w-9 shrink-0 text-ink-3">{weekday(day)}</span>
            <span className="min-w-0 flex-1 break-words">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FurtherDays({ entity, calendar }: HolidaysProps) {
  const further = furtherOf(calendar['holidays'])
  const days = Object.keys(further).toSorted()
  const [day, setDay] = useState('')
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const dayInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const save = (next: Further) =>
    saveCell(entity, calendar, 'holidays', Object.keys(next).length > 0 ? next : null)
  const add = async () => {
    if (day === '') return dayInput.current?.focus()
    if (!(await save({ ...further, [day]: name.trim() || t('day_off') }))) return
    setDay('')
    setName('')
    dayInput.current?.focus()
  }
  const remove = (gone: string) => {
    const { [gone]: _, ...others } = further
    void save(others)
  }
  return (
    <section aria-label={t('further')}>
      <div className="mb-1.5 flex items-center gap-2">
        <h3 className="flex-1 font-semibold">{t('further')}</h3>
        <Button onClick={() => fileInput.current?.click()}>
          <Upload size={14} aria-hidden />
          {t('from_file')}
        </Button>
        <input
          ref={fileInput}
          type="file"
          accept=".ics,text/calendar"
          aria-label={t('from_file')}
          tabIndex={-1}
          className="hidden"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null)
            event.target.value = ''
          }}
        />
      </div>
      <form
        aria-label={t('add_day')}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
        className="mb-2 flex flex-wrap items-center gap-2"
      >
        <input
          ref={dayInput}
          type="date"
          aria-label={t('day')}
          value={day}
          onChange={(event) => setDay(event.target.value)}
          className="control w-36!"
        />
        <input
          aria-label={t('day_name')}
          placeholder={t('day_name')}
          value={name}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="control w-auto! min-w-32 flex-1"
        />
        <Button type="submit" shortcut="enter">
          {t('add')}
        </Button>
      </form>
      {days.length === 0 && <p className="text-ink-3">{t('no_further')}</p>}
      <ul aria-label={t('further')} className="num">
        {days.map((one) => (
          <li key={one} className="flex items-center gap-2 border-b border-line py-0.5">
            <span className="w-24 shrink-0">{showDay(one)}</span>
            <span className="w-9 shrink-0 text-ink-3">{weekday(one)}</span>
            <span className="min-w-0 flex-1 break-words">{further[one]}</span>
            <IconButton label={t('remove_day', { day: showDay(one) })} onClick={() => remove(one)}>
              <X size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {file && <FileDialog calendar={calendar} file={file} close={() => setFile(null)} />}
    </section>
  )
}

interface FileDialogProps {
  calendar: Entry
  file: File
  close: () => void
}

/** What the file holds is shown before anything is taken from it. */
function FileDialog({ calendar, file, close }: FileDialogProps) {
  const [isBusy, setIsBusy] = useState(false)
  const read = useQuery({
    queryKey: ['holiday_file', calendar.id, file.name, file.lastModified, calendar.version],
    queryFn: async () => (await addFile(calendar.id, file, true)).data,
    retry: false,
    staleTime: Infinity,
  })
  const fresh = read.data?.data.filter(({ is_new }) => is_new).length ?? 0
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['entries', 'calendars'] })
  const take = async () => {
    setIsBusy(true)
    try {
      const { journal } = await addFile(calendar.id, file, false)
      void refresh()
      close()
      sayDone(tn('taken', fresh), journal ? () => undoJournal(journal).then(refresh) : undefined)
    } catch (error) {
      sayError(new Error(messageOf(error)))
    }
    setIsBusy(false)
  }
  return (
    <Modal title={t('from_file')} sub={file.name} open close={close} wide>
      <div className="min-h-0 overflow-auto px-4 pt-2 pb-3">
        {read.isPending && <Loading />}
        {read.error && <Problem error={read.error} />}
        {read.data && <FileDays read={read.data} fresh={fresh} />}
      </div>
      <div className="flex shrink-0 justify-end gap-1.5 border-t border-line px-4 py-3">
        <Button onClick={close}>{t('leave_it')}</Button>
        <Button kind="primary" disabled={isBusy || fresh === 0} onClick={() => void take()}>
          {tn('take', fresh)}
        </Button>
      </div>
    </Modal>
  )
}

function FileDays({ read, fresh }: { read: FileRead; fresh: number }) {
  const more = read.skipped.length + read.skipped_more
  return (
    <>
      <p className="mb-2 text-ink-2">
        {tn('file_days', read.data.length)} {tn('file_new', fresh)}
      </p>
      <ul aria-label={t('file_list')} className="num">
        {read.data.map(({ day, name, is_new }) => (
          <li
            key={day + name}
            className={classes('flex gap-2 border-b border-line py-1', !is_new && 'text-ink-3')}
          >
            <span className="w-24 shrink-0">{showDay(day)}</span>
            <span className="min-w-0 flex-1 break-words">{name}</span>
            {!is_new && <span>{t('known')}</span>}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <details className="mt-2">
          <summary className="text-warn">{tn('file_skipped', more)}</summary>
          <ul>
            {read.skipped.map(({ line, name, message }) => (
              <li key={line} className="py-0.5">
                {t('file_line', { line, name, message })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

// What holds for the whole company.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { undoJournal } from '@/api/calls'
import { call } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, queryClient } from '@/api/queries'
import { setTimeZone } from '@/base/time'
import { DemoData } from '@/kit/demo_data/demo_data'
import { Loading, Problem } from '@/kit/page'
import { sayDone, sayError } from '@/kit/undo'
import { countriesQuery } from '../calendars/calls'
import { Part } from '../part'
import { QuietSelect, QuietText } from '../quiet'
import { currencyOptions, ZoneList } from '../zones'
import { t } from './words'

interface CompanyFace {
  name: string
  time_zone: string
  currency: string
  /** Two letters; empty is none. */
  country: string
  mails_a_day: number
  digest_every_minutes: number
  is_demo: boolean
}

const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: async ({ signal }) => (await call<CompanyFace>('GET', '/company', { signal })).data,
})

/** The page itself goes by it: money, and moments of who has no zone of his own. */
async function refresh() {
  await queryClient.invalidateQueries({ queryKey: companyQuery.queryKey })
  await queryClient.refetchQueries({ queryKey: meQuery.queryKey })
  const me = queryClient.getQueryData(meQuery.queryKey)
  if (me) setTimeZone(me.time_zone ?? me.company.time_zone)
}

async function save(change: Partial<CompanyFace>, label: string): Promise<boolean> {
  const key = companyQuery.queryKey
  const before = queryClient.getQueryData(key)
  if (before) queryClient.setQueryData(key, { ...before, ...change })
  try {
    const { data, journal } = await call<CompanyFace>('PATCH', '/company', { body: change })
    queryClient.setQueryData(key, data)
    void refresh()
    sayDone(
      t('changed', { field: label }),
      journal ? () => undoJournal(journal).then(refresh) : undefined,
    )
    return true
  } catch (error) {
    queryClient.setQueryData(key, before)
    const own = error instanceof ApiError ? Object.values(error.byField)[0] : undefined
    sayError(new Error(own ?? messageOf(error)))
    return false
  }
}

const framed = 'border-line-strong!'

export default function Company() {
  const company = useQuery(companyQuery)
  const countries = useQuery(countriesQuery())
  if (!company.data)
    return (
      <Part title={t('title')} sub={t('sub')}>
        {company.error ? (
          <Problem error={company.error} retry={() => void company.refetch()} />
        ) : (
          <Loading />
        )}
      </Part>
    )
  const { name, time_zone, currency, country, mails_a_day, digest_every_minutes } = company.data
  const known = (countries.data ?? []).map(({ code, name: label }) => ({ key: code, label }))
  const isStrange = country !== '' && !known.some(({ key }) => key === country)
  return (
    <Part title={t('title')} sub={t('sub')}>
      {company.data.is_demo && <DemoData />}
      <div className="max-w-xl space-y-3">
        <Line label={t('name')}>
          <QuietText
            label={t('name')}
            value={name}
            save={(text) => save({ name: text }, t('name'))}
            className={framed}
          />
        </Line>
        <Line label={t('time_zone')} hint={t('time_zone_hint')}>
          <QuietText
            label={t('time_zone')}
            value={time_zone}
            list="company-zones"
            save={(text) => save({ time_zone: text }, t('time_zone'))}
            className={framed}
          />
          <ZoneList id="company-zones" />
        </Line>
        <Line label={t('currency')} hint={t('currency_hint')}>
          <QuietSelect
            label={t('currency')}
            value={currency}
            options={currencyOptions(currency)}
            choose={(key) => void save({ currency: key }, t('currency'))}
            className={framed}
          />
        </Line>
        <Line label={t('country')} hint={t('country_hint')}>
          <QuietSelect
            label={t('country')}
            value={country}
            options={isStrange ? [{ key: country, label: country }, ...known] : known}
            none={t('no_country')}
            choose={(key) => void save({ country: key }, t('country'))}
            className={framed}
          />
        </Line>
        <NumberLine
          label={t('mails_a_day')}
          hint={t('mails_a_day_hint')}
          value={mails_a_day}
          save={(number) => save({ mails_a_day: number }, t('mails_a_day'))}
        />
        <NumberLine
          label={t('digest_every')}
          hint={t('digest_every_hint')}
          value={digest_every_minutes}
          save={(number) => save({ digest_every_minutes: number }, t('digest_every'))}
        />
      </div>
    </Part>
  )
}

interface NumberLineProps {
  label: string
  hint: string
  value: number
  save: (number: number) => Promise<boolean>
}

/** The server knows the bounds; what is no whole number is not sent. */
function NumberLine({ label, hint, value, save }: NumberLineProps) {
  const saveText = (text: string) => {
    if (/^\d{1,9}$/.test(text)) return save(Number(text))
    sayError(new Error(t('no_number', { field: label })))
    return Promise.resolve(false)
  }
  return (
    <Line label={label} hint={hint}>
      <QuietText label={label} value={String(value)} save={saveText} className={framed} />
    </Line>
  )
}

/** The input names itself; what stands beside it is for the eye. */
function Line({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 gap-y-1 sm:grid-cols-[120px_minmax(0,1fr)]">
      <span aria-hidden className="py-[5px] font-medium">
        {label}
      </span>
      <div>
        {children}
        {hint && <p className="mt-0.5 text-xs text-ink-3">{hint}</p>}
      </div>
    </div>
  )
}

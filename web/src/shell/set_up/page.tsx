// The first page of a server without a company: whoever has the link it printed says what the company is called and who
// he is, and is in.
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { readSetUp, setUp, type SetUp } from '@/api/calls'
import { ApiError, messageOf } from '@/api/problem'
import { language, useLanguage } from '@/base/words'
import { countryOf, currencyOf } from '@/crm/start/habits'
import { browserZone, Countries, currencies, currencyName, Known, zones } from '@/crm/start/known'
import { General, Labelled, problemsOf, submitted } from '@/crm/start/parts'
import { Button } from '@/kit/button'
import { Door, useEnter } from '../sign_in'
import { t } from './words'

type Country = { code: string; name: string }

export function SetUpPage() {
  const chosen = useLanguage()
  const key = useLocation({ select: ({ hash }) => hash })
  const { data, error } = useQuery({
    queryKey: ['setup', chosen],
    queryFn: readSetUp,
    staleTime: Infinity,
    retry: false,
    placeholderData: (before) => before, // in the other language; what is typed stays
  })
  return (
    <Door title={t('title')}>
      {error ? (
        <NotHere error={error} />
      ) : key === '' ? (
        <p>{t('no_key')}</p>
      ) : (
        data && <SetUpForm key_={key} countries={data.countries} />
      )}
    </Door>
  )
}

const isThere = (error: unknown) => error instanceof ApiError && error.code === 'company_exists'

function NotHere({ error }: { error: unknown }) {
  if (!isThere(error)) return <General text={messageOf(error)} />
  return (
    <>
      <p role="status">{t('exists')}</p>
      <Link to="/sign-in" className="link mt-3 inline-block max-md:py-2">
        {t('to_sign_in')}
      </Link>
    </>
  )
}

const fields = ['company', 'name', 'email', 'password', 'country', 'currency', 'time_zone'] as const
type Draft = Omit<SetUp, 'key' | 'language'>

/** As is usual where the browser is. */
function proposal(countries: Country[]): Draft {
  const time_zone = browserZone()
  const codes = countries.map(({ code }) => code)
  const country = countryOf(time_zone, navigator.languages, codes) ?? ''
  const currency = currencyOf(country) ?? 'EUR'
  return { company: '', name: '', email: '', password: '', country, currency, time_zone }
}

function SetUpForm({ key_, countries }: { key_: string; countries: Country[] }) {
  const enter = useEnter()
  const [draft, setDraft] = useState(() => proposal(countries))
  const [isMoneyChosen, setMoneyChosen] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { byField, general } = problemsOf(error, [...fields])
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [error])

  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))
  const setCountry = (country: string) =>
    change({ country, ...(!isMoneyChosen && { currency: currencyOf(country) ?? draft.currency }) })
  const save = async () => {
    setIsBusy(true)
    setError(null)
    try {
      await enter(setUp({ ...draft, key: key_, language: language() }))
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  const typed = (field: 'company' | 'name' | 'email' | 'password', complete: string) => (
    <Labelled label={t(field)} problem={byField[field]}>
      {(more) => (
        <input
          {...more}
          type={field === 'email' || field === 'password' ? field : 'text'}
          autoComplete={complete}
          autoFocus={field === 'company'}
          className="control h-9"
          value={draft[field]}
          onChange={({ target }) => change({ [field]: target.value })}
        />
      )}
    </Labelled>
  )
  if (isThere(error)) return <NotHere error={error} />
  return (
    <form ref={form} noValidate onSubmit={submitted(() => void save())} className="space-y-3">
      <p className="text-ink-2">{t('sub')}</p>
      <General text={general} />
      {typed('company', 'organization')}
      {typed('name', 'name')}
      {typed('email', 'username')}
      {typed('password', 'new-password')}
      <p className="-mt-2 text-xs text-ink-3">{t('password_hint')}</p>
      <Labelled label={t('country')} problem={byField['country']}>
        {(more) => (
          <Countries
            {...more}
            countries={countries}
            none={t('no_country')}
            value={draft.country}
            onChange={({ target }) => setCountry(target.value)}
          />
        )}
      </Labelled>
      <Labelled label={t('currency')} problem={byField['currency']}>
        {(more) => (
          <Known
            {...more}
            values={currencies()}
            nameOf={currencyName}
            value={draft.currency}
            onChange={({ target }) => {
              setMoneyChosen(true)
              change({ currency: target.value })
            }}
          />
        )}
      </Labelled>
      <Labelled label={t('time_zone')} problem={byField['time_zone']}>
        {(more) => (
          <Known
            {...more}
            values={zones()}
            value={draft.time_zone}
            onChange={({ target }) => change({ time_zone: target.value })}
          />
        )}
      </Labelled>
      <Button type="submit" kind="primary" disabled={isBusy} className="h-9 w-full">
        {t('set_up')}
      </Button>
    </form>
  )
}

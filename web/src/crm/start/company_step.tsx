import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { undoJournal } from '@/api/calls'
import { meQuery, queryClient } from '@/api/queries'
import { setTimeZone } from '@/base/time'
import { Button } from '@/kit/button'
import { sayDone } from '@/kit/undo'
import { changeCompany, countriesQuery, refreshStart, type Company } from './calls'
import { currencyOf, zoneOf } from './habits'
import { browserZone, Countries, currencies, currencyName, Known, named, zones } from './known'
import { General, Labelled, problemsOf, submitted } from './parts'
import { t } from './words'

const keys = ['name', 'country', 'time_zone', 'currency'] as const
type Draft = Pick<Company, (typeof keys)[number]>

/** A company begins in UTC; most are where the one sits who sets it up. */
const likelyZone = ({ time_zone: zone }: Company) => (zone === 'UTC' ? browserZone() : zone)

export async function refreshCompany() {
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  const me = queryClient.getQueryData(meQuery.queryKey)
  if (me) setTimeZone(me.time_zone ?? me.company.time_zone)
  await refreshStart()
}

export function CompanyStep({ company, next }: { company: Company; next: () => void }) {
  const { data: countries } = useQuery(countriesQuery())
  const [draft, setDraft] = useState<Draft>({ ...company, time_zone: likelyZone(company) })
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { byField, general } = problemsOf(error, [...keys])
  // What somebody has chosen himself no country changes.
  const [isChosen, setIsChosen] = useState({ time_zone: false, currency: false })
  const set = (key: keyof Draft) => (event: { target: { value: string } }) => {
    setIsChosen((before) => ({ ...before, [key]: true }))
    setDraft((before) => ({ ...before, [key]: event.target.value }))
  }
  const setCountry = (country: string) =>
    setDraft((before) => ({
      ...before,
      country,
      time_zone: (!isChosen.time_zone && zoneOf(country, browserZone())) || before.time_zone,
      currency: (!isChosen.currency && currencyOf(country)) || before.currency,
    }))
  const country = countries?.find(({ code }) => code === draft.country)?.name
  const isElsewhere = !isChosen.time_zone && !!country && draft.time_zone !== browserZone()
  const changed = Object.fromEntries(
    keys.filter((key) => draft[key] !== company[key]).map((key) => [key, draft[key]]),
  )
  const save = async () => {
    if (Object.keys(changed).length === 0) return next()
    setIsBusy(true)
    setError(null)
    try {
      const { journal } = await changeCompany(changed)
      sayDone(
        t('company_saved'),
        journal ? () => undoJournal(journal).then(refreshCompany) : undefined,
      )
      await refreshCompany()
      next()
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={submitted(() => void save())} className="space-y-3">
      <General text={general} />
      <div className="grid gap-3 md:grid-cols-2">
        <Labelled label={t('company_name')} problem={byField['name']}>
          {(more) => (
            <input {...more} className="control" value={draft.name} onChange={set('name')} />
          )}
        </Labelled>
        <Labelled label={t('country')} problem={byField['country']}>
          {(more) => (
            <Countries
              {...more}
              countries={countries}
              none={t('choose')}
              value={draft.country}
              onChange={(event) => setCountry(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('time_zone')} problem={byField['time_zone']}>
          {(more) => (
            <Known {...more} values={zones()} value={draft.time_zone} onChange={set('time_zone')} />
          )}
        </Labelled>
        <Labelled label={t('currency')} problem={byField['currency']}>
          {(more) => (
            <Known
              {...more}
              values={currencies()}
              nameOf={currencyName}
              value={draft.currency}
              onChange={set('currency')}
            />
          )}
        </Labelled>
      </div>
      {isElsewhere && draft.time_zone !== company.time_zone && (
        <p
          role="status"
          className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-accent-soft px-3 py-2"
        >
          {t('zone_of_country', { country, zone: named(browserZone()) })}
          <Button onClick={() => set('time_zone')({ target: { value: browserZone() } })}>
            {t('zone_of_browser', { zone: named(browserZone()) })}
          </Button>
        </p>
      )}
      <Button type="submit" kind="primary" disabled={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}

// Whose numbers are shown, of which month, in which currency.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery, modelQuery, teamsQuery, usersQuery } from '@/api/queries'
import { forecastQuery, movementsQuery, type Forecast } from '@/api/numbers'
import {
  addMonths,
  lastDayOf,
  lastMonday,
  monthOf,
  monthsShown,
  thisMonth,
} from '@/kit/numbers/month'
import { entityByKey } from '@/model/catalogue'
import { teamsLedBy, withBelow } from '@/model/teams'
import type { Me, Team } from '@/model/types'

export const tables = ['forecast', 'counters', 'year'] as const
export type Table = (typeof tables)[number]

export interface Member {
  id: string
  name: string
  team: string | null
  /** Whoever sells stands in the table even with nothing in it. */
  sells: boolean
}

/** Of those shown, before the chosen month. */
const monthsBefore = 1

function teamsOf(me: Me, all: Team[]): Team[] {
  if (me.may.administer) return [...all].sort((a, b) => a.name.localeCompare(b.name))
  const own = me.team ? withBelow(all, me.team.id) : []
  return [...new Set([...teamsLedBy(all, me.id), ...own])].sort((a, b) =>
    a.name.localeCompare(b.name),
  )
}

const isMonth = (text: string | undefined): text is string =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '')

export function usePlanView() {
  const search = useSearch({ from: '/shell/plan' })
  const navigate = useNavigate()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const { data: allTeams } = useQuery(teamsQuery)
  const { data: users } = useQuery(usersQuery())
  const [wantedCurrency, setCurrency] = useState<string | null>(null)
  const entity = entityByKey(model, 'plan')
  const mayEdit = !!entity && entity.may.change && entity.may.create
  const isOwn = !entity?.may.create

  const month = isMonth(search.month) ? `${search.month}-01` : thisMonth()
  const table = tables.find((one) => one === search.show) ?? 'forecast'
  const teams = isOwn || !allTeams ? [] : teamsOf(me, allTeams)
  const team = teams.find(({ id }) => id === search.team)
  const whose = isOwn ? 'me' : team?.id
  const from = addMonths(month, -monthsBefore)
  const to = lastDayOf(addMonths(from, monthsShown - 1))
  const periods = Array.from({ length: monthsShown }, (_, at) => addMonths(from, at))

  const inScope = new Set((team ? withBelow(allTeams ?? [], team.id) : teams).map(({ id }) => id))
  const members: Member[] = (users ?? [])
    .filter(({ id, team: of }) => (isOwn ? id === me.id : inScope.has(String(of))))
    .map((user) => ({
      id: user.id,
      name: user.name,
      team: user['team'] ? String(user['team']) : null,
      sells: isOwn || user['role'] === 'rep',
    }))
  const byMonth = useQuery(forecastQuery({ from, to, whose }))
  const byPerson = useQuery({
    ...forecastQuery({ from: month, to: lastDayOf(month), whose, by: 'owner' }),
    enabled: !isOwn,
  })
  const moved = useQuery(
    movementsQuery({ since: lastMonday(), from: month, to: lastDayOf(month), whose }),
  )
  const currencies = currenciesIn(byMonth.data, me.company.currency)
  const currency = currencies.find((one) => one === wantedCurrency) ?? currencies[0]!

  const show = (change: Partial<typeof search>) =>
    void navigate({ to: '/plan', search: { ...search, ...change }, replace: true })
  return {
    me,
    model,
    entity,
    mayEdit,
    isOwn,
    month,
    periods,
    table,
    teams,
    team,
    whose,
    members,
    isReady: !!users && !!allTeams,
    byMonth,
    byPerson,
    moved,
    currencies,
    currency,
    setCurrency,
    chooseTeam: (id: string | undefined) => show({ team: id }),
    chooseMonth: (first: string) =>
      show({ month: monthOf(first) === thisMonth() ? undefined : first.slice(0, 7) }),
    chooseTable: (next: Table) => show({ show: next === 'forecast' ? undefined : next }),
  }
}

export type PlanView = ReturnType<typeof usePlanView>

/** The company's own first. */
function currenciesIn(forecast: Forecast | undefined, own: string): string[] {
  const others = (forecast?.total.lines ?? []).map(({ currency }) => currency)
  return [...new Set([own, ...others])]
}

// Whose opportunities the board shows, for who steers others: a team, one of its people, oneself, or all.
import { useQuery } from '@tanstack/react-query'
import { teamsQuery, usersQuery } from '@/api/queries'
import { t } from '@/base/words'
import { entityByKey } from '@/model/catalogue'
import { teamsLedBy, withBelow } from '@/model/teams'
import type { Me, Model, Team } from '@/model/types'

export const mine = 'owner = me'

export interface Whose {
  label: string
  /** The condition in the address; absent: all. */
  filter: string | undefined
  /** As numbers are asked for. */
  whose: string | undefined
}
export interface WhoseGroup {
  label: string | null
  options: Whose[]
}

interface Person {
  id: string
  name: string
  team: string | null
  role?: unknown
}

export function whoseGroups(me: Me, all: Team[], users: Person[]): WhoseGroup[] {
  const led = me.may.administer ? all : teamsLedBy(all, me.id)
  const inScope = new Set(led.map(({ id }) => id))
  const sells = ({ id, team, role }: Person) =>
    id !== me.id && role === 'rep' && team !== null && inScope.has(team)
  const teams = led.map(({ id, name }): Whose => {
    const ids = withBelow(all, id).map((team) => team.id)
    return { label: name, filter: `owner.team in (${ids.join(', ')})`, whose: id }
  })
  const people = users
    .filter(sells)
    .map(({ id, name }): Whose => ({ label: name, filter: `owner = ${id}`, whose: id }))
  return [
    {
      label: null,
      options: [
        { label: t('board.everyone'), filter: undefined, whose: undefined },
        { label: t('board.mine'), filter: mine, whose: 'me' },
      ],
    },
    // The only one is everyone.
    { label: t('board.teams'), options: teams.length > 1 ? teams : [] },
    { label: t('board.people'), options: people },
  ].filter(({ options }) => options.length > 0)
}

/** `chosen` undefined: the address holds another condition. */
export function useWhose(me: Me, model: Model, filter: string | undefined) {
  const steers = !!entityByKey(model, 'plan')?.may.create
  const { data: teams } = useQuery({ ...teamsQuery, enabled: steers })
  const { data: users } = useQuery({ ...usersQuery(), enabled: steers })
  const groups = whoseGroups(me, steers ? (teams ?? []) : [], steers ? (users ?? []) : [])
  const all = groups.flatMap(({ options }) => options)
  return {
    steers,
    groups,
    chosen: all.find((one) => one.filter === filter),
    isLoading: steers && (!teams || !users),
  }
}

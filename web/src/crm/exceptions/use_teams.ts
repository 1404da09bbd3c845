import { useQuery } from '@tanstack/react-query'
import { meQuery, teamsQuery } from '@/api/queries'
import type { Team } from '@/model/types'

/** A team with all that stand below it. */
export function withBelow(teams: Team[], id: string): Team[] {
  const found = teams.filter((team) => team.id === id)
  // Grows while it is walked; a team is added once, so a ring would end too.
  for (const { id: above } of found) {
    found.push(...teams.filter((team) => team.parent === above && !found.includes(team)))
  }
  return found
}

/** Teams a person leads, and those below them, in the order of their names. */
export function teamsLedBy(teams: Team[], person: string): Team[] {
  const own = teams.filter(({ manager }) => manager === person)
  const all = new Set(own.flatMap(({ id }) => withBelow(teams, id)))
  return [...all].sort((a, b) => a.name.localeCompare(b.name))
}

/** The condition under which an exception is one of the team's. */
export const teamFilter = (teams: Team[], id: string) =>
  `owner.team in (${withBelow(teams, id)
    .map((team) => team.id)
    .join(', ')})`

export interface TeamChoice {
  /** To choose from beside all of them; empty for who leads one or none. */
  teams: Team[]
  chosen: string | undefined
  filter: string | undefined
  /** The filter wanted is not known yet. */
  isLoading: boolean
}

export function useTeams(wanted: string | undefined): TeamChoice {
  const { data: me } = useQuery(meQuery)
  const { data: all, isPending } = useQuery(teamsQuery)
  const led = me && all ? teamsLedBy(all, me.id) : []
  // One that holds all the others is what is seen without choosing.
  const teams = led.filter(({ id }) => withBelow(led, id).length < led.length)
  const chosen = teams.find(({ id }) => id === wanted)?.id
  return {
    teams,
    chosen,
    filter: chosen && all ? teamFilter(all, chosen) : undefined,
    isLoading: wanted !== undefined && isPending,
  }
}

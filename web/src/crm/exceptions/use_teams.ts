import { useQuery } from '@tanstack/react-query'
import { meQuery, teamsQuery } from '@/api/queries'
import { teamsLedBy, withBelow } from '@/model/teams'
import type { Team } from '@/model/types'

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
  /** Whether the exceptions of a team's people are among those shown. */
  shows: (team: string | null) => boolean
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
  const seen = all && chosen ? withBelow(all, chosen) : me?.may.administer ? (all ?? []) : led
  return {
    teams,
    shows: (team) => seen.some(({ id }) => id === team),
    chosen,
    filter: chosen && all ? teamFilter(all, chosen) : undefined,
    isLoading: wanted !== undefined && isPending,
  }
}

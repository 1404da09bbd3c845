// Who stands below whom.
import type { Team } from './types'

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

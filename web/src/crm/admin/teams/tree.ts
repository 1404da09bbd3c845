// Teams as they stand above each other.
import type { Entry } from '@/model/types'

export interface TreeRow {
  entry: Entry
  depth: number
  /** People of the team itself, and of it with those below. */
  people: number
  below: number
  hasTeams: boolean
}

const parentOf = (entry: Entry) => (typeof entry['parent'] === 'string' ? entry['parent'] : null)

/** Depth first, names in order. A team whose way up ends nowhere or in a ring stands at the top. */
export function treeOf(teams: Entry[], peopleOf: (team: string) => number): TreeRow[] {
  const known = new Set(teams.map(({ id }) => id))
  const rows: TreeRow[] = []
  const placed = new Set<string>()
  const put = (entry: Entry, depth: number): number => {
    placed.add(entry.id)
    const people = peopleOf(entry.id)
    const row: TreeRow = { entry, depth, people, below: people, hasTeams: false }
    rows.push(row)
    for (const child of teams) {
      if (parentOf(child) !== entry.id || placed.has(child.id)) continue
      row.hasTeams = true
      row.below += put(child, depth + 1)
    }
    return row.below
  }
  for (const entry of teams) {
    const parent = parentOf(entry)
    if (parent === null || !known.has(parent)) put(entry, 0)
  }
  for (const entry of teams) if (!placed.has(entry.id)) put(entry, 0)
  return rows
}

/** The team itself and all below it: it cannot go there. */
export function withBelow(teams: Entry[], id: string): Set<string> {
  const found = new Set([id])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const team of teams) if (found.has(parentOf(team) ?? '')) found.add(team.id)
  }
  return found
}

/** Where a step to the left or to the right leads; undefined where there is no such place. */
export function sideOf(
  rows: TreeRow[],
  id: string,
  to: 'left' | 'right',
): string | null | undefined {
  const place = rows.findIndex(({ entry }) => entry.id === id)
  const row = rows[place]
  if (!row) return undefined
  if (to === 'left') {
    const above = rows.find(({ entry }) => entry.id === parentOf(row.entry))
    return row.depth === 0 || !above ? undefined : parentOf(above.entry)
  }
  const before = rows.slice(0, place).findLast(({ depth }) => depth <= row.depth)
  return before && before.depth === row.depth ? before.entry.id : undefined
}

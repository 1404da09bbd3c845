// Who works here, as the list of people shows it.
import { addDays } from '@/base/time'
import { folded } from '@/base/words'
import type { Entry, Field, Model, Value } from '@/model/types'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { QuietOption } from '../quiet'
import type { Invitation } from './calls'

export interface Leave {
  from: string
  to: string
}

export interface PersonRow {
  entry: Entry
  name: string
  email: string
  isActive: boolean
  invitation?: Invitation
  /** The last day on which he was here; only administrators are told. */
  seen: string | null
  /** Today or still to come, the next first. */
  leave?: Leave
}

export const leavesOf = (value: Value): Leave[] =>
  Array.isArray(value)
    ? (value as Leave[])
        .filter((one) => one?.from && one?.to)
        .toSorted((a, b) => a.from.localeCompare(b.from))
    : []

export function rowsOf(people: Entry[], invitations: Invitation[], today: string): PersonRow[] {
  const invited = new Map(invitations.map((one) => [one.id, one]))
  return people.map((entry) => ({
    entry,
    name: String(entry['name'] ?? ''),
    email: String(entry['email'] ?? ''),
    isActive: entry['active'] !== false,
    invitation: invited.get(entry.id),
    seen: typeof entry['last_seen'] === 'string' ? entry['last_seen'] : null,
    leave: leavesOf(entry['leave']).find(({ to }) => to >= today),
  }))
}

export interface RosterFilter {
  typed: string
  team?: string
  withInactive: boolean
}

/** The invited first: they are what one waits for. */
export function shownOf(rows: PersonRow[], { typed, team, withInactive }: RosterFilter) {
  const wanted = folded(typed.trim())
  const fits = rows.filter(
    ({ entry, name, email, isActive }) =>
      (withInactive || isActive) &&
      (!team || entry['team'] === team) &&
      (folded(name).includes(wanted) || folded(email).includes(wanted)),
  )
  const rank = ({ isActive, invitation }: PersonRow) => (!isActive ? 2 : invitation ? 0 : 1)
  return fits.toSorted((a, b) => rank(a) - rank(b))
}

const optionsOf = (field: Field | undefined): QuietOption[] =>
  (field?.choices ?? []).map(({ key, label }) => ({ key, label }))

/** The roles as the reader calls them, and the company's own ones by their name. */
export function roleOptions(model: Model, roles: Entry[]): QuietOption[] {
  const user = entityByKey(model, 'user')
  const known = optionsOf(user && fieldOf(user, 'role'))
  const own = roles
    .filter((role) => !known.some(({ key }) => key === role['key']))
    .map((role) => ({ key: String(role['key']), label: String(role['name']) }))
  return [...known, ...own]
}

export const languageOptions = (model: Model): QuietOption[] => {
  const user = entityByKey(model, 'user')
  return optionsOf(user && fieldOf(user, 'locale'))
}

/** Days that touch or overlap become one stretch. */
export function merged(leaves: Leave[]): Leave[] {
  const all: Leave[] = []
  for (const { from, to } of leaves.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = all.at(-1)
    if (last && from <= addDays(last.to, 1)) last.to = to > last.to ? to : last.to
    else all.push({ from, to })
  }
  return all
}

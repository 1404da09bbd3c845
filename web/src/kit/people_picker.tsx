import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Colleague } from '@/api/calls'
import { usersQuery } from '@/api/queries'
import { t } from '@/base/words'
import { Loading, Problem } from './page'
import { OpenPicker, type Pickable } from './picker'

interface PeoplePickerProps {
  label: string
  choose: (item: Pickable) => void
  /** Oneself comes first, being the usual answer to "who takes it?". */
  me?: string
  /** Whose colleagues come next: those of this person's team. */
  near?: string
  among?: (person: Colleague) => boolean
  /** What stands beside a name; without it the address. */
  hint?: (person: Colleague) => string | undefined
}

/** Oneself, the team, the others; who runs the house is the last to be given work. */
export function inOrderOfUse(people: Colleague[], me?: string, near?: string): Colleague[] {
  const team = people.find(({ id }) => id === near)?.team
  const rank = (person: Colleague) =>
    person.id === me ? 0 : person['role'] === 'admin' ? 3 : team && person.team === team ? 1 : 2
  return people.toSorted((a, b) => rank(a) - rank(b))
}

/** A colleague, found by typing; the list stands open. */
export function PeoplePicker({
  label,
  choose,
  me,
  near,
  among = () => true,
  hint = () => undefined,
}: PeoplePickerProps) {
  const [typed, setTyped] = useState('')
  const first = useQuery(usersQuery())
  const found = useQuery({ ...usersQuery(typed.trim()), enabled: typed.trim() !== '' })
  if (first.error) return <Problem error={first.error} retry={() => void first.refetch()} />
  const known = new Map([...(first.data ?? []), ...(found.data ?? [])].map((one) => [one.id, one]))
  const items = inOrderOfUse([...known.values()], me, near)
    .filter(among)
    .map((person) => ({
      id: person.id,
      title: person.name,
      hint: person.id === me ? t('filter.me') : (hint(person) ?? person.email),
    }))
  return (
    <>
      {first.isPending && <Loading />}
      <OpenPicker items={items} label={label} choose={choose} onType={setTyped} />
    </>
  )
}

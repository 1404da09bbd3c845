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
  among?: (person: Colleague) => boolean
}

/** A colleague, found by typing; the list stands open. */
export function PeoplePicker({ label, choose, me, among = () => true }: PeoplePickerProps) {
  const [typed, setTyped] = useState('')
  const first = useQuery(usersQuery())
  const found = useQuery({ ...usersQuery(typed.trim()), enabled: typed.trim() !== '' })
  if (first.error) return <Problem error={first.error} retry={() => void first.refetch()} />
  const known = new Map([...(first.data ?? []), ...(found.data ?? [])].map((one) => [one.id, one]))
  const items = [...known.values()]
    .filter(among)
    .toSorted((a, b) => Number(b.id === me) - Number(a.id === me))
    .map(({ id, name, email }) => ({
      id,
      title: name,
      hint: id === me ? t('filter.me') : email,
    }))
  return (
    <>
      {first.isPending && <Loading />}
      <OpenPicker items={items} label={label} choose={choose} onType={setTyped} />
    </>
  )
}

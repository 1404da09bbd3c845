// What stands open is in the address: an object, and one of its fields.
import { useNavigate, useSearch } from '@tanstack/react-router'

export interface Place {
  object?: string
  field?: string
}

export const usePlace = (): Place => useSearch({ from: '/shell/admin/$section' })

export function useGo() {
  const navigate = useNavigate()
  return ({ object, field }: Place, replace = false) =>
    void navigate({
      to: '/admin/$section',
      params: { section: 'fields' },
      search: { object, field },
      replace,
    })
}

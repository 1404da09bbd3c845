import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { meQuery, usersQuery } from '@/api/queries'
import { t } from '@/base/words'
import { OpenPicker } from '@/kit/picker'

/** Who may be given work, found by typing. */
export function Colleagues({ choose }: { choose: (item: { id: string; title: string }) => void }) {
  const { data: users } = useQuery(usersQuery)
  const { data: me } = useSuspenseQuery(meQuery)
  // Typing may begin before they are there. Oneself first: that is the usual answer to "who takes it?".
  const items = (users ?? [])
    .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
    .map(({ id, name, email }) => ({
      id,
      title: name,
      hint: id === me.id ? t('filter.me') : email,
    }))
  return <OpenPicker items={items} label={t('bulk.who')} choose={choose} />
}

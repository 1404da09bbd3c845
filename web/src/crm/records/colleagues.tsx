import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '@/api/queries'
import { t } from '@/base/words'
import { PeoplePicker } from '@/kit/people_picker'

/** Who may be given work, found by typing. */
export function Colleagues({ choose }: { choose: (item: { id: string; title: string }) => void }) {
  const { data: me } = useSuspenseQuery(meQuery)
  return <PeoplePicker label={t('bulk.who')} choose={choose} me={me.id} />
}

// Of a meeting or a call that breaks a promise: with whom, which its own title does not say.
import { useInfiniteQuery } from '@tanstack/react-query'
import { entriesQuery } from '@/api/queries'
import type { Entry, ExceptionRow, Included } from '@/model/types'

const abouts = ['contact', 'lead', 'account', 'opportunity']
const activity = 'activity'
/** A page of an answer. */
const most = 200

/** "Meeting · Ada Haddad" */
export function nameWhom(row: ExceptionRow, held: Entry | undefined, included: Included) {
  const names = abouts.flatMap((key) => included[String(held?.[key])]?.title ?? [])
  const whom = names.find((name) => !row.record.title.includes(name))
  if (!whom) return row
  const context = [row.record.context, whom].filter(Boolean).join(' · ')
  return { ...row, record: { ...row.record, context } }
}

/** As far as the reader sees them; asked for behind the rows. */
export function useWithWhom(rows: ExceptionRow[]): (row: ExceptionRow) => ExceptionRow {
  const asked = rows.filter(({ entity }) => entity === activity).slice(0, most)
  const ids = asked.map(({ record }) => record.id).sort()
  const { data } = useInfiniteQuery({
    ...entriesQuery('activities', {
      filter: `id in (${ids.join(', ')})`,
      limit: most,
      isUncounted: true,
    }),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
  })
  const page = data?.pages[0]
  return (row) =>
    row.entity === activity
      ? nameWhom(
          row,
          page?.data.find(({ id }) => id === row.record.id),
          page?.included ?? {},
        )
      : row
}

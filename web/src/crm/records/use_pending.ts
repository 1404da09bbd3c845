import { useInfiniteQuery } from '@tanstack/react-query'
import { entriesQuery } from '@/api/queries'
import type { Related } from './related'

/** The open opportunities, or cases, of a record; the same query wherever they are needed. */
export function usePending(related: Related | undefined, id: string) {
  const filter = related && `${related.link} = ${id} and ${related.where}`
  const list = useInfiniteQuery({
    ...entriesQuery(related?.entity.plural ?? '', { filter }),
    enabled: !!related,
  })
  const pages = list.data?.pages ?? []
  return { entries: pages.flatMap(({ data }) => data), count: pages[0]?.count }
}

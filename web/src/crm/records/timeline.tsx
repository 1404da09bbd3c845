import { useInfiniteQuery } from '@tanstack/react-query'
import type { Loaded } from '@/api/calls'
import { timelineQuery } from '@/api/queries'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { JournalList } from '@/kit/timeline'
import type { Entity, Included, Model } from '@/model/types'

export function Timeline({
  entity,
  loaded,
  model,
}: {
  entity: Entity
  loaded: Loaded
  model: Model
}) {
  const timeline = useInfiniteQuery(timelineQuery(entity.plural, loaded.entry.id))
  const pages = timeline.data?.pages ?? []
  const rows = pages.flatMap((page) => page.data)
  const included: Included = Object.assign(
    {},
    loaded.included,
    ...pages.map((page) => page.included ?? {}),
  )
  return (
    <div className="p-4">
      <h2 className="mb-2 font-semibold">{t('timeline.title')}</h2>
      {timeline.isPending && <Loading />}
      {timeline.error && <Problem error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && rows.length === 0 && <p className="text-ink-3">{t('timeline.empty')}</p>}
      {rows.length > 0 && (
        <JournalList
          rows={rows}
          model={model}
          about={{ entity: entity.key, id: loaded.entry.id }}
          included={included}
        />
      )}
      {timeline.hasNextPage && (
        <Button className="mt-3" onClick={() => void timeline.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}

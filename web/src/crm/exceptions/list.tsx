import { classes } from '@/base/classes'
import { Check, CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { language, listOf, t, tn } from '@/base/words'
import { Button } from '@/kit/button'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { countOf, firstOf, type Item } from './items'
import { Row } from './row'

interface GroupProps {
  kind: 'broken' | 'threatened'
  items: Item[]
  selectedId: string | undefined
  now: number
  model?: Model
  /** How many more there are that were not fetched yet. */
  beyond: number
  select: (item: Item) => void
}

export const pluralLabel = (key: string, model?: Model) =>
  (model && entityByKey(model, key)?.label_plural) ?? key

export function Group({ kind, items, selectedId, now, model, beyond, select }: GroupProps) {
  if (items.length === 0) return null
  const label = t(kind === 'broken' ? 'exceptions.broken' : 'exceptions.threatened')
  const outer = items.filter((item) => item.kind === 'bundle' || !item.inBundle)
  const count = outer.reduce((sum, item) => sum + countOf(item), beyond)
  return (
    <section aria-label={label}>
      <h2
        className={classes(
          'sticky top-0 z-[1] flex h-7 items-center gap-2',
          'border-b border-line bg-frame px-4 text-xs font-semibold text-ink-2',
        )}
      >
        {kind === 'broken' ? (
          <CircleAlert size={13} aria-hidden className="text-bad" />
        ) : (
          <Clock size={13} aria-hidden className="text-warn" />
        )}
        {label}
        <span className="num font-normal text-ink-3">{count.toLocaleString(language())}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            noun={pluralLabel(firstOf(item).entity, model).toLocaleLowerCase()}
            isSelected={item.id === selectedId}
            now={now}
            select={() => select(item)}
          />
        ))}
      </ul>
    </section>
  )
}

/** "That is all. Running as agreed: 988 leads and 23 opportunities." */
export function EndOfList({
  running,
  model,
  loadMore,
}: {
  running: Record<string, number> | undefined
  model?: Model
  loadMore?: () => void
}) {
  if (loadMore) {
    return (
      <div className="p-4">
        <Button onClick={loadMore}>{t('list.more')}</Button>
      </div>
    )
  }
  if (!running) return null
  const parts = partsOf(running, model)
  return (
    <p className="num flex items-start gap-2 px-4 py-4 text-ink-3">
      <Check size={14} aria-hidden className="mt-0.5 shrink-0 text-good" />
      {parts.length > 0 ? t('exceptions.end', { list: listOf(parts) }) : t('exceptions.end_plain')}
    </p>
  )
}

function partsOf(running: Record<string, number> | undefined, model?: Model): string[] {
  return Object.entries(running ?? {}).flatMap(([key, n]) => {
    const entity = model && entityByKey(model, key)
    if (!entity || n === 0) return []
    const noun = (n === 1 ? entity.label : entity.label_plural).toLocaleLowerCase()
    return [tn('exceptions.running', n, { noun })]
  })
}

export function NothingNeedsYou({
  running,
  model,
  children,
}: {
  running: Record<string, number> | undefined
  model?: Model
  children?: ReactNode
}) {
  const parts = partsOf(running, model)
  return (
    <div
      className={classes(
        'grid flex-1 place-content-center justify-items-center',
        'gap-2 px-6 pb-24 text-center text-ink-3',
      )}
    >
      <Check size={24} aria-hidden className="text-good" />
      <p className="text-base text-ink">{t('exceptions.none')}</p>
      <p className="num">
        {parts.length > 0
          ? t('exceptions.none_running', { list: listOf(parts) })
          : t('exceptions.none_plain')}
      </p>
      {children}
    </div>
  )
}

interface SegmentsProps {
  entities: string[]
  chosen: string | null
  choose: (entity: string | null) => void
  model?: Model
}

export function Segments({ entities, chosen, choose, model }: SegmentsProps) {
  if (entities.length < 2) return null
  return (
    <div
      role="group"
      aria-label={t('exceptions.kind')}
      // On a phone as wide as there is room; more than that is gone through sideways.
      className="flex rounded-md bg-hover p-0.5 max-md:w-max max-md:min-w-full"
    >
      {[null, ...entities].map((key) => (
        <button
          key={key ?? 'all'}
          type="button"
          aria-pressed={key === chosen}
          onClick={(event) => {
            choose(key)
            event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'center' })
          }}
          className={classes(
            'h-6 rounded px-2.5 font-medium whitespace-nowrap',
            'max-md:h-9 max-md:flex-1 max-md:px-2 max-[360px]:px-1.5 max-[360px]:text-xs',
            key === chosen ? 'bg-raise shadow-sm dark:bg-line-strong' : 'text-ink-2 hover:text-ink',
          )}
        >
          {key === null ? t('exceptions.all') : pluralLabel(key, model)}
        </button>
      ))}
    </div>
  )
}

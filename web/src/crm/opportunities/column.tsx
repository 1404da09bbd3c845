import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { showMoney, showMoneyShort, type Money } from '@/base/money'
import { useNow } from '@/base/time'
import { language, t } from '@/base/words'
import { Button } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { mayPlanFor } from '@/kit/plan/plan'
import { usePulses } from '@/kit/pulse/use_pulses'
import type { Choice, Entity, Entry, ExceptionRow, Guideline, Included } from '@/model/types'
import { Card, heightOf } from './card'
import { factsOf, useSteps } from './card_facts'
import { cardFound, useSoughtCard } from './sought'
import { focusCard } from './use_board_keys'
import { probabilityOf, worthOf, type Worth } from './stages'
import { columnQuery } from './use_moves'

export interface BoardActs {
  move: (entry: Entry, to: Choice) => void
  askWhere: (entry: Entry) => void
  completeStep: (entry: Entry, step: Entry) => void
}

interface ColumnProps {
  entity: Entity
  stage: Choice
  filter: string | undefined
  /** The promise about moving; undefined = none is kept here. */
  guideline: Guideline | undefined
  exceptions: Map<string, ExceptionRow[]>
  /** Counted by the server over all records; without it only a whole column is added up. */
  worth: Worth | undefined
  /** Every column has its first cards. */
  isBoardThere: boolean
  acts: BoardActs
  mayMove: boolean
}

const gap = 8
/** A column's part of what is asked about cards: about as many as stand in sight. */
const cardsAtOnce = 12
const nobody: string[] = []
const fetchAhead = 15

export function useDrop(stage: Choice, move: BoardActs['move']) {
  const element = useRef<HTMLElement>(null)
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(move)
  latest.current = move
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => 'opportunity' in source.data,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false)
        latest.current(source.data['opportunity'] as Entry, stage)
      },
    })
  }, [stage])
  return { element, isOver }
}

function useCards({ entity, stage, filter }: ColumnProps) {
  const list = useInfiniteQuery(columnQuery(entity, stage.key, filter))
  const pages = list.data?.pages
  const entries = useMemo(() => (pages ?? []).flatMap((page) => page.data), [pages])
  const included: Included = useMemo(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.included ?? {})),
    [pages],
  )
  return { list, entries, included, count: pages?.[0]?.count }
}

export function Column(props: ColumnProps) {
  const { stage, acts } = props
  const { list, entries, included, count } = useCards(props)
  const { element, isOver } = useDrop(stage, acts.move)
  const isWhole = !!list.data && !list.hasNextPage
  const worth = props.worth ?? (isWhole ? worthOf(entries) : undefined)
  return (
    <section
      ref={element}
      data-column={stage.key}
      aria-label={stage.label}
      className={classes(
        'flex min-h-0 w-[284px] min-w-[240px] shrink-0 flex-1 flex-col rounded-lg bg-frame',
        'max-md:w-[86vw] max-md:flex-none max-md:snap-center',
        isOver && 'outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <ColumnHead stage={stage} count={count} worth={worth} guideline={props.guideline} />
      {list.isPending && !list.error && <Loading />}
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.data && entries.length === 0 && (
        <p className="px-3 py-6 text-center text-ink-3">{t('board.empty')}</p>
      )}
      {entries.length > 0 && (
        <Cards
          {...props}
          entries={entries}
          included={included}
          loadMore={
            list.hasNextPage
              ? () => !list.isFetchingNextPage && void list.fetchNextPage()
              : undefined
          }
        />
      )}
    </section>
  )
}

export const showSums = (sums: Money[]) => sums.map(showMoneyShort).join(' + ')
const fully = (sums: Money[]) => sums.map(showMoney).join(' + ')

export function spanOf({ within: { n, unit } }: Guideline): string {
  if (unit === 'weeks') return t('time.days', { d: n * 7 })
  if (unit === 'days') return t('time.days', { d: n })
  if (unit === 'business_days') return t('board.business_days', { n })
  return t('time.hours', { h: n })
}

function ColumnHead({
  stage,
  count,
  worth,
  guideline,
}: {
  stage: Choice
  count: number | undefined
  worth: Worth | undefined
  guideline: Guideline | undefined
}) {
  const probability = probabilityOf(stage)
  return (
    <header className="shrink-0 px-3 pt-2.5 pb-1.5">
      <div className="flex items-baseline gap-2">
        <h2 className="truncate font-semibold">{stage.label}</h2>
        <span className="num text-ink-3">{count?.toLocaleString(language())}</span>
        {worth && (
          <span className="num ml-auto truncate font-semibold" title={fully(worth.sums)}>
            {showSums(worth.sums)}
          </span>
        )}
      </div>
      <div className="num flex min-h-4 items-baseline gap-2 text-xs text-ink-3">
        {probability !== null && (
          <span className="shrink-0" data-probability={probability}>
            {t('board.probability', { n: probability })}
          </span>
        )}
        {guideline && (
          <span className="truncate">{t('board.limit', { span: spanOf(guideline) })}</span>
        )}
        {worth && worth.weighted.length > 0 && (
          <span className="ml-auto truncate" title={fully(worth.weighted)}>
            {t('board.weighted', { sum: showSums(worth.weighted) })}
          </span>
        )}
      </div>
    </header>
  )
}

/** A card that has come back is gone to, wherever in the column it stands. */
function useSought(
  entries: Entry[],
  frame: React.RefObject<HTMLElement | null>,
  show: (index: number) => void,
) {
  const sought = useSoughtCard()
  const index = sought === null ? -1 : entries.findIndex(({ id }) => id === sought)
  useEffect(() => {
    if (index < 0) return
    show(index)
    const soon = requestAnimationFrame(() => {
      const card = frame.current?.querySelector<HTMLElement>(`[data-card="${sought}"]`)
      if (!card) return
      cardFound()
      focusCard(card)
    })
    return () => cancelAnimationFrame(soon)
  })
}

interface CardsProps extends ColumnProps {
  entries: Entry[]
  included: Included
  loadMore: (() => void) | undefined
}

/** Only the cards in sight stand in the page. */
function Cards(props: CardsProps) {
  const { entity, entries, included, exceptions, acts, loadMore } = props
  const { data: model } = useSuspenseQuery(modelQuery())
  const mayPlan = mayPlanFor(model, entity)
  const now = useNow()
  const ids = useMemo(() => entries.map(({ id }) => id), [entries])
  const frame = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => heightOf(exceptions.has(entries[index]!.id)) + gap,
    getItemKey: (index) => entries[index]!.id,
    overscan: 4,
    initialRect: { width: 280, height: 700 },
  })
  // A card that breaks a promise is one line taller.
  useEffect(() => rows.measure(), [exceptions])
  useSought(entries, frame, (index) => rows.scrollToIndex(index, { align: 'auto' }))
  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (loadMore && last >= entries.length - fetchAhead) loadMore()
  }, [last, entries.length, loadMore !== undefined])
  // Until all columns stand there, so that one request answers for all of them.
  const asked = props.isBoardThere ? ids : nobody
  const inSight = { from: visible[0]?.index ?? 0, to: last, size: cardsAtOnce }
  const steps = useSteps(asked, inSight)
  const pulses = usePulses(entity.plural, asked, inSight)
  return (
    <div ref={frame} className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5">
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const entry = entries[index]!
          const broken = exceptions.get(entry.id)
          return (
            <li
              key={entry.id}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <Card
                entity={entity}
                entry={entry}
                included={included}
                facts={factsOf(entry, steps, pulses?.[entry.id])}
                exceptions={broken}
                now={now}
                mayMove={props.mayMove}
                mayPlan={mayPlan}
                askWhere={acts.askWhere}
                completeStep={acts.completeStep}
              />
            </li>
          )
        })}
      </ul>
      {loadMore && <Button onClick={loadMore}>{t('list.more')}</Button>}
    </div>
  )
}

import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { totalQuery } from '@/api/board'
import { modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { useNow } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { mayPlanFor } from '@/kit/plan/plan'
import { usePulses } from '@/kit/pulse/use_pulses'
import type { Entity, Entry, ExceptionRow, Included, Metric } from '@/model/types'
import { Card, heightOf } from './card'
import { factsOf, useSteps } from './card_facts'
import { ColumnHead } from './column_head'
import { cardsQuery } from './move_card'
import { cardFound, useSoughtCard } from './sought'
import { worthOf, type Worth } from './stages'
import { focusCard } from './use_board_keys'

export interface BoardActs {
  askWhere: (entry: Entry) => void
  completeStep: (entry: Entry, step: Entry) => void
}

/** What all columns of a board have alike. */
export interface BoardParts {
  entity: Entity
  exceptions: Map<string, ExceptionRow[]>
  /** Every column has its first cards. */
  isBoardThere: boolean
  acts: BoardActs
  mayMove: boolean
  /** Cards say in which stage they are: the columns do not. */
  saysStage?: boolean
}

interface ColumnProps {
  parts: BoardParts
  id: string
  label: string
  /** Which records stand in it. */
  condition: string
  empty: string
  /** Beneath the label. */
  notes: ReactNode
  /** Counted by the server over all records. */
  worth?: Worth
  /** Else this number counts them, where the column is longer than what stands in the page. */
  metric?: Metric
  /** What a card dropped on it does; absent: none can be. */
  take?: (entry: Entry) => void
  /** Empty it stands aside, and is no page of a phone. */
  mayShrink?: boolean
  /** Of the days its cards close on. */
  saysYear?: boolean
}

const gap = 8
/** A column's part of what is asked about cards: about as many as stand in sight. */
const cardsAtOnce = 12
const nobody: string[] = []
const fetchAhead = 15

export function useDrop(take: ((entry: Entry) => void) | undefined) {
  const element = useRef<HTMLElement>(null)
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => 'opportunity' in source.data && latest.current !== undefined,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false)
        latest.current?.(source.data['opportunity'] as Entry)
      },
    })
  }, [])
  return { element, isOver }
}

function useCards(entity: Entity, condition: string) {
  const list = useInfiniteQuery(cardsQuery(entity, condition))
  const pages = list.data?.pages
  const entries = useMemo(() => (pages ?? []).flatMap((page) => page.data), [pages])
  const included: Included = useMemo(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.included ?? {})),
    [pages],
  )
  return { list, entries, included, count: pages?.[0]?.count }
}

function useTotal(metric: Metric | undefined, condition: string): Worth | undefined {
  const { data } = useQuery(totalQuery(metric, condition))
  return data && { sums: data.sums ?? [], weighted: data.weighted ?? [] }
}

export function Column(props: ColumnProps) {
  const { parts, id, label, notes } = props
  const { list, entries, included, count } = useCards(parts.entity, props.condition)
  const { element, isOver } = useDrop(props.take)
  const isWhole = !!list.data && !list.hasNextPage
  const counted = useTotal(isWhole || props.worth ? undefined : props.metric, props.condition)
  const worth = props.worth ?? (isWhole ? worthOf(entries) : counted)
  const isShrunk = props.mayShrink && isWhole && entries.length === 0
  return (
    <section
      ref={element}
      data-column={id}
      aria-label={label}
      className={classes(
        'flex min-h-0 flex-col rounded-lg bg-frame',
        isShrunk ? 'w-24 shrink-0 max-md:hidden' : fullWidth,
        isOver && 'outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <ColumnHead label={label} count={count} worth={worth} notes={!isShrunk && notes} />
      {list.isPending && !list.error && <Loading />}
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.data && entries.length === 0 && !isShrunk && (
        <p className="px-3 py-6 text-center text-ink-3">{props.empty}</p>
      )}
      {entries.length > 0 && (
        <Cards
          {...parts}
          saysYear={props.saysYear}
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

const fullWidth =
  'w-[284px] min-w-[240px] shrink-0 flex-1 max-md:w-[86vw] max-md:flex-none max-md:snap-center'

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

interface CardsProps extends BoardParts, Pick<ColumnProps, 'saysYear'> {
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
                saysStage={props.saysStage}
                isYearSaid={props.saysYear}
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

import { useInfiniteQuery, useIsFetching, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { countQuery, guidelinesQuery, metricQuery, openExceptionsOf } from '@/api/board'
import { meQuery, modelQuery } from '@/api/queries'
import { language, t, tn } from '@/base/words'
import { BoardSwitch } from '@/kit/board_switch'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import { useIsPhone } from '@/kit/media'
import { Page } from '@/kit/page'
import { completeStep } from '@/kit/steps'
import { entityByKey, mayEdit, mayPlan, titleOf } from '@/model/catalogue'
import type { Entity, Entry, ExceptionRow, Model } from '@/model/types'
import { Column, showSums } from './column'
import { Ends } from './ends'
import { addWorths, idleGuideline, stageKey, stagesOf, worthFrom, type Stages } from './stages'
import { useBoardKeys } from './use_board_keys'
import { isColumnQuery, useMoves } from './use_moves'
import { mine, useWhose } from './whose'
import { WhosePicker } from './whose_picker'

// The board stands first; what it asks is fetched behind it.
const dialogs = () => import('./dialogs')
const NewDialog = later(() => dialogs().then((m) => m.NewDialog))
const MoveDialog = later(() => import('@/kit/move_dialog').then((m) => m.MoveDialog))
const ForecastBar = lazy(() =>
  import('@/kit/numbers/forecast_bar').then((m) => ({ default: m.ForecastBar })),
)
const laterParts = [NewDialog, MoveDialog]
const fetchAheadMs = 50

export default function OpportunitiesPage() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = entityByKey(model, 'opportunity')
  const stages = entity && stagesOf(entity)
  if (!entity || !stages)
    return (
      <Page title={t('error.not_found_title')}>
        <p className="p-4 text-ink-3">{t('error.not_found')}</p>
      </Page>
    )
  return <Board entity={entity} stages={stages} model={model} />
}

function useExceptionsByRecord(entity: Entity) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    openExceptionsOf(entity.key),
  )
  if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  return useMemo(() => {
    const byRecord = new Map<string, ExceptionRow[]>()
    for (const row of (data?.pages ?? []).flatMap((page) => page.data))
      byRecord.set(row.record.id, [...(byRecord.get(row.record.id) ?? []), row])
    return byRecord
  }, [data])
}

/** The server's sum over everything in a stage, where it has such a number. */
function useWorths(entity: Entity, model: Model, filter: string | undefined) {
  const metric = model.metrics?.find(
    (one) => one.entity === entity.key && one.sum === 'amount' && one.weigh !== null,
  )
  return useQuery(metricQuery(metric?.key, entity.plural, stageKey, filter)).data
}

/** What stands in the heading: open ones, what they are worth, how many break a promise. */
function Summary({
  entity,
  stages,
  filter,
  model,
  exceptions,
}: {
  entity: Entity
  stages: Stages
  filter: string | undefined
  model: Model
  exceptions: number
}) {
  const open = `${stageKey} in (${stages.open.map(({ key }) => key).join(', ')})`
  const condition = filter ? `${open} and (${filter})` : open
  const { data: count } = useQuery(countQuery(entity.plural, condition))
  const parts = useWorths(entity, model, filter)
  const worth = parts && addWorths(stages.open.map(({ key }) => worthFrom(parts, key)!))
  return (
    <span className="num">
      {count !== undefined && t('board.open', { n: count.toLocaleString(language()) })}
      {worth && worth.weighted.length > 0 && (
        <> · {t('board.weighted', { sum: showSums(worth.weighted) })}</>
      )}
      {exceptions > 0 && (
        <>
          {' · '}
          <span className="font-medium text-bad">{tn('exceptions.count', exceptions)}</span>
        </>
      )}
    </span>
  )
}

/** Every column has its first cards, or why it has none. */
function useIsBoardThere(entity: Entity): boolean {
  const isFirst: Parameters<typeof useIsFetching>[0] = {
    queryKey: ['entries', entity.plural],
    predicate: ({ queryKey: [, , query], state }) =>
      isColumnQuery(query) && state.data === undefined,
  }
  return useIsFetching(isFirst) === 0
}

type Asked = { kind: 'new' } | { kind: 'move'; entry: Entry } | null

function Board({ entity, stages, model }: { entity: Entity; stages: Stages; model: Model }) {
  const { filter } = useSearch({ from: '/shell/e/opportunities/board' })
  const navigate = useNavigate()
  const { data: me } = useSuspenseQuery(meQuery)
  const [asked, setAsked] = useState<Asked>(null)
  const { move } = useMoves(entity, filter)
  const exceptions = useExceptionsByRecord(entity)
  const { data: guidelines } = useQuery(guidelinesQuery(entity.key))
  const worths = useWorths(entity, model, filter)
  const isBoardThere = useIsBoardThere(entity)
  const mayMove = mayEdit(entity, stages.field)
  const acts = useMemo(
    () => ({
      move,
      askWhere: (entry: Entry) => setAsked({ kind: 'move', entry }),
      completeStep: (entry: Entry, step: Entry) =>
        void completeStep(entity.plural, entry.id, step, false, titleOf(entity, entry)),
    }),
    [entity, move],
  )
  useBoardKeys({
    entity,
    move: mayMove ? acts.askWhere : undefined,
    create: entity.may.create ? () => setAsked({ kind: 'new' }) : undefined,
  })
  useEffect(() => {
    const timer = setTimeout(() => laterParts.forEach(({ fetch }) => fetch()), fetchAheadMs)
    return () => clearTimeout(timer)
  }, [])
  const isMine = filter === mine
  const whose = useWhose(me, model, filter)
  const show = (next: string | undefined) =>
    void navigate({ to: '/e/opportunities/board', search: { filter: next } })
  const currency = me.company.currency
  const isPhone = useIsPhone()
  const hasPlan = mayPlan(me, model)
  const isFiltered = filter !== undefined && !whose.chosen && !whose.isLoading
  const picker = whose.steers ? (
    <WhosePicker groups={whose.groups} filter={filter} choose={show} />
  ) : (
    <Button
      aria-pressed={isMine}
      className={isMine ? 'border-accent! bg-accent-soft! text-accent-ink' : ''}
      onClick={() => show(isMine ? undefined : mine)}
    >
      {t('board.mine')}
    </Button>
  )

  return (
    <Page
      title={entity.label_plural}
      sub={
        <Summary
          entity={entity}
          stages={stages}
          filter={filter}
          model={model}
          exceptions={exceptions.size}
        />
      }
      actions={
        <>
          {!isPhone && picker}
          <BoardSwitch plural={entity.plural} isBoard filter={filter} />
          {entity.may.create && (
            <Button kind="primary" shortcut="n" onClick={() => setAsked({ kind: 'new' })}>
              <Plus size={15} aria-hidden />
              <span className="max-[400px]:sr-only">{t('list.new')}</span>
            </Button>
          )}
        </>
      }
      bar={
        <>
          {isFiltered && <FilterLine filter={filter} />}
          {(isPhone || (hasPlan && !isFiltered)) && (
            // Its place is kept, so that the board does not move when it comes.
            <div className="flex h-9 shrink-0 items-center border-b border-line max-md:h-13">
              {isPhone && <div className="shrink-0 pl-2">{picker}</div>}
              {hasPlan && whose.chosen && (
                <div className="h-full min-w-0 flex-1">
                  <Suspense>
                    <ForecastBar whose={whose.chosen.whose} currency={currency} />
                  </Suspense>
                </div>
              )}
            </div>
          )}
        </>
      }
    >
      <div
        data-board
        className="flex min-h-0 flex-1 snap-x snap-mandatory gap-2 overflow-x-auto p-2 max-md:px-[7vw]"
      >
        {stages.open.map((stage) => (
          <Column
            key={stage.key}
            entity={entity}
            stage={stage}
            filter={filter}
            guideline={guidelines && idleGuideline(guidelines, stage.key)}
            exceptions={exceptions}
            worth={worthFrom(worths, stage.key)}
            isBoardThere={isBoardThere}
            acts={acts}
            mayMove={mayMove}
          />
        ))}
        <Ends entity={entity} model={model} stages={stages.closed} filter={filter} acts={acts} />
      </div>
      {asked && (
        <Suspense fallback={<EarlyLetters />}>
          {asked.kind === 'new' && (
            <NewDialog entity={entity} currency={currency} close={() => setAsked(null)} />
          )}
          {asked.kind === 'move' && (
            <MoveDialog
              title={titleOf(entity, asked.entry)}
              choices={[...stages.open, ...stages.closed]}
              current={asked.entry[stageKey]}
              choose={(to) => move(asked.entry, to)}
              close={() => setAsked(null)}
            />
          )}
        </Suspense>
      )}
    </Page>
  )
}

/** The board shows what the table had filtered. */
function FilterLine({ filter }: { filter: string }) {
  return (
    <p className="flex items-center gap-2 border-b border-line bg-accent-soft px-4 py-1.5">
      <code className="min-w-0 flex-1 truncate text-accent-ink">{filter}</code>
      <Link to="/e/opportunities/board" search={{}} className="link shrink-0">
        {t('list.clear')}
      </Link>
    </p>
  )
}

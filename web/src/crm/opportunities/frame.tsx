// What stands around the columns: the heading with what they come to, whose they are, the other views, a new one.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { countQuery } from '@/api/board'
import { meQuery } from '@/api/queries'
import { language, t, tn } from '@/base/words'
import { BoardSwitch } from '@/kit/board_switch'
import { boardsOf } from '@/kit/boards'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later, useFetchAhead } from '@/kit/later'
import { useIsPhone } from '@/kit/media'
import { Page } from '@/kit/page'
import { mayPlan } from '@/model/catalogue'
import type { Entity, Entry, Model } from '@/model/types'
import { showSums } from './column_head'
import { addWorths, openCondition, worthFrom, type Stages } from './stages'
import { useWorths } from './use_board'
import { useBoardKeys } from './use_board_keys'
import { mine, useWhose } from './whose'
import { WhosePicker } from './whose_picker'

// The board stands first; what it asks is fetched behind it.
const NewDialog = later(() => import('./dialogs').then((m) => m.NewDialog))
export const MoveDialog = later(() => import('@/kit/move_dialog').then((m) => m.MoveDialog))
const ForecastBar = lazy(() =>
  import('@/kit/numbers/forecast_bar').then((m) => ({ default: m.ForecastBar })),
)
const laterParts = [NewDialog, MoveDialog]

interface FrameProps {
  view: 'board' | 'forecast'
  entity: Entity
  stages: Stages
  model: Model
  filter: string | undefined
  /** How many cards break a promise. */
  exceptions: number
  /** What M does with the card in focus; absent: the reader may move none. */
  askWhere: ((entry: Entry) => void) | undefined
  asideLabels: [left: string, right: string]
  children: ReactNode
}

export function BoardFrame(props: FrameProps) {
  const { view, entity, model, filter } = props
  const { data: me } = useSuspenseQuery(meQuery)
  const [isNewAsked, setNewAsked] = useState(false)
  const whose = useWhose(me, model, filter)
  const isPhone = useIsPhone()
  const askNew = entity.may.create ? () => setNewAsked(true) : undefined
  useBoardKeys({ entity, move: props.askWhere, create: askNew, asideLabels: props.asideLabels })
  useFetchAhead(laterParts)
  const { currency } = me.company
  const hasPlan = mayPlan(me, model)
  const isFiltered = filter !== undefined && !whose.chosen && !whose.isLoading
  const picker = <Picker view={view} entity={entity} filter={filter} whose={whose} />
  return (
    <Page
      title={entity.label_plural}
      sub={<Summary {...props} />}
      actions={
        <>
          {!isPhone && picker}
          <BoardSwitch plural={entity.plural} view={view} filter={filter} />
          {askNew && (
            <Button kind="primary" shortcut="n" onClick={askNew}>
              <Plus size={15} aria-hidden />
              <span className="max-[400px]:sr-only">{t('list.new')}</span>
            </Button>
          )}
        </>
      }
      bar={
        <>
          {isFiltered && <FilterLine filter={filter} view={view} />}
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
        data-board={view}
        className="flex min-h-0 flex-1 snap-x snap-mandatory gap-2 overflow-x-auto p-2 max-md:px-[7vw]"
      >
        {props.children}
      </div>
      {isNewAsked && (
        <Suspense fallback={<EarlyLetters />}>
          <NewDialog entity={entity} currency={currency} close={() => setNewAsked(false)} />
        </Suspense>
      )}
    </Page>
  )
}

interface PickerProps extends Pick<FrameProps, 'view' | 'entity' | 'filter'> {
  whose: ReturnType<typeof useWhose>
}

/** Whose: for who steers others a choice, for others their own or all. */
function Picker({ view, entity, filter, whose }: PickerProps) {
  const navigate = useNavigate()
  const show = (next: string | undefined) =>
    void navigate({ to: boardsOf(entity.plural)![view], search: { filter: next } })
  if (whose.steers) return <WhosePicker groups={whose.groups} filter={filter} choose={show} />
  const isMine = filter === mine
  return (
    <Button
      aria-pressed={isMine}
      className={isMine ? 'border-accent! bg-accent-soft! text-accent-ink' : ''}
      onClick={() => show(isMine ? undefined : mine)}
    >
      {t('board.mine')}
    </Button>
  )
}

/** What stands in the heading: open ones, what they are worth, how many break a promise. */
function Summary({
  entity,
  stages,
  filter,
  model,
  exceptions,
}: Pick<FrameProps, 'entity' | 'stages' | 'filter' | 'model' | 'exceptions'>) {
  const open = openCondition(stages.open)
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

/** The board shows what the table had filtered. */
function FilterLine({ filter, view }: { filter: string; view: 'board' | 'forecast' }) {
  return (
    <p className="flex items-center gap-2 border-b border-line bg-accent-soft px-4 py-1.5">
      <code className="min-w-0 flex-1 truncate text-accent-ink">{filter}</code>
      <Link to={`/e/opportunities/${view}`} search={{}} className="link shrink-0">
        {t('list.clear')}
      </Link>
    </p>
  )
}

// Open opportunities by the month in which they are to close; a card put into another month closes then.
import { useSearch } from '@tanstack/react-router'
import { Suspense, useMemo } from 'react'
import { dayOf, showDay, useNow } from '@/base/time'
import { EarlyLetters } from '@/kit/early_letters'
import { fieldOf, mayEdit, titleOf } from '@/model/catalogue'
import type { Choice, Entity, Entry, Model } from '@/model/types'
import { Column, type BoardParts } from './column'
import { BoardFrame, MoveDialog } from './frame'
import {
  closeKey,
  columnOf,
  columnOfEntry,
  conditionIn,
  dayIn,
  dayOfEntry,
  monthChoices,
  monthColumns,
  noMonth,
  type MonthColumn,
} from './months'
import { moveCard } from './move_card'
import type { Stages } from './stages'
import { pipelineMetric, useCardActs, useExceptionsByRecord, useIsBoardThere } from './use_board'
import { WithStages } from './with_stages'
import { t } from './words'

export default function ForecastPage() {
  return <WithStages>{(parts) => <Months {...parts} />}</WithStages>
}

function Months({ entity, stages, model }: { entity: Entity; stages: Stages; model: Model }) {
  const { filter } = useSearch({ from: '/shell/e/opportunities/forecast' })
  const { asked, setAsked, acts } = useCardActs(entity)
  const today = dayOf(new Date(useNow()))
  const columns = useMemo(() => monthColumns(today), [today])
  const exceptions = useExceptionsByRecord(entity)
  const isBoardThere = useIsBoardThere(entity)
  const field = fieldOf(entity, closeKey)
  const mayMove = !!field && mayEdit(entity, field)
  const mayBeEmpty = !!field && !field.required
  const conditionOf = (column: MonthColumn) => conditionIn(column, stages.open, filter)
  const closeOn = (entry: Entry, day: string | null) => {
    const from = columnOfEntry(columns, entry, today)
    const into = columnOf(columns, day, today)
    if (day === dayOfEntry(entry)) return
    const title = titleOf(entity, entry)
    void moveCard(entity, {
      entry,
      change: { [closeKey]: day },
      from: conditionOf(from),
      into: conditionOf(into),
      said: day ? t('months.moved', { title, day: showDay(day) }) : t('months.no_date', { title }),
    })
  }
  const put = (entry: Entry, month: string) =>
    closeOn(entry, month === noMonth ? null : dayIn(month, dayOfEntry(entry), today))
  /** Later says no month: it is asked for. What is overdue was not put there by anybody. */
  const takerOf = ({ key, month }: MonthColumn) => {
    if (key === 'overdue' || (key === noMonth && !mayBeEmpty)) return undefined
    return (entry: Entry) => {
      if (columnOfEntry(columns, entry, today).key === key) return
      if (key === 'later') setAsked(entry)
      else put(entry, month ?? noMonth)
    }
  }
  const parts: BoardParts = { entity, exceptions, isBoardThere, acts, mayMove, saysStage: true }
  return (
    <BoardFrame
      view="forecast"
      entity={entity}
      stages={stages}
      model={model}
      filter={filter}
      exceptions={exceptions.size}
      askWhere={mayMove ? acts.askWhere : undefined}
      asideLabels={[t('months.left'), t('months.right')]}
    >
      {columns.map((column) => (
        <Column
          key={column.key}
          parts={parts}
          id={column.key}
          label={column.label}
          condition={conditionOf(column)}
          empty={t('months.empty')}
          notes={column.note && <span className="truncate">{column.note}</span>}
          metric={pipelineMetric(entity, model)}
          take={takerOf(column)}
          mayShrink={!column.month}
          saysYear={!!column.month}
        />
      ))}
      {asked && (
        <Suspense fallback={<EarlyLetters />}>
          <MoveDialog
            title={titleOf(entity, asked)}
            choices={monthChoices(asked, today, mayBeEmpty)}
            current={undefined}
            choose={({ key }: Choice) => put(asked, key)}
            close={() => setAsked(null)}
          />
        </Suspense>
      )}
    </BoardFrame>
  )
}

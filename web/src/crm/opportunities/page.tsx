import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { guidelinesQuery } from '@/api/board'
import { t } from '@/base/words'
import { EarlyLetters } from '@/kit/early_letters'
import { mayEdit, titleOf } from '@/model/catalogue'
import type { Choice, Entity, Entry, Model } from '@/model/types'
import type { BoardParts } from './column'
import { Ends } from './ends'
import { BoardFrame, MoveDialog } from './frame'
import { moveCard } from './move_card'
import { StageColumn } from './stage_column'
import { idleGuideline, stageFilter, stageKey, worthFrom, type Stages } from './stages'
import { useCardActs, useExceptionsByRecord, useIsBoardThere, useWorths } from './use_board'
import { WithStages } from './with_stages'

export default function OpportunitiesPage() {
  return <WithStages>{(parts) => <Board {...parts} />}</WithStages>
}

function Board({ entity, stages, model }: { entity: Entity; stages: Stages; model: Model }) {
  const { filter } = useSearch({ from: '/shell/e/opportunities/board' })
  const { asked, setAsked, acts } = useCardActs(entity)
  const exceptions = useExceptionsByRecord(entity)
  const { data: guidelines } = useQuery(guidelinesQuery(entity.key))
  const worths = useWorths(entity, model, filter)
  const isBoardThere = useIsBoardThere(entity)
  const mayMove = mayEdit(entity, stages.field)
  const move = (entry: Entry, to: Choice) => {
    if (entry[stageKey] !== to.key) void toStage(entity, entry, to, filter)
  }
  const parts: BoardParts = { entity, exceptions, isBoardThere, acts, mayMove }
  return (
    <BoardFrame
      view="board"
      entity={entity}
      stages={stages}
      model={model}
      filter={filter}
      exceptions={exceptions.size}
      askWhere={mayMove ? acts.askWhere : undefined}
      asideLabels={[t('board.left'), t('board.right')]}
    >
      {stages.open.map((stage) => (
        <StageColumn
          key={stage.key}
          parts={parts}
          stage={stage}
          filter={filter}
          guideline={guidelines && idleGuideline(guidelines, stage.key)}
          worth={worthFrom(worths, stage.key)}
          move={move}
        />
      ))}
      <Ends entity={entity} model={model} stages={stages.closed} filter={filter} move={move} />
      {asked && (
        <Suspense fallback={<EarlyLetters />}>
          <MoveDialog
            title={titleOf(entity, asked)}
            choices={[...stages.open, ...stages.closed]}
            current={asked[stageKey]}
            choose={(to) => move(asked, to)}
            close={() => setAsked(null)}
          />
        </Suspense>
      )}
    </BoardFrame>
  )
}

const toStage = (entity: Entity, entry: Entry, to: Choice, filter: string | undefined) =>
  moveCard(entity, {
    entry,
    change: { [stageKey]: to.key },
    from: stageFilter(String(entry[stageKey]), filter),
    into: stageFilter(to.key, filter),
    said: t('board.moved', { title: titleOf(entity, entry), stage: to.label }),
  })

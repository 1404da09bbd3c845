import { t } from '@/base/words'
import type { Choice, Entry, Guideline } from '@/model/types'
import { Column, type BoardParts } from './column'
import { probabilityOf, stageFilter, type Worth } from './stages'

interface StageColumnProps {
  parts: BoardParts
  stage: Choice
  filter: string | undefined
  /** The promise about moving; undefined = none is kept here. */
  guideline: Guideline | undefined
  worth: Worth | undefined
  move: (entry: Entry, to: Choice) => void
}

export function StageColumn({ parts, stage, filter, guideline, worth, move }: StageColumnProps) {
  return (
    <Column
      parts={parts}
      id={stage.key}
      label={stage.label}
      condition={stageFilter(stage.key, filter)}
      empty={t('board.empty')}
      notes={<Notes stage={stage} guideline={guideline} />}
      worth={worth}
      take={(entry) => move(entry, stage)}
    />
  )
}

function Notes({ stage, guideline }: Pick<StageColumnProps, 'stage' | 'guideline'>) {
  const probability = probabilityOf(stage)
  return (
    <>
      {probability !== null && (
        <span className="shrink-0" data-probability={probability}>
          {t('board.probability', { n: probability })}
        </span>
      )}
      {guideline && (
        <span className="truncate">{t('board.limit', { span: spanOf(guideline) })}</span>
      )}
    </>
  )
}

function spanOf({ within: { n, unit } }: Guideline): string {
  if (unit === 'weeks') return t('time.days', { d: n * 7 })
  if (unit === 'days') return t('time.days', { d: n })
  if (unit === 'business_days') return t('board.business_days', { n })
  return t('time.hours', { h: n })
}

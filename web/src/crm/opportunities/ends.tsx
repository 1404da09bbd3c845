import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleX } from 'lucide-react'
import { countQuery, metricQuery } from '@/api/board'
import { classes } from '@/base/classes'
import { showMoney } from '@/base/money'
import { language } from '@/base/words'
import type { Choice, Entity, Entry, Model } from '@/model/types'
import { useDrop } from './column'
import { showSums } from './column_head'
import { addWorths, stageFilter, stageKey, worthFrom } from './stages'

/** Won and lost: to be dropped on; what is in there is a list, not a column. */
export function Ends({
  entity,
  model,
  stages,
  filter,
  move,
}: {
  entity: Entity
  model: Model
  stages: Choice[]
  filter: string | undefined
  move: (entry: Entry, to: Choice) => void
}) {
  return (
    <div className="flex min-h-0 w-24 shrink-0 flex-col gap-2 max-md:hidden">
      {stages.map((stage) => (
        <End
          key={stage.key}
          entity={entity}
          model={model}
          stage={stage}
          filter={filter}
          move={move}
        />
      ))}
    </div>
  )
}

/** Counted and added up by the metric of that end where there is one, else only counted. */
function useEnd(entity: Entity, model: Model, stage: string, filter: string | undefined) {
  const metric = model.metrics?.find(
    ({ key, sum }) => key === `${entity.plural}_${stage}` && sum === 'amount',
  )
  const condition = stageFilter(stage, filter)
  const { data: parts } = useQuery(metricQuery(metric?.key, entity.plural, stageKey, filter))
  const counted = useQuery({ ...countQuery(entity.plural, condition), enabled: !metric })
  if (!metric) return { condition, count: counted.data, sums: [] }
  return {
    condition,
    count: parts && (parts.find((part) => part[stageKey] === stage)?.count ?? 0),
    sums: parts ? addWorths([worthFrom(parts, stage)!]).sums : [],
  }
}

function End({
  entity,
  model,
  stage,
  filter,
  move,
}: {
  entity: Entity
  model: Model
  stage: Choice
  filter: string | undefined
  move: (entry: Entry, to: Choice) => void
}) {
  const { element, isOver } = useDrop((entry) => move(entry, stage))
  const { condition, count, sums } = useEnd(entity, model, stage.key, filter)
  const isGood = stage.tone === 'good'
  const Icon = isGood ? CircleCheck : CircleX
  return (
    <section
      ref={element}
      aria-label={stage.label}
      data-end={stage.key}
      className={classes(
        'flex min-h-0 flex-1 rounded-lg bg-frame',
        isGood ? 'text-good' : 'text-bad',
        isOver && 'outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <Link
        to="/e/$plural"
        params={{ plural: entity.plural }}
        search={{ filter: condition }}
        draggable={false}
        className="flex flex-1 flex-col items-center gap-1 rounded-lg px-1 pt-3 hover:underline"
      >
        <Icon size={16} aria-hidden />
        <span className="max-w-full truncate font-semibold">{stage.label}</span>
        <span className="num">{count?.toLocaleString(language())}</span>
        {sums.length > 0 && (
          <span className="num max-w-full truncate text-xs" title={sums.map(showMoney).join(' + ')}>
            {showSums(sums)}
          </span>
        )}
      </Link>
    </section>
  )
}

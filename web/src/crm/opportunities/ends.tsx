import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleX } from 'lucide-react'
import { countQuery } from '@/api/board'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import type { Choice, Entity } from '@/model/types'
import { useDrop, type BoardActs } from './column'
import { stageFilter } from './stages'

/** Won and lost: to be dropped on; what is in there is a list, not a column. */
export function Ends({
  entity,
  stages,
  filter,
  acts,
}: {
  entity: Entity
  stages: Choice[]
  filter: string | undefined
  acts: BoardActs
}) {
  return (
    <div className="flex min-h-0 w-24 shrink-0 flex-col gap-2 max-md:hidden">
      {stages.map((stage) => (
        <End key={stage.key} entity={entity} stage={stage} filter={filter} move={acts.move} />
      ))}
    </div>
  )
}

function End({
  entity,
  stage,
  filter,
  move,
}: {
  entity: Entity
  stage: Choice
  filter: string | undefined
  move: BoardActs['move']
}) {
  const { element, isOver } = useDrop(stage, move)
  const condition = stageFilter(stage.key, filter)
  const { data: count } = useQuery(countQuery(entity.plural, condition))
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
      </Link>
    </section>
  )
}

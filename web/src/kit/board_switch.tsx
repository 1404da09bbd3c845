import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { meQuery, modelQuery } from '@/api/queries'
import { ChartColumn, Columns3, Rows3 } from 'lucide-react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { mayPlan } from '@/model/catalogue'
import { boardOf, rememberView } from './boards'
import { useKeys } from './keys'

/** Table or board of the same records, and the forecast; nothing where there is no board. */
export function BoardSwitch({
  plural,
  isBoard,
  filter,
}: {
  plural: string
  isBoard: boolean
  filter: string | undefined
}) {
  const navigate = useNavigate()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const board = boardOf(plural)
  const show = (wantsBoard: boolean) => {
    if (!board) return
    rememberView(plural, wantsBoard)
    if (wantsBoard) void navigate({ to: board, search: { filter } })
    else void navigate({ to: '/e/$plural', params: { plural }, search: { filter } })
  }
  useKeys(
    board
      ? [
          {
            keys: 't',
            label: t(isBoard ? 'board.table' : 'board.board'),
            run: () => show(!isBoard),
          },
        ]
      : [],
  )
  if (!board) return null
  const look = (isOn: boolean) =>
    classes(
      'grid h-6 w-8 place-items-center rounded max-md:h-9 max-md:w-10',
      isOn ? 'bg-hover text-ink' : 'text-ink-3 hover:text-ink',
    )
  return (
    <div role="group" className="flex rounded-md border border-line-strong p-px">
      <button
        type="button"
        aria-pressed={isBoard}
        aria-label={t('board.board')}
        title={`${t('board.board')} (T)`}
        onClick={() => show(true)}
        className={look(isBoard)}
      >
        <Columns3 size={15} aria-hidden />
      </button>
      <button
        type="button"
        aria-pressed={!isBoard}
        aria-label={t('board.table')}
        title={`${t('board.table')} (T)`}
        onClick={() => show(false)}
        className={look(!isBoard)}
      >
        <Rows3 size={15} aria-hidden />
      </button>
      {mayPlan(me, model) && (
        <Link
          to="/plan"
          search={{}}
          aria-label={t('nav.plan')}
          title={t('nav.plan')}
          className={look(false)}
        >
          <ChartColumn size={15} aria-hidden />
        </Link>
      )}
    </div>
  )
}

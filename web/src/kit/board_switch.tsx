import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { meQuery, modelQuery } from '@/api/queries'
import { CalendarRange, ChartColumn, Columns3, Rows3 } from 'lucide-react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { mayPlan } from '@/model/catalogue'
import { boardsOf, rememberView, type View } from './boards'
import { useKeys } from './keys'

const views = [
  { view: 'board', label: 'board.board', Icon: Columns3, shortcut: 'T' },
  { view: 'forecast', label: 'board.forecast', Icon: CalendarRange, shortcut: 'V' },
  { view: 'table', label: 'board.table', Icon: Rows3, shortcut: 'T' },
] as const

interface BoardSwitchProps {
  plural: string
  view: View
  filter: string | undefined
}

/** Board, months or table of the same records, and the numbers of all; nothing where there is no board. */
export function BoardSwitch({ plural, view, filter }: BoardSwitchProps) {
  const navigate = useNavigate()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const boards = boardsOf(plural)
  const show = (wanted: View) => {
    if (!boards) return
    rememberView(plural, wanted)
    if (wanted === 'table')
      void navigate({ to: '/e/$plural', params: { plural }, search: { filter } })
    else void navigate({ to: boards[wanted], search: { filter } })
  }
  const other = view === 'table' ? 'board' : 'table'
  useKeys(
    boards
      ? [
          { keys: 't', label: t(`board.${other}`), run: () => show(other) },
          ...(view === 'forecast'
            ? []
            : [{ keys: 'v', label: t('board.forecast'), run: () => show('forecast') }]),
        ]
      : [],
  )
  if (!boards) return null
  return (
    <div role="group" className="flex rounded-md border border-line-strong p-px">
      {views.map(({ view: one, label, Icon, shortcut }) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === view}
          aria-label={t(label)}
          title={`${t(label)} (${shortcut})`}
          onClick={() => show(one)}
          className={look(one === view)}
        >
          <Icon size={15} aria-hidden />
        </button>
      ))}
      {mayPlan(me, model) && (
        <Link
          to="/plan"
          search={{}}
          aria-label={t('nav.plan')}
          title={t('nav.plan')}
          className={classes(look(false), 'max-md:hidden')}
        >
          <ChartColumn size={15} aria-hidden />
        </Link>
      )}
    </div>
  )
}

const look = (isOn: boolean) =>
  classes(
    'grid h-6 w-8 place-items-center rounded max-md:h-9 max-md:w-10',
    isOn ? 'bg-hover text-ink' : 'text-ink-3 hover:text-ink',
  )

// The three tables of the page share their frame: people down the side, a total at the foot.
import { Children, cloneElement, Fragment, isValidElement, useState, type ReactNode } from 'react'
import { classes } from '@/base/classes'
import { folded } from '@/base/words'
import { fewRows, useLongRows } from '@/kit/long_rows'
import { Avatar } from '@/kit/marks'
import { ForecastTable } from './forecast_table'
import { CountersTable } from './counters_table'
import { YearTable } from './year_table'
import { tables, type Member, type PlanView, type Table } from './use_plan_view'
import { t } from './words'

export function Tables({ view }: { view: PlanView }) {
  const { table } = view
  const Shown = { forecast: ForecastTable, counters: CountersTable, year: YearTable }[table]
  const labels: Record<Table, string> = {
    forecast: t('table.forecast'),
    counters: t('table.counters'),
    year: t('table.year', { year: view.month.slice(0, 4) }),
  }
  return (
    <section aria-label={labels[table]} className="min-w-0 px-4 py-3">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <div
          role="group"
          aria-label={t('table.which')}
          className="flex flex-wrap rounded-md bg-hover p-0.5"
        >
          {tables.map((key) => (
            <button
              key={key}
              type="button"
              data-table={key}
              aria-pressed={key === table}
              onClick={() => view.chooseTable(key)}
              className={classes(
                'h-6 rounded px-2.5 font-medium whitespace-nowrap max-md:h-9 max-md:px-2',
                key === table
                  ? 'bg-raise shadow-sm dark:bg-line-strong'
                  : 'text-ink-2 hover:text-ink',
              )}
            >
              {labels[key]}
            </button>
          ))}
        </div>
        {view.mayEdit && (
          <span className="text-ink-3">
            {t(table === 'year' ? 'table.year_hint' : 'table.edit_hint')}
          </span>
        )}
      </div>
      <Shown view={view} />
    </section>
  )
}

export const cell = 'border-b border-line py-1.5 pr-3.5 pl-2 text-right whitespace-nowrap'
export const headCell = `${cell} eyebrow align-bottom font-medium`
/** Stays in sight while a wide table is moved to the side. */
export const nameCell =
  'sticky left-0 z-[1] max-w-52 min-w-32 border-b border-line bg-sheet py-1.5 pr-2 text-left ' +
  'group-hover:bg-hover'

interface FrameProps {
  head: string[]
  members: Member[]
  /** The cells of a person, after his name. */
  cells: (member: Member) => ReactNode
  /** Rows (`tr`) before and after those of people, and at the foot. */
  before?: ReactNode
  after?: ReactNode
  foot?: ReactNode
}

/** People down the side; of many only those in sight are drawn, and a name finds the others. */
export function Frame({ head, members, cells, before, after, foot }: FrameProps) {
  const [typed, setTyped] = useState('')
  const isMany = members.length > fewRows
  const wanted = folded(typed.trim())
  const found = isMany ? members.filter(({ name }) => folded(name).includes(wanted)) : members
  const long = useLongRows({ rows: found, keyOf: ({ id }) => id, height: 37 })
  const width = head.length + 1
  const leading = Children.toArray(before)
  const trailing = Children.toArray(after)
  const last = Children.toArray(foot)
  const first = 2 + leading.length
  const numbered = (rows: ReactNode[], from: number) =>
    rows.map((row, at) =>
      long.isLong && isValidElement<{ 'aria-rowindex'?: number }>(row)
        ? cloneElement(row, { 'aria-rowindex': from + at })
        : row,
    )
  const end = first + found.length
  const count = end + trailing.length + last.length - 1
  return (
    <div className="relative scroll-pl-52 overflow-x-auto">
      <table aria-rowcount={long.isLong ? count : undefined} className="num w-full border-collapse">
        <thead>
          <tr aria-rowindex={long.isLong ? 1 : undefined}>
            <th scope="col" className={`${nameCell} eyebrow font-medium`}>
              {t('table.person')}
              {isMany && (
                <input
                  type="search"
                  aria-label={t('table.find')}
                  placeholder={t('table.find')}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  className="control mt-1 block w-44! font-normal"
                />
              )}
            </th>
            {head.map((label) => (
              <th key={label} scope="col" className={headCell}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {leading.length > 0 && <tbody className="font-medium">{numbered(leading, 2)}</tbody>}
        <tbody ref={long.list}>
          {long.drawn.map(({ row: member, index, gap, place }) => (
            <Fragment key={member.id}>
              <Undrawn height={gap} width={width} />
              <tr
                {...place}
                aria-rowindex={long.isLong ? first + index : undefined}
                data-member={member.id}
                className="group hover:bg-hover"
              >
                <Name member={member} />
                {cells(member)}
              </tr>
            </Fragment>
          ))}
          <Undrawn height={long.after} width={width} />
          {numbered(trailing, end)}
        </tbody>
        {last.length > 0 && (
          <tfoot className="font-medium">{numbered(last, end + trailing.length)}</tfoot>
        )}
      </table>
      {found.length === 0 && members.length > 0 && (
        <p className="py-4 text-ink-3">{t('table.none')}</p>
      )}
    </div>
  )
}

/** The room of rows out of sight. */
function Undrawn({ height, width }: { height: number; width: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={width} style={{ height }} className="p-0" />
    </tr>
  )
}

function Name({ member: { name } }: { member: Pick<Member, 'name'> }) {
  return (
    <th scope="row" className={`${nameCell} font-normal`}>
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={name} />
        <span className="truncate">{name}</span>
      </span>
    </th>
  )
}

export const Empty = () => <p className="py-4 text-ink-3">{t('table.empty')}</p>

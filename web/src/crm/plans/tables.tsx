// The three tables of the page share their frame: people down the side, a total at the foot.
import { classes } from '@/base/classes'
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

export const cell = 'border-b border-line px-2 py-1.5 text-right whitespace-nowrap'
export const headCell = `${cell} eyebrow pr-3.5 font-medium`
/** Stays in sight while a wide table is moved to the side. */
export const nameCell =
  'sticky left-0 z-[1] max-w-52 min-w-32 border-b border-line bg-sheet py-1.5 pr-2 text-left ' +
  'group-hover:bg-hover'

export function Frame({ head, children }: { head: string[]; children: React.ReactNode }) {
  return (
    <div className="relative scroll-pl-52 overflow-x-auto">
      <table className="num w-full border-collapse">
        <thead>
          <tr>
            <th scope="col" className={`${nameCell} eyebrow font-medium`}>
              {t('table.person')}
            </th>
            {head.map((label) => (
              <th key={label} scope="col" className={headCell}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  )
}

export function Name({ member: { name } }: { member: Pick<Member, 'name'> }) {
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

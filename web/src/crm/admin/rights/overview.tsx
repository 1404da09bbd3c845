// Roles beside each other: each cell leads to where it is changed.
import { classes } from '@/base/classes'
import type { EntityRights, RightEntity, Rights, RoleFace, Scope } from './calls'
import { limitedFields } from './sight'
import { t, tn } from './words'

interface OverviewProps {
  all: Rights
  show: (role: string, entity: string) => void
}

export const scopeWord = (scope: Scope) =>
  ({
    all: t('scope_all'),
    team: t('scope_team'),
    own: t('scope_own'),
    pool: t('scope_pool'),
    none: t('scope_none'),
    custom: t('scope_custom'),
  })[scope]

export function Overview({ all, show }: OverviewProps) {
  return (
    <div
      role="region"
      aria-label={t('overview')}
      tabIndex={0}
      className="relative scroll-pl-48 overflow-x-auto"
    >
      <table className="w-full border-collapse text-left">
        <thead>
          <tr>
            <th scope="col" className="eyebrow sticky left-0 bg-sheet py-1.5 pr-3 align-bottom">
              {t('record_kind')}
            </th>
            {all.roles.map((role) => (
              <th key={role.key} scope="col" className="eyebrow min-w-32 px-2 py-1.5 align-bottom">
                {role.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={byArrows}>
          {all.entities.map((entity) => (
            <tr key={entity.key} className="border-t border-line">
              <th
                scope="row"
                className="sticky left-0 min-w-24 bg-sheet py-1.5 pr-3 align-top font-medium"
              >
                {entity.label}
              </th>
              {all.roles.map((role) => (
                <td key={role.key} className="h-px p-px align-top">
                  <Cell
                    entity={entity}
                    role={role}
                    rights={all.rights[role.key]?.[entity.key]}
                    show={() => show(role.key, entity.key)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-xs text-ink-3">{t('overview_hint')}</p>
    </div>
  )
}

interface CellProps {
  entity: RightEntity
  role: RoleFace
  rights: EntityRights | undefined
  show: () => void
}

function Cell({ entity, role, rights, show }: CellProps) {
  const sees = rights?.see ?? 'none'
  const limited = rights ? limitedFields(entity, rights) : 0
  const changes = rights?.change ?? 'none'
  const acts = rights
    ? [
        rights.create ? t('may_create') : '',
        rights.remove ? t('may_remove') : '',
        limited > 0 && sees !== 'none' ? tn('limited', limited) : '',
      ].filter(Boolean)
    : []
  const changing =
    changes === 'none'
      ? [t('only_sees')]
      : changes === sees
        ? []
        : [t('changes', { scope: scopeWord(changes) })]
  return (
    <button
      type="button"
      data-cell
      onClick={show}
      className="flex h-full w-full flex-col rounded-md px-2 py-1 text-left hover:bg-hover max-md:min-h-11"
    >
      <span className="sr-only">{t('cell', { role: role.name, entity: entity.label })} </span>
      <span className={classes('block', sees === 'none' && 'text-ink-3')}>
        {sees === 'none' ? '–' : scopeWord(sees)}
      </span>
      {sees !== 'none' && (
        <span className="block text-xs text-ink-3">{[...changing, ...acts].join(' · ')}</span>
      )}
    </button>
  )
}

/** Arrows go from cell to cell. */
function byArrows(event: React.KeyboardEvent<HTMLElement>) {
  const [x, y] =
    { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? []
  const cell = event.target instanceof Element ? event.target.closest('td') : null
  if (x === undefined || y === undefined || !cell) return
  const row = cell.closest('tr')!
  const rows = [...event.currentTarget.querySelectorAll('tr')]
  const column = [...row.querySelectorAll('td')].indexOf(cell)
  const next = rows[rows.indexOf(row) + y]?.querySelectorAll('td')[column + x]
  event.preventDefault()
  next?.querySelector<HTMLElement>('[data-cell]')?.focus()
}

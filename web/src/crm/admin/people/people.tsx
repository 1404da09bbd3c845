// Who works here: added in one row, changed where they stand.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { modelQuery } from '@/api/queries'
import { currentTime, dayOf } from '@/base/time'
import { useKeys } from '@/kit/keys'
import { useLongRows } from '@/kit/long_rows'
import { useIsPhone } from '@/kit/media'
import { Loading, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import { Part } from '../part'
import { useAll } from '../records'
import { AddRow } from './add_row'
import { invitationsQuery } from './calls'
import { PersonDialog } from './person_dialog'
import { PersonLine, peopleHead } from './person_line'
import { languageOptions, roleOptions, rowsOf, shownOf } from './roster'
import { t, tn } from './words'

export default function People() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const people = useAll('users')
  const teams = useAll('teams')
  const roles = useAll('roles')
  const invitations = useQuery(invitationsQuery)
  const search = useSearch({ from: '/shell/admin/$section' })
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [withInactive, setWithInactive] = useState(false)
  const [marked, setMarked] = useState<string | null>(null)
  const nameInput = useRef<HTMLInputElement>(null)

  const today = dayOf(new Date(currentTime()))
  const rows = rowsOf(people.rows, invitations.data ?? [], today)
  const shown = shownOf(rows, { typed, team: search['team'], withInactive })
  const isPhone = useIsPhone()
  const long = useLongRows({
    rows: shown,
    keyOf: ({ entry }) => entry.id,
    height: isPhone ? 108 : 47,
  })
  const { person: openId, leave, ...rest } = search
  const open = (person: string | undefined) =>
    void navigate({
      to: '/admin/$section',
      params: { section: 'people' },
      search: { ...rest, person },
      replace: openId !== undefined,
    })
  const step = (by: number) => {
    const place = shown.findIndex(({ entry }) => entry.id === marked)
    const to = Math.max(0, Math.min(shown.length - 1, place + by))
    const next = shown[to]
    if (!next) return
    setMarked(next.entry.id)
    long.focus(to, '[data-person]')
  }
  useKeys([
    { keys: 'n', label: t('add'), run: () => nameInput.current?.focus() },
    { keys: 'j', label: t('next'), isStep: true, run: () => step(1) },
    { keys: 'arrowdown', run: () => step(1) },
    { keys: 'k', label: t('previous'), isStep: true, run: () => step(-1) },
    { keys: 'arrowup', run: () => step(-1) },
  ])

  if (people.error) return <Problem error={people.error} retry={people.retry} />
  const user = entityByKey(model, 'user')
  if (people.isPending || teams.isPending || !user) return <Loading />
  const teamOptions = teams.rows.map(({ id, name }) => ({ key: id, label: String(name) }))
  const options = {
    roles: roleOptions(model, roles.rows),
    teams: teamOptions,
    languages: languageOptions(model),
  }
  const opened = rows.find(({ entry }) => entry.id === openId)
  const inactive = rows.filter(({ isActive }) => !isActive).length
  const invited = rows.filter(({ isActive, invitation }) => isActive && invitation).length

  return (
    <Part
      title={t('title')}
      sub={[
        tn('count', rows.length - inactive),
        ...(invited > 0 ? [tn('invited_count', invited)] : []),
      ].join(' · ')}
    >
      <AddRow roles={options.roles} teams={teamOptions} nameInput={nameInput} />
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <input
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="control max-w-64 max-sm:max-w-none"
        />
        <select
          aria-label={t('team_filter')}
          value={search['team'] ?? ''}
          onChange={(event) =>
            void navigate({
              to: '/admin/$section',
              params: { section: 'people' },
              search: { ...rest, team: event.target.value || undefined },
              replace: true,
            })
          }
          className="control max-w-48 max-sm:max-w-none"
        >
          <option value="">{t('all_teams')}</option>
          {teamOptions.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
        {inactive > 0 && (
          <label className="flex items-center gap-1.5 text-ink-2 max-md:min-h-10">
            <input
              type="checkbox"
              checked={withInactive}
              onChange={(event) => setWithInactive(event.target.checked)}
              className="size-4 accent-(--accent)"
            />
            {tn('with_inactive', inactive)}
          </label>
        )}
      </div>
      <div aria-hidden className={peopleHead}>
        <span>{t('name')}</span>
        <span className="px-1.5">{t('role')}</span>
        <span className="px-1.5">{t('team')}</span>
        <span className="px-1.5">{t('language')}</span>
        <span className="px-1.5">{t('seen')}</span>
        <span className="px-1.5">{t('state')}</span>
      </div>
      <ul
        ref={long.list}
        aria-label={t('title')}
        className="border-t border-line"
        style={{ paddingBottom: long.after }}
      >
        {long.drawn.map(({ row, index, gap, place }) => (
          <PersonLine
            key={row.entry.id}
            row={row}
            place={place}
            gap={gap}
            isOneOf={long.isLong ? { index, count: shown.length } : undefined}
            user={user}
            options={options}
            isMarked={row.entry.id === marked}
            mark={() => setMarked(row.entry.id)}
            open={() => open(row.entry.id)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="py-6 text-center text-ink-3">{t('none')}</p>}
      {opened && (
        <PersonDialog
          row={opened}
          user={user}
          model={model}
          included={people.included}
          people={rows}
          leaves={!!leave}
          close={() => open(undefined)}
        />
      )}
    </Part>
  )
}

// When a team is at work: hours of the week and days off, by which all clocks run.
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Trash2 } from 'lucide-react'
import { Fragment, useState } from 'react'
import { createEntry, removeEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import type { ApiError } from '@/api/problem'
import { modelQuery, queryClient } from '@/api/queries'
import { classes } from '@/base/classes'
import { timeZone } from '@/base/time'
import { Button, IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Loading, Problem } from '@/kit/page'
import { AdminWay, isInUse } from '@/kit/refused'
import { RefusedDialog } from '@/kit/refused_dialog'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Entry } from '@/model/types'
import { Part } from '../part'
import { QuietText } from '../quiet'
import { saveCell, useAll } from '../records'
import { ZoneList } from '../zones'
import { Holidays } from './holidays'
import { hoursOf } from './hours'
import { WeekGrid } from './week_grid'
import { t, tn } from './words'

const refresh = () => queryClient.invalidateQueries({ queryKey: ['entries', 'calendars'] })

/** A new one begins as the one beside it. */
async function addLike(like: Entry | undefined, name: string) {
  const { data, journal } = await createEntry(
    'calendars',
    {
      name,
      time_zone: like?.['time_zone'] ?? timeZone(),
      hours: like?.['hours'] ?? { mon: [['09:00', '17:00']] },
      country: like?.['country'] ?? null,
    },
    freshKey(),
  )
  sayDone(t('added', { name }), journal ? () => undoJournal(journal).then(refresh) : undefined)
  await refresh()
  return data.id
}

export default function Calendars() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const calendars = useAll('calendars')
  const teams = useAll('teams')
  const search = useSearch({ from: '/shell/admin/$section' })
  const navigate = useNavigate()
  const show = (calendar: string | undefined) =>
    void navigate({
      to: '/admin/$section',
      params: { section: 'calendars' },
      search: { calendar },
      replace: true,
    })
  const { rows } = calendars
  const shown = rows.find(({ id }) => id === search['calendar']) ?? rows[0]
  const add = async () => {
    try {
      show(await addLike(shown, t('new_name')))
    } catch (error) {
      sayError(error)
    }
  }
  useKeys([{ keys: 'n', label: t('new'), run: () => void add() }])

  if (calendars.error) return <Problem error={calendars.error} retry={calendars.retry} />
  const entity = entityByKey(model, 'calendar')
  if (calendars.isPending || teams.isPending || !entity) return <Loading />
  const usersOf = (calendar: string) => teams.rows.filter((team) => team['calendar'] === calendar)
  return (
    <Part
      title={t('title')}
      sub={t('sub')}
      actions={
        <Button onClick={() => void add()} shortcut="n">
          <Plus size={14} aria-hidden />
          {t('new')}
        </Button>
      }
    >
      <div role="group" aria-label={t('title')} className="mb-4 flex flex-wrap gap-1.5">
        {rows.map((calendar) => (
          <button
            key={calendar.id}
            type="button"
            aria-pressed={calendar === shown}
            onClick={() => show(calendar.id)}
            className={classes(
              'h-7 max-w-full truncate rounded-md border px-2.5 max-md:h-10',
              calendar === shown
                ? 'border-accent bg-accent-soft font-medium text-accent-ink'
                : 'border-line-strong hover:bg-hover',
            )}
          >
            {String(calendar['name'])}
          </button>
        ))}
      </div>
      {rows.length === 0 && <p className="py-6 text-center text-ink-3">{t('none')}</p>}
      {shown && (
        <OneCalendar
          key={shown.id}
          entity={entity}
          calendar={shown}
          teams={usersOf(shown.id)}
          onRemoved={() => show(undefined)}
        />
      )}
    </Part>
  )
}

interface OneCalendarProps {
  entity: Entity
  calendar: Entry
  teams: Entry[]
  onRemoved: () => void
}

function OneCalendar({ entity, calendar, teams, onRemoved }: OneCalendarProps) {
  const [zoneList] = useState(() => `zones-${calendar.id}`)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const name = String(calendar['name'] ?? '')
  const remove = async () => {
    try {
      const { journal } = await removeEntry('calendars', calendar.id)
      onRemoved()
      sayDone(
        t('removed', { name }),
        journal ? () => undoJournal(journal).then(refresh) : undefined,
      )
      await refresh()
    } catch (error) {
      if (isInUse(error)) setRefused(error)
      else sayError(error)
    }
  }
  return (
    <div className="space-y-6">
      {refused && (
        <RefusedDialog
          name={name}
          error={refused}
          ways={<AdminWay code={refused.code} id={calendar.id} />}
          close={() => setRefused(null)}
        />
      )}
      <div className="grid grid-cols-[84px_minmax(0,1fr)] items-center gap-x-2 gap-y-1 lg:grid-cols-[100px_minmax(0,360px)]">
        <span aria-hidden className="text-ink-3">
          {t('name')}
        </span>
        <div className="flex items-center gap-1">
          <QuietText
            label={t('name')}
            value={name}
            save={(text) => saveCell(entity, calendar, 'name', text)}
            className="border-line-strong!"
          />
          {teams.length === 0 && (
            <IconButton label={t('remove', { name })} onClick={() => void remove()}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          )}
        </div>
        <span aria-hidden className="text-ink-3">
          {t('time_zone')}
        </span>
        <QuietText
          label={t('time_zone')}
          value={String(calendar['time_zone'] ?? '')}
          list={zoneList}
          save={(text) => saveCell(entity, calendar, 'time_zone', text)}
          className="border-line-strong!"
        />
        <ZoneList id={zoneList} />
        <span className="text-ink-3">{t('used_by')}</span>
        <p className="px-1.5">
          {teams.length === 0 && <span className="text-ink-3">{t('no_team')}</span>}
          {teams.map((team, index) => (
            <Fragment key={team.id}>
              {index > 0 && ', '}
              <Link to="/admin/$section" params={{ section: 'teams' }} search={{}} className="link">
                {String(team['name'])}
              </Link>
            </Fragment>
          ))}
          {teams.length > 0 && <span className="text-ink-3"> {tn('and_below', teams.length)}</span>}
        </p>
      </div>
      <WeekGrid
        hours={hoursOf(calendar['hours'])}
        save={(hours) => saveCell(entity, calendar, 'hours', hours)}
      />
      <Holidays entity={entity} calendar={calendar} />
    </div>
  )
}

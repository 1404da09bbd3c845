// Which team stands above which, who leads it, and by which calendar its clocks run.
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, useState } from 'react'
import { createEntry, removeEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { messageOf, type ApiError } from '@/api/problem'
import { modelQuery, queryClient } from '@/api/queries'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { useKeys } from '@/kit/keys'
import { later } from '@/kit/later'
import { Loading, Problem } from '@/kit/page'
import { AdminWay, isInUse } from '@/kit/refused'
import { RefusedDialog } from '@/kit/refused_dialog'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Entry, Values } from '@/model/types'
import { Part } from '../part'
import { saveCell, useAll } from '../records'
import { TeamLine, teamsHead } from './team_line'
import { sideOf, treeOf, withBelow } from './tree'
import { t, tn } from './words'

const refresh = () => {
  void queryClient.invalidateQueries({ queryKey: ['entries', 'teams'] })
  void queryClient.invalidateQueries({ queryKey: ['teams'] })
}
const takeBackOf = (journal: string | null) =>
  journal ? () => undoJournal(journal).then(refresh) : undefined

const MoveDialog = later(() => import('./move_dialog').then((m) => m.MoveDialog))
const titleOf = (team: Entry) => t('move_title', { name: String(team['name'] ?? '') })

export default function Teams() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const teams = useAll('teams')
  const people = useAll('users')
  const calendars = useAll('calendars')
  const [moving, setMoving] = useState<Entry | null>(null)
  const [refused, setRefused] = useState<{ team: Entry; error: ApiError } | null>(null)
  const nameInput = useRef<HTMLInputElement>(null)
  useEffect(MoveDialog.fetch, [])
  useKeys([{ keys: 'n', label: t('add'), run: () => nameInput.current?.focus() }])

  if (teams.error) return <Problem error={teams.error} retry={teams.retry} />
  const entity = entityByKey(model, 'team')
  if (teams.isPending || people.isPending || !entity) return <Loading />
  const active = people.rows.filter((person) => person['active'] !== false)
  const countOf = (team: string) => active.filter((person) => person['team'] === team).length
  const rows = treeOf(teams.rows, countOf)
  const options = {
    people: active.map(({ id, name }) => ({ key: id, label: String(name) })),
    calendars: calendars.rows.map(({ id, name }) => ({ key: id, label: String(name) })),
  }
  const mayGo = (team: string, under: string | null) =>
    under === null || !withBelow(teams.rows, team).has(under)
  const move = async (team: Entry, under: string | null) => {
    if (!mayGo(team.id, under)) return
    await saveCell(entity, team, 'parent', under)
    void queryClient.invalidateQueries({ queryKey: ['teams'] })
    document.querySelector<HTMLElement>(`[data-team="${team.id}"]`)?.focus()
  }
  const remove = async (team: Entry) => {
    try {
      const { journal } = await removeEntry('teams', team.id)
      refresh()
      sayDone(t('removed', { name: String(team['name']) }), takeBackOf(journal))
    } catch (error) {
      if (isInUse(error)) setRefused({ team, error })
      else sayError(error)
    }
  }
  return (
    <Part title={t('title')} sub={`${tn('count', rows.length)} · ${t('sub')}`}>
      <AddTeam teams={teams.rows} nameInput={nameInput} />
      <div aria-hidden className={teamsHead}>
        <span>{t('name')}</span>
        <span className="px-1.5">{t('manager')}</span>
        <span className="px-1.5">{t('calendar')}</span>
        <span>{t('intake')}</span>
        <span className="text-right">{t('people')}</span>
      </div>
      <ul aria-label={t('title')} className="border-t border-line">
        {rows.map((row) => (
          <TeamLine
            key={row.entry.id}
            row={row}
            entity={entity}
            options={options}
            included={teams.included}
            mayTake={(id) => mayGo(id, row.entry.id)}
            take={(id) => {
              const team = teams.rows.find((one) => one.id === id)
              if (team) void move(team, row.entry.id)
            }}
            step={(to) => {
              const under = sideOf(rows, row.entry.id, to)
              if (under !== undefined) void move(row.entry, under)
            }}
            ask={() => setMoving(row.entry)}
            remove={() => void remove(row.entry)}
          />
        ))}
      </ul>
      {rows.length === 0 && <p className="py-6 text-center text-ink-3">{t('none')}</p>}
      {refused && (
        <RefusedDialog
          name={String(refused.team['name'] ?? '')}
          error={refused.error}
          ways={
            people.rows.some((person) => person['team'] === refused.team.id) && (
              <AdminWay code={refused.error.code} id={refused.team.id} />
            )
          }
          close={() => setRefused(null)}
        />
      )}
      {moving && (
        <Suspense fallback={<EarlyLetters />}>
          <MoveDialog
            title={titleOf(moving)}
            places={rows.filter(({ entry }) => mayGo(moving.id, entry.id))}
            close={() => setMoving(null)}
            choose={(under) => {
              setMoving(null)
              void move(moving, under)
            }}
          />
        </Suspense>
      )}
    </Part>
  )
}

interface AddTeamProps {
  teams: Entry[]
  nameInput: React.RefObject<HTMLInputElement | null>
}

function AddTeam({ teams, nameInput }: AddTeamProps) {
  const usual = teams.find((team) => !team['parent'])?.id ?? ''
  const [name, setName] = useState('')
  const [parent, setParent] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const under = parent ?? usual
  const send = async () => {
    if (name.trim() === '') return nameInput.current?.focus()
    try {
      const values: Values = { name: name.trim(), ...(under && { parent: under }) }
      const { journal } = await createEntry('teams', values, freshKey())
      refresh()
      sayDone(t('added', { name: name.trim() }), takeBackOf(journal))
      setName('')
      setProblem(null)
      nameInput.current?.focus()
    } catch (error) {
      setProblem(messageOf(error))
    }
  }
  return (
    <form
      aria-label={t('add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      className="mb-4 rounded-lg border border-line bg-frame p-3"
    >
      <div className="grid items-end gap-2 sm:grid-cols-[1fr_1fr_auto]">
        <label className="min-w-0">
          <span className="eyebrow mb-0.5 block">{t('name')}</span>
          <input
            ref={nameInput}
            value={name}
            required
            autoComplete="off"
            aria-invalid={!!problem || undefined}
            onChange={(event) => setName(event.target.value)}
            className="control"
          />
        </label>
        <label className="min-w-0">
          <span className="eyebrow mb-0.5 block">{t('parent')}</span>
          <select
            value={under}
            onChange={(event) => setParent(event.target.value)}
            className="control"
          >
            <option value="">{t('top')}</option>
            {teams.map(({ id, name: text }) => (
              <option key={id} value={id}>
                {String(text)}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" kind="primary" shortcut="enter">
          {t('add_do')}
        </Button>
      </div>
      {problem && (
        <p role="alert" className={classes('mt-1.5 text-bad')}>
          {problem}
        </p>
      )}
    </form>
  )
}

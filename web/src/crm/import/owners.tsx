// Who gets the new records: whom the file names, else one person, several in turn, or nobody.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { teamsQuery, usersQuery } from '@/api/queries'
import { withBelow } from '@/model/teams'
import { language, within } from '@/base/words'
import { Button } from '@/kit/button'
import type { Entity } from '@/model/types'
import type { ImportResult, Preview } from './calls'
import { ChoiceRow, Section } from './parts'
import { isOwnerless, ownerOf, type Plan } from './plan'
import type { Import } from './use_import'
import { t, tn } from './words'

interface OwnersProps {
  state: Import
  preview: Preview
  entity: Entity
}

const ways = [
  ['nobody', 'owners.nobody'],
  ['one', 'owners.one'],
  ['shared', 'owners.shared'],
] as const

export function Owners({ state, preview, entity }: OwnersProps) {
  const { plan, change, pressed } = state
  const name = useId()
  const box = useRef<HTMLDivElement>(null)
  const isAsked = isOwnerless(plan) && pressed > 0
  useEffect(() => {
    if (isAsked) box.current?.querySelector<HTMLElement>('select, input:checked')?.focus()
  }, [isAsked, pressed])
  const owner = ownerOf(entity)
  if (!owner) return null
  const given = preview.columns.find(({ field }) => field === owner.key)?.header
  const choose = (owners: Plan['owners']) => change({ owners })
  return (
    <Section
      title={t('owners.title', { entities: within(entity.label_plural) })}
      note={given === undefined ? t('owners.note') : t('owners.given', { column: given })}
    >
      <div ref={box}>
        {ways.map(([who, word]) => (
          <ChoiceRow
            key={who}
            type="radio"
            name={name}
            label={t(word)}
            note={who === 'nobody' ? t('owners.nobody_note') : undefined}
            checked={plan.owners.who === who}
            change={() => choose({ who, people: who === 'shared' ? plan.owners.people : [] })}
          />
        ))}
        {plan.owners.who === 'one' && <OnePerson chosen={plan.owners.people[0]} choose={choose} />}
        {plan.owners.who === 'shared' && <Several chosen={plan.owners.people} choose={choose} />}
        {isAsked && (
          <p role="alert" className="mt-1 font-medium text-bad">
            {t('owners.first')}
          </p>
        )}
      </div>
    </Section>
  )
}

interface ChosenProps<T> {
  chosen: T
  choose: (owners: Plan['owners']) => void
}

function OnePerson({ chosen, choose }: ChosenProps<string | undefined>) {
  const { data: users } = useQuery(usersQuery())
  return (
    <select
      aria-label={t('owners.one')}
      className="control mt-1 max-w-72"
      value={chosen ?? ''}
      onChange={({ target }) => choose({ who: 'one', people: target.value ? [target.value] : [] })}
    >
      <option value="">{t('owners.choose')}</option>
      {users?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** Each by name; a team is the short way to all of its people. */
function Several({ chosen, choose }: ChosenProps<string[]>) {
  const { data: users } = useQuery(usersQuery())
  const { data: teams } = useQuery(teamsQuery)
  const set = (people: string[]) => choose({ who: 'shared', people })
  const takeTeam = (id: string) => {
    const below = new Set(withBelow(teams ?? [], id).map((team) => team.id))
    set(users?.filter(({ team }) => team && below.has(team)).map((user) => user.id) ?? [])
  }
  return (
    <>
      {teams && teams.length > 0 && (
        <select
          aria-label={t('owners.team')}
          className="control mt-1 max-w-72"
          value=""
          onChange={({ target }) => takeTeam(target.value)}
        >
          <option value="">{t('owners.team')}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <div role="group" aria-label={t('owners.shared')} className="mt-1 flex flex-wrap gap-x-5">
        {users?.map(({ id, name }) => (
          <ChoiceRow
            key={id}
            type="checkbox"
            label={name}
            checked={chosen.includes(id)}
            change={(isOn) => set(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
    </>
  )
}

interface ToldProps {
  result: ImportResult
  entity: Entity | undefined
  /** The way to where it is said; none once they are taken in. */
  choose?: () => void
}

const shownAtOnce = 5

/** Who has the new records, or would have them; that nobody has them is no small thing. */
export function GivenTo({ result: { owners = [] }, entity, choose }: ToldProps) {
  if (owners.length === 0 || !entity) return null
  const nobody = owners.find(({ owner }) => !owner)?.n ?? 0
  const people = owners.filter(({ owner }) => owner)
  const rest = people.slice(shownAtOnce)
  const parts = people
    .slice(0, shownAtOnce)
    .map(({ owner, n }) => `${owner!.name} ${n.toLocaleString(language())}`)
  if (rest.length > 0)
    parts.push(
      `${tn('owners.others', rest.length)} ${rest.reduce((sum, { n }) => sum + n, 0).toLocaleString(language())}`,
    )
  const entities = within(entity.label_plural)
  return (
    <>
      {people.length > 0 && (
        <p className="num mt-3 max-w-prose">
          {t('owners.told', { entities, people: parts.join(' · ') })}
        </p>
      )}
      {nobody > 0 && (
        <p className="num mt-3 flex max-w-prose flex-wrap items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <span className="min-w-60 flex-1">{tn('owners.told_nobody', nobody, { entities })}</span>
          {choose && <Button onClick={choose}>{t('owners.change')}</Button>}
        </p>
      )}
    </>
  )
}

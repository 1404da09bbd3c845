import { useState } from 'react'
import { useAll } from '../records'
import type { Rights, RoleFace } from './calls'
import { sightOf } from './sight'
import { t } from './words'

/** The rights of a role, read out: as it is for one of its people, or for anybody with it. */
export function Sight({ all, role }: { all: Rights; role: RoleFace }) {
  const people = useAll('users')
  const [person, setPerson] = useState('')
  const own = people.rows.filter((one) => one['role'] === role.key && one['active'] !== false)
  const chosen = own.find(({ id }) => id === person)
  const who = chosen ? String(chosen['name']) : t('anybody', { role: role.name })
  return (
    <details className="mb-4 max-w-[1080px] rounded-lg border border-line px-3 py-2">
      <summary className="font-medium">{t('sight')}</summary>
      {own.length > 0 && (
        <label className="mt-2 flex flex-wrap items-center gap-2">
          <span className="text-ink-3">{t('sight_of')}</span>
          <select
            value={chosen ? person : ''}
            onChange={(event) => setPerson(event.target.value)}
            className="control w-auto! max-w-full"
          >
            <option value="">{t('anybody', { role: role.name })}</option>
            {own.map(({ id, name }) => (
              <option key={id} value={id}>
                {String(name)}
              </option>
            ))}
          </select>
        </label>
      )}
      <ul className="mt-2 list-disc space-y-0.5 pl-5">
        {sightOf(all, role.key, who).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

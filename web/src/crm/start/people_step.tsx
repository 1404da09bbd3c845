import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { mailQuery } from '@/api/office'
import { teamsQuery, usersQuery, queryClient } from '@/api/queries'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { HandedLink, useHandedLink } from '@/kit/handed_link'
import { Avatar } from '@/kit/marks'
import { sayDone } from '@/kit/undo'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { invitationsQuery, invite, refreshStart, withdraw } from './calls'
import { General, Labelled, problemsOf, submitted } from './parts'
import { t } from './words'

const nobody = { name: '', email: '' }

async function refresh() {
  void queryClient.invalidateQueries({ queryKey: ['users'] })
  await refreshStart()
}

/** One row, Enter, and the next one. */
export function PeopleStep({ model }: { model: Model }) {
  const { data: teams } = useQuery(teamsQuery)
  const { data: mail } = useQuery(mailQuery)
  const { handed, hand, done } = useHandedLink()
  const user = entityByKey(model, 'user')
  const roles = (user && fieldOf(user, 'role')?.choices) ?? []
  const [draft, setDraft] = useState(nobody)
  const [role, setRole] = useState('rep')
  const [chosen, setTeam] = useState('')
  // Where there is one, everybody is in it.
  const team = chosen || (teams?.length === 1 ? teams[0]!.id : '')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const { byField, general } = problemsOf(error, ['name', 'email', 'role', 'team'])
  const send = async () => {
    setIsBusy(true)
    setError(null)
    try {
      const {
        id,
        name,
        mail: way,
      } = await invite({
        ...draft,
        role,
        locale: language(), // of the mail and of his first page, until he chooses
        ...(team && { team }),
      })
      setDraft(nobody)
      const takeBack = () => withdraw(id).then(refresh).then(done)
      sayDone(t(way === 'queued' ? 'invited' : 'invited_no_mail', { name }), takeBack)
      if (way === 'not_configured') await hand({ id, name })
      else {
        done()
        first.current?.focus()
      }
      await refresh()
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <>
      {mail?.configured === false && !handed && (
        <p className="mb-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          {t('people_no_mail')}{' '}
          <Link to="/admin/$section" params={{ section: 'mail' }} search={{}} className="link">
            {t('people_set_up_mail')}
          </Link>
        </p>
      )}
      {handed && (
        <div className="mb-4">
          <HandedLink handed={handed} close={done} isLedTo />
        </div>
      )}
      <form noValidate onSubmit={submitted(() => void send())} className="space-y-2">
        <General text={general} />
        <div className="grid items-start gap-2 md:grid-cols-[1fr_1.2fr_auto_auto_auto]">
          <Labelled label={t('person_name')} problem={byField['name']}>
            {(more) => (
              <input
                {...more}
                ref={first}
                autoComplete="off"
                className="control"
                value={draft.name}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label={t('email')} problem={byField['email']}>
            {(more) => (
              <input
                {...more}
                type="email"
                autoComplete="off"
                className="control"
                value={draft.email}
                onChange={(event) => setDraft({ ...draft, email: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label={t('role')} problem={byField['role']}>
            {(more) => (
              <select
                {...more}
                className="control"
                value={role}
                onChange={(event) => setRole(event.target.value)}
              >
                {roles.map(({ key, label }) => (
                  <option key={key} value={key}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          {teams && teams.length > 1 && (
            <Labelled label={t('team')} problem={byField['team']}>
              {(more) => (
                <select
                  {...more}
                  className="control"
                  value={team}
                  onChange={(event) => setTeam(event.target.value)}
                >
                  <option value="">{t('choose')}</option>
                  {teams.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          )}
          <Button type="submit" kind="primary" disabled={isBusy} className="md:mt-[22px]">
            {t('invite')}
          </Button>
        </div>
      </form>
      <People
        roleName={(key) => roles.find((one) => one.key === key)?.label ?? key}
        giveLink={(person) => void hand(person)}
      />
    </>
  )
}

interface PeopleProps {
  roleName: (key: string) => string
  giveLink: (person: { id: string; name: string }) => void
}

function People({ roleName, giveLink }: PeopleProps) {
  const { data: users } = useQuery(usersQuery())
  const { data: invitations } = useQuery(invitationsQuery)
  if (!users) return null
  const waiting = new Set(invitations?.map(({ email }) => email))
  return (
    <ul aria-label={t('people_list')} className="mt-4 border-t border-line">
      {users.map((user) => (
        <li
          key={user.id}
          className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 border-b border-line py-1.5"
        >
          <Avatar name={user.name} />
          <b className="font-medium">{user.name}</b>
          <span className="text-ink-3">{user.email}</span>
          <span className="ml-auto text-ink-3">
            {roleName(String(user['role'] ?? ''))}
            {waiting.has(user.email) && ` · ${t('not_yet')}`}
          </span>
          {waiting.has(user.email) && (
            <Button onClick={() => giveLink({ id: user.id, name: user.name })}>
              {t('copy_link')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

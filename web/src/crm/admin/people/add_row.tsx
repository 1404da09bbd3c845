// A colleague in one row: name, e-mail, role, team, Enter. He chooses his password by the link of the mail.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type RefObject } from 'react'
import { mailQuery } from '@/api/office'
import { ApiError, messageOf } from '@/api/problem'
import { queryClient } from '@/api/queries'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { HandedLink, useHandedLink } from '@/kit/handed_link'
import { sayDone } from '@/kit/undo'
import type { QuietOption } from '../quiet'
import { invite, withdraw } from './calls'
import { t } from './words'

interface AddRowProps {
  roles: QuietOption[]
  teams: QuietOption[]
  nameInput: RefObject<HTMLInputElement | null>
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['entries', 'users'] })
const blank = { name: '', email: '' }

export function AddRow({ roles, teams, nameInput }: AddRowProps) {
  const [draft, setDraft] = useState(blank)
  // Whoever comes next is most often of the same kind.
  const [role, setRole] = useState('rep')
  const [chosen, setTeam] = useState<string | null>(null)
  // An exception of who is in no team goes to nobody above him.
  const team = chosen ?? (teams.length === 1 ? teams[0]!.key : '')
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [isBusy, setIsBusy] = useState(false)
  const { data: mail, isPending: isMailUnknown } = useQuery(mailQuery)
  const { handed, hand, done } = useHandedLink()
  const isWithoutMail = mail?.configured === false

  const send = async () => {
    if (isBusy) return
    setIsBusy(true)
    try {
      const values = { ...draft, role, locale: language(), ...(team && { team }) }
      const { id, name, mail: way } = await invite(values)
      void refresh()
      const takeBack = () => withdraw(id).then(refresh).then(done)
      sayDone(t(way === 'queued' ? 'invited' : 'invited_no_mail', { name }), takeBack)
      setDraft(blank)
      setProblems({})
      nameInput.current?.focus()
      if (way === 'not_configured') await hand({ id, name })
      else done()
    } catch (error) {
      const byField = error instanceof ApiError ? error.byField : {}
      setProblems(Object.keys(byField).length > 0 ? byField : { email: messageOf(error) })
    }
    setIsBusy(false)
  }
  const told = Object.values(problems)
  const text = (key: keyof typeof blank, label: string, more: object) => (
    <label className="min-w-0">
      <span className="eyebrow mb-0.5 block">{label}</span>
      <input
        {...more}
        value={draft[key]}
        required
        autoComplete="off"
        aria-invalid={!!problems[key] || undefined}
        aria-describedby={told.length > 0 ? 'add-problem' : undefined}
        onChange={(event) => {
          setDraft({ ...draft, [key]: event.target.value })
          setProblems({})
        }}
        className="control"
      />
    </label>
  )
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
      <div className={addLayout}>
        {text('name', t('name'), { ref: nameInput, 'aria-keyshortcuts': 'N' })}
        {text('email', t('email'), { type: 'email' })}
        <label className="min-w-0">
          <span className="eyebrow mb-0.5 block">{t('role')}</span>
          <select
            value={role}
            onChange={(event) => setRole(event.target.value)}
            onKeyDown={sendOnEnter}
            className="control"
          >
            {roles.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="min-w-0">
          <span className="eyebrow mb-0.5 block">{t('team')}</span>
          <select
            value={team}
            onChange={(event) => setTeam(event.target.value)}
            onKeyDown={sendOnEnter}
            className="control"
          >
            <option value="">{t('no_team')}</option>
            {teams.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" kind="primary" disabled={isBusy} shortcut="enter">
          {t('invite')}
        </Button>
      </div>
      <p
        id="add-problem"
        role={told.length > 0 ? 'alert' : undefined}
        className={classes(
          'mt-1.5 min-h-5',
          told.length > 0 ? 'text-bad' : isWithoutMail ? 'text-warn' : 'text-ink-3',
        )}
      >
        {told.length > 0 ? (
          told.join(' ')
        ) : isWithoutMail ? (
          <>
            {t('add_hint_no_mail')}{' '}
            <Link to="/admin/$section" params={{ section: 'mail' }} search={{}} className="link">
              {t('set_up_mail')}
            </Link>
          </>
        ) : (
          !isMailUnknown && t('add_hint')
        )}
      </p>
      {handed && <HandedLink handed={handed} close={done} />}
    </form>
  )
}

const addLayout = classes(
  'grid items-end gap-2 max-sm:grid-cols-1 sm:grid-cols-2',
  'xl:grid-cols-[1fr_1.2fr_150px_170px_auto]',
)

/** A select opens by Space; Enter sends the row wherever one stands in it. */
function sendOnEnter(event: React.KeyboardEvent<HTMLSelectElement>) {
  if (event.key !== 'Enter') return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

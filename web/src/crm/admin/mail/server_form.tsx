// The mail server in one small form: tried before it is saved, and in use at once when it is.
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type InputHTMLAttributes, type ReactNode } from 'react'
import {
  keepMailServer,
  mailQuery,
  removeMailServer,
  tryMailServer,
  type MailSecurity,
  type MailServer,
  type MailTrial,
} from '@/api/office'
import { undoJournal } from '@/api/calls'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, queryClient } from '@/api/queries'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { Pill } from '@/kit/marks'
import { sayDone } from '@/kit/undo'
import { draftOf, typedOf, usualPorts, withSecurity } from './draft'
import { t } from './words'

const refresh = () => queryClient.invalidateQueries({ queryKey: mailQuery.queryKey })
const securities: [MailSecurity, string][] = [
  ['starttls', t('security_starttls')],
  ['tls', t('security_tls')],
  ['none', t('security_none')],
]

type Doing = 'try' | 'save' | 'remove'

/** One request at a time; a refusal stands at its field, or below. */
function useServer(server: MailServer) {
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(() => typedOf(server))
  const [doing, setDoing] = useState<Doing | null>(null)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState('')
  const [trial, setTrial] = useState<MailTrial | null>(null)
  const change = (next: typeof typed) => {
    setTyped(next)
    setProblems({})
    setGeneral('')
    setTrial(null)
  }
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  const run = async (what: Doing, work: () => Promise<unknown>) => {
    if (doing) return
    setDoing(what)
    setProblems({})
    setGeneral('')
    setTrial(null)
    try {
      await work()
    } catch (error) {
      const byField = error instanceof ApiError ? error.byField : {}
      setProblems(byField)
      if (Object.keys(byField).every((key) => !(key in typed))) setGeneral(messageOf(error))
    }
    setDoing(null)
  }
  const keep = async (told: string, answer: ReturnType<typeof keepMailServer>) => {
    const { journal } = await answer
    sayDone(told, journal ? () => undoJournal(journal).then(refresh) : undefined)
    await refresh()
  }
  const draft = () => draftOf(typed, server.has_password && !server.is_locked)
  return {
    form,
    typed,
    change,
    doing,
    problems,
    general,
    trial,
    tryIt: () => run('try', async () => setTrial(await tryMailServer(draft()))),
    save: () => run('save', () => keep(t('saved'), keepMailServer(draft()))),
    remove: () => run('remove', () => keep(t('removed'), removeMailServer())),
  }
}

export function ServerForm({ server }: { server: MailServer }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const it = useServer(server)
  const { typed, change, problems } = it
  const input = (key: 'host' | 'port' | 'user' | 'password' | 'from', more: InputProps) => (
    <Labelled label={more.label} hint={more.hint} problem={problems[key]}>
      {(aria) => (
        <input
          {...aria}
          {...more.input}
          autoComplete="off"
          spellCheck={false}
          value={typed[key]}
          onChange={(event) => change({ ...typed, [key]: event.target.value })}
          className="control"
        />
      )}
    </Labelled>
  )
  return (
    <form
      ref={it.form}
      noValidate
      aria-label={t('server_title')}
      onSubmit={(event) => {
        event.preventDefault()
        void it.save()
      }}
      className="mb-6 max-w-[640px]"
    >
      <h3 className="mb-2 font-semibold">{t('server_title')}</h3>
      <div className="grid gap-x-3 gap-y-2.5 sm:grid-cols-[minmax(0,1fr)_96px_220px]">
        {input('host', { label: t('host'), hint: t('host_hint') })}
        {input('port', { label: t('port'), input: { inputMode: 'numeric' } })}
        <Labelled label={t('security')} problem={problems['security']}>
          {(aria) => (
            <select
              {...aria}
              value={typed.security}
              onChange={(event) =>
                change(withSecurity(typed, event.target.value as keyof typeof usualPorts))
              }
              className="control"
            >
              {securities.map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <div className="mt-2.5 grid gap-x-3 gap-y-2.5 sm:grid-cols-2">
        {input('user', { label: t('user'), hint: t('user_hint') })}
        {input('password', {
          label: t('password'),
          hint: t(server.can_keep_password ? 'password_hint' : 'no_key'),
          input: {
            type: 'password',
            autoComplete: 'new-password',
            placeholder: server.has_password && !server.is_locked ? t('password_kept') : undefined,
          },
        })}
        {input('from', {
          label: t('from'),
          hint: t(server.from_is_fixed ? 'from_fixed' : 'from_hint'),
          input: { type: 'email', readOnly: server.from_is_fixed },
        })}
      </div>
      {it.general && (
        <p role="alert" className="mt-2 text-bad">
          {it.general}
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-1.5">
        <Button type="submit" kind="primary" disabled={!!it.doing}>
          {t('save')}
        </Button>
        <Button disabled={!!it.doing} onClick={() => void it.tryIt()}>
          {t(it.doing === 'try' ? 'trying' : 'test_send')}
        </Button>
        {server.source === 'company' && (
          <Button kind="danger" disabled={!!it.doing} onClick={() => void it.remove()}>
            {t('remove')}
          </Button>
        )}
        <p className="min-w-0 basis-full text-xs text-ink-3">
          {t('try_hint', { email: me.email })}
        </p>
      </div>
      {it.trial && <Tried trial={it.trial} />}
    </form>
  )
}

function Tried({ trial: { accepted, message, answer } }: { trial: MailTrial }) {
  return (
    <div role="status" className="mt-3 rounded-md border border-line px-3 py-2">
      <p className="flex flex-wrap items-center gap-2">
        <Pill tone={accepted ? 'good' : 'bad'}>{t(accepted ? 'tried_good' : 'tried_bad')}</Pill>
        <span className="min-w-0">{message}</span>
      </p>
      {answer && (
        <p className="mt-1 break-words text-ink-2">
          <span className="text-ink-3">{t('answer')}:</span> {answer}
        </p>
      )}
    </div>
  )
}

interface InputProps {
  label: string
  hint?: string
  input?: InputHTMLAttributes<HTMLInputElement>
}

interface LabelledProps {
  label: string
  hint?: string
  problem?: string
  className?: string
  children: (aria: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode
}

function Labelled({ label, hint, problem, className, children }: LabelledProps) {
  const id = useId()
  const told = problem ?? hint
  return (
    <div className={classes('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-invalid': problem ? true : undefined,
        'aria-describedby': told ? `${id}-told` : undefined,
      })}
      {told && (
        <p
          id={`${id}-told`}
          className={classes('mt-1 text-xs', problem ? 'text-bad' : 'text-ink-3')}
        >
          {told}
        </p>
      )}
    </div>
  )
}

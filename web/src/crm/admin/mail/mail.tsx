import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import {
  mailQuery,
  mailServerQuery,
  messageQuery,
  sendTestMail,
  type MailHealth,
} from '@/api/office'
import { meQuery, queryClient } from '@/api/queries'
import { showMoment } from '@/base/time'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Pill } from '@/kit/marks'
import { Loading, Problem } from '@/kit/page'
import { plainly } from '../fields/send'
import { isLate, showSpan } from '../health/state'
import { Part } from '../part'
import { ServerForm } from './server_form'
import { t, tn } from './words'

/** What sends the mails, what waits, and whether a mail arrives. */
export default function MailSection() {
  const { data: mail, error, isPending, refetch } = useQuery(mailQuery)
  return (
    <Part title={t('title')} sub={t('sub')}>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isPending && !error && <Loading />}
      {mail && (
        <>
          {!mail.configured && <NotConfigured />}
          <Facts mail={mail} />
          <Server />
        </>
      )}
    </Part>
  )
}

const NotConfigured = () => (
  <div role="alert" className="mb-4 max-w-[640px] rounded-md bg-warn-soft px-3 py-2 text-warn">
    <p className="font-medium">{t('not_configured')}</p>
    <p className="break-words">{t('not_configured_help')}</p>
  </div>
)

/** Set up here, or told where it stands. */
function Server() {
  const { data: server, error, refetch } = useQuery(mailServerQuery)
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!server) return <Loading />
  // The form below sends a test mail by what stands in it; here there is none.
  if (server.source === 'configuration')
    return (
      <>
        <p className="mb-5 max-w-[640px] text-ink-2">{t('fixed')}</p>
        <TestMail />
      </>
    )
  return (
    <>
      {server.is_locked && (
        <p role="alert" className="mb-3 max-w-[640px] rounded-md bg-warn-soft px-3 py-2 text-warn">
          {t('locked')}
        </p>
      )}
      {/* What an undo brings back is what the form shows. */}
      <ServerForm key={JSON.stringify(server)} server={server} />
    </>
  )
}

function Facts({ mail }: { mail: MailHealth }) {
  const isStuck = mail.configured && isLate(mail)
  const count = (n: number) => (n > 0 ? tn('mails', n) : t('none'))
  return (
    <dl className="mb-5 grid max-w-[640px] grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      {mail.server && <Fact label={t('server')}>{mail.server}</Fact>}
      {mail.server && <Fact label={t('from')}>{mail.from ?? '–'}</Fact>}
      <Fact label={t('waiting')}>
        <span className={isStuck ? 'text-bad' : undefined}>{count(mail.waiting)}</span>
        {isStuck && (
          <p className="text-bad">{t('waiting_long', { span: showSpan(mail.oldest_s ?? 0) })}</p>
        )}
        {mail.trouble && (
          <p role="status" className="text-bad">
            {t('trouble', { trouble: mail.trouble })}
          </p>
        )}
      </Fact>
      <Fact label={t('failed')}>
        <span className={mail.failed > 0 ? 'text-bad' : undefined}>{count(mail.failed)}</span>
        {mail.failed > 0 && <p className="text-bad">{t('failed_help')}</p>}
      </Fact>
    </dl>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{label}</dt>
    <dd className="num min-w-0 break-words">{children}</dd>
  </>
)

const looks = {
  queued: { tone: 'info', name: 'queued', text: 'queued_long' },
  accepted: { tone: 'good', name: 'accepted', text: 'accepted_long' },
  failed: { tone: 'bad', name: 'failed_state', text: 'failed_long' },
} as const

function TestMail() {
  const { data: me } = useSuspenseQuery(meQuery)
  const [to, setTo] = useState('')
  const [id, setId] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState('')
  const send = async () => {
    setProblem('')
    setIsSending(true)
    try {
      setId(await sendTestMail(to.trim() || undefined))
    } catch (error) {
      setProblem(plainly(error).message)
    }
    setIsSending(false)
  }
  useKeys([{ keys: 'm', label: t('test_send'), run: () => void send() }])
  return (
    <section aria-label={t('test')} className="max-w-[640px] border-t border-line pt-4">
      <h3 className="font-semibold">{t('test')}</h3>
      <p className="mb-2 text-ink-3">{t('test_sub', { email: me.email })}</p>
      <form
        noValidate
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isSending) void send()
        }}
      >
        <label className="min-w-0 flex-1 basis-56">
          <span className="mb-1 block font-medium">{t('test_to')}</span>
          <input
            type="email"
            className="control"
            value={to}
            placeholder={me.email}
            autoComplete="off"
            aria-invalid={!!problem || undefined}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        <Button kind="primary" type="submit" shortcut="m" disabled={isSending}>
          {t('test_send')}
        </Button>
      </form>
      {problem && (
        <p role="alert" className="mt-2 text-bad">
          {problem}
        </p>
      )}
      {id && <Fate key={id} id={id} />}
    </section>
  )
}

/** What became of the mail, from the queue to the server's answer. */
function Fate({ id }: { id: string }) {
  const { data: message, error } = useQuery(messageQuery(id))
  const state = message?.state ?? 'queued'
  useEffect(() => {
    if (state !== 'queued')
      void queryClient.invalidateQueries({ queryKey: mailQuery.queryKey, exact: true })
  }, [state])
  const { tone, name, text } = looks[state]
  if (error) return <Problem error={error} />
  return (
    <div role="status" className="mt-3 rounded-md border border-line px-3 py-2">
      <p className="flex flex-wrap items-center gap-2">
        <Pill tone={tone}>{t(name)}</Pill>
        <span>{t(text)}</span>
      </p>
      {message && state !== 'queued' && (
        <p className="num mt-1 text-xs text-ink-3">
          {[
            showMoment(message.at),
            message.attempts && message.attempts > 1 && tn('attempts', message.attempts),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {message?.detail && (
        <p className="mt-1 break-words text-ink-2">
          <span className="text-ink-3">{t('answer')}:</span> {message.detail}
        </p>
      )}
    </div>
  )
}

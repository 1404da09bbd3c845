import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { askForReset, setNewPassword, signIn } from '@/api/calls'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, queryClient } from '@/api/queries'
import { t, useLanguage } from '@/base/words'
import { Button } from '@/kit/button'
import { Logo } from './logo'
import { LanguageSelect } from './settings'

/** The page of those who are not signed in. */
function Door({ title, children }: { title: string; children: ReactNode }) {
  useLanguage()
  useEffect(() => {
    document.title = `${title} · Vigil`
  }, [title])
  return (
    <main className="grid min-h-full place-items-center p-4">
      <div className="w-full max-w-[360px]">
        <div className="mb-5 flex items-center gap-2.5">
          <Logo size={30} />
          <span className="text-lg font-semibold">{t('app.name')}</span>
        </div>
        <div className="rounded-lg border border-line bg-sheet p-5">
          <h1 className="mb-4 text-lg font-semibold">{title}</h1>
          {children}
        </div>
        <div className="mt-4">
          <LanguageSelect />
        </div>
      </div>
    </main>
  )
}

interface InputProps {
  label: string
  type: 'email' | 'password'
  autoComplete: string
  value: string
  change: (text: string) => void
  autoFocus?: boolean
  hint?: string
}

function Input({ label, change, hint, ...rest }: InputProps) {
  return (
    <label className="mb-3 block">
      <span className="mb-1 block font-medium">{label}</span>
      <input
        {...rest}
        required
        minLength={rest.autoComplete === 'new-password' ? 10 : undefined}
        onChange={(event) => change(event.target.value)}
        className="control h-9"
      />
      {hint && <span className="mt-1 block text-xs text-ink-3">{hint}</span>}
    </label>
  )
}

/** One request at a time; keeps its failure for the reader. */
function useSubmit(job: () => Promise<unknown>) {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsBusy(true)
    setProblem(null)
    try {
      await job()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, problem, submit }
}

/** Whether the address or the password was wrong is not told to strangers. */
function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return messageOf(error)
  if (error.status === 401) return t('signin.wrong')
  if (error.status === 429) {
    return error.retryAfterSeconds
      ? t('signin.wait', { seconds: error.retryAfterSeconds })
      : t('error.too_many')
  }
  return Object.values(error.byField)[0] ?? error.message
}

const Alert = ({ text }: { text: string | null }) => (
  <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-bad empty:hidden">
    {text}
  </p>
)
const Done = ({ text }: { text: string }) => (
  <p role="status" className="rounded-md bg-good-soft px-3 py-2 text-good">
    {text}
  </p>
)

export function SignInPage({ next }: { next: string }) {
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [hasForgotten, setHasForgotten] = useState(false)
  const { isBusy, problem, submit } = useSubmit(async () => {
    queryClient.clear()
    queryClient.setQueryData(meQuery.queryKey, await signIn(email, password))
    await navigate({ to: next })
  })
  if (hasForgotten)
    return <ForgottenPage email={email} setEmail={setEmail} back={() => setHasForgotten(false)} />
  return (
    <Door title={t('signin.title')}>
      <form onSubmit={(event) => void submit(event)}>
        <Alert text={problem} />
        <Input
          label={t('signin.email')}
          type="email"
          autoComplete="username"
          value={email}
          change={setEmail}
          autoFocus
        />
        <Input
          label={t('signin.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          change={setPassword}
        />
        <Button type="submit" kind="primary" disabled={isBusy} className="h-9 w-full">
          {t('signin.in')}
        </Button>
        <button
          type="button"
          onClick={() => setHasForgotten(true)}
          className="link mt-3 max-md:py-2"
        >
          {t('signin.forgotten')}
        </button>
      </form>
    </Door>
  )
}

interface ForgottenProps {
  email: string
  setEmail: (email: string) => void
  back: () => void
}

function ForgottenPage({ email, setEmail, back }: ForgottenProps) {
  const [isSent, setIsSent] = useState(false)
  const { isBusy, problem, submit } = useSubmit(async () => {
    await askForReset(email)
    setIsSent(true)
  })
  return (
    <Door title={t('reset.ask_title')}>
      {isSent ? (
        <Done text={t('reset.sent', { email })} />
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <Alert text={problem} />
          <Input
            label={t('signin.email')}
            type="email"
            autoComplete="username"
            value={email}
            change={setEmail}
            autoFocus
          />
          <Button type="submit" kind="primary" disabled={isBusy} className="h-9 w-full">
            {t('reset.ask')}
          </Button>
        </form>
      )}
      <button type="button" onClick={back} className="link mt-3 max-md:py-2">
        {t('reset.back')}
      </button>
    </Door>
  )
}

export function ResetPage({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [isDone, setIsDone] = useState(false)
  const { isBusy, problem, submit } = useSubmit(async () => {
    await setNewPassword(token, password)
    setIsDone(true)
  })
  return (
    <Door title={t('reset.title')}>
      {isDone ? (
        <Done text={t('reset.done')} />
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <Alert text={token ? problem : t('reset.no_token')} />
          <Input
            label={t('reset.new')}
            type="password"
            autoComplete="new-password"
            value={password}
            change={setPassword}
            hint={t('reset.hint')}
            autoFocus
          />
          <Button type="submit" kind="primary" disabled={isBusy || !token} className="h-9 w-full">
            {t('reset.set')}
          </Button>
        </form>
      )}
      <a href="/sign-in" className="link mt-3 inline-block max-md:py-2">
        {t('reset.to_sign_in')}
      </a>
    </Door>
  )
}

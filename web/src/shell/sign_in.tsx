import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { askForReset, changeMe, readLink, setNewPassword, signIn } from '@/api/calls'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, queryClient } from '@/api/queries'
import { language, t, useLanguage } from '@/base/words'
import { Button } from '@/kit/button'
import type { Me } from '@/model/types'
import { Logo } from './logo'
import { homeOf } from './navigation'
import { LanguageSelect } from './settings'

/** The page of those who are not signed in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
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
type SecretProps = Pick<InputProps, 'value' | 'change'>

export function Input({ label, change, hint, ...rest }: InputProps) {
  return (
    <label className="mb-3 block">
      <span className="mb-1 block font-medium">{label}</span>
      <input
        {...rest}
        required
        onChange={(event) => change(event.target.value)}
        className="control h-9"
      />
      {hint && <span className="mt-1 block text-xs text-ink-3">{hint}</span>}
    </label>
  )
}

/** The account's address, the first thing asked wherever it is asked. */
const EmailInput = (props: SecretProps & { autoFocus?: boolean }) => (
  <Input autoFocus {...props} label={t('signin.email')} type="email" autoComplete="username" />
)

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
  if (error.status === 401 && error.code !== 'not_set_up') return t('signin.wrong')
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

interface DoorFormProps {
  job: () => Promise<unknown>
  submitLabel: string
  /** Stands there before anything was sent. */
  complaint?: string
  isImpossible?: boolean
  children: ReactNode
}

export function DoorForm({ job, submitLabel, complaint, isImpossible, children }: DoorFormProps) {
  const { isBusy, problem, submit } = useSubmit(job)
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Alert text={complaint ?? problem} />
      {children}
      <Button type="submit" kind="primary" disabled={isBusy || isImpossible} className="h-9 w-full">
        {submitLabel}
      </Button>
    </form>
  )
}

const wayLook = 'link mt-3 inline-block max-md:py-2'

/** Only a path of our own: what follows sign-in must not lead to another site. */
export const safePath = (path: unknown) =>
  typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/'

/** Who has never chosen a language is written to in the one he signs in by. */
function withLanguage(me: Me): Me {
  if (me.locale) return me
  // Refused or lost, the next sign-in says it again.
  changeMe({ locale: language() }).catch(() => {})
  return { ...me, locale: language() }
}

/** From the door into the house. */
export function useEnter() {
  const navigate = useNavigate()
  return async (who: Promise<Me>, next = '/') => {
    const me = withLanguage(await who)
    queryClient.clear()
    queryClient.setQueryData(meQuery.queryKey, me)
    // Going back leads to what was before the sign-in, not to its form.
    await navigate({ to: next === '/' ? homeOf(me) : next, replace: true })
  }
}

export function SignInPage() {
  const search = useSearch({ from: '/sign-in' })
  const next = safePath(search.next)
  const hasForgotten = !!search.forgotten
  useLanguage()
  const enter = useEnter()
  const [email, setEmail] = useState(search.email ?? '')
  const [password, setPassword] = useState('')
  if (hasForgotten) return <ForgottenPage email={email} setEmail={setEmail} />
  return (
    <Door title={t('signin.title')}>
      <DoorForm job={() => enter(signIn(email, password), next)} submitLabel={t('signin.in')}>
        <EmailInput value={email} change={setEmail} autoFocus={!search.email} />
        <Input
          label={t('signin.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          change={setPassword}
          autoFocus={!!search.email}
        />
      </DoorForm>
      <Link to="/sign-in" search={(now) => ({ ...now, forgotten: '1' })} className={wayLook}>
        {t('signin.forgotten')}
      </Link>
    </Door>
  )
}

interface ForgottenProps {
  email: string
  setEmail: (email: string) => void
}

function ForgottenPage({ email, setEmail }: ForgottenProps) {
  const [isSent, setIsSent] = useState(false)
  const ask = async () => {
    await askForReset(email)
    setIsSent(true)
  }
  return (
    <Door title={t('reset.ask_title')}>
      {isSent ? (
        <Done text={t('reset.sent', { email })} />
      ) : (
        <DoorForm job={ask} submitLabel={t('reset.ask')}>
          <EmailInput value={email} change={setEmail} />
        </DoorForm>
      )}
      <Link to="/sign-in" search={(now) => ({ next: now.next })} className={wayLook}>
        {t('reset.back')}
      </Link>
    </Door>
  )
}

const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['link', token],
    queryFn: () => readLink(token),
    staleTime: Infinity, // used, it is for nobody any more
    retry: false,
  })

/** Where the links of the mails lead: a new password, or the first one. */
export function ResetPage() {
  const { token = '' } = useSearch({ from: '/reset' })
  useLanguage()
  const [password, setPassword] = useState('')
  const [isDone, setIsDone] = useState(false)
  const link = linkQuery(token)
  const { data: whom, error } = useQuery({ ...link, enabled: !!token })
  const isFirst = !!whom?.is_invitation
  const enter = useEnter()
  const set = async () => {
    // Whoever is quicker than the answer is waited for: a used link tells nobody whose it was.
    const whose = await queryClient.ensureQueryData(link).catch(() => undefined)
    await setNewPassword(token, password)
    // Set it is; who cannot come in by it at once is told so, and may sign in by hand.
    const isIn =
      !!whose &&
      (await enter(signIn(whose.email, password)).then(
        () => true,
        () => false,
      ))
    setIsDone(!isIn)
  }
  const complaint = error ? messageOf(error) : token ? undefined : t('reset.no_token')
  return (
    <Door title={t(isFirst ? 'reset.first_title' : 'reset.title')}>
      {isDone ? (
        <Done text={t('reset.done')} />
      ) : (
        <DoorForm
          job={set}
          submitLabel={t('reset.set')}
          complaint={complaint}
          isImpossible={!token}
        >
          {whom && (
            <p className="mb-3 break-words text-ink-2">
              {t(isFirst ? 'reset.invited' : 'reset.whose', {
                name: whom.name,
                company: whom.company,
                email: whom.email,
              })}
            </p>
          )}
          {/* For whatever keeps passwords: it knows accounts by a name beside the password. */}
          {whom && (
            <input type="email" autoComplete="username" value={whom.email} readOnly hidden />
          )}
          <Input
            label={t(isFirst ? 'reset.first' : 'reset.new')}
            type="password"
            autoComplete="new-password"
            value={password}
            change={setPassword}
            hint={t('reset.hint')}
            autoFocus
          />
        </DoorForm>
      )}
      <div className="flex flex-wrap gap-x-4">
        <Link to="/sign-in" search={whom && { email: whom.email }} className={wayLook}>
          {t('reset.to_sign_in')}
        </Link>
        {!isDone && !isFirst && (
          <Link to="/sign-in" search={{ forgotten: '1' }} className={wayLook}>
            {t('reset.again')}
          </Link>
        )}
      </div>
    </Door>
  )
}

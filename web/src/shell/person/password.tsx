import { useEffect, useId, useRef, useState } from 'react'
import { changePassword } from '@/api/calls'
import { ApiError, messageOf } from '@/api/problem'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import { t } from './words'

type Problems = { current?: string; new?: string; general?: string }

function problemsOf(error: unknown): Problems {
  const byField = error instanceof ApiError ? error.byField : {}
  const { current, new: fresh } = byField
  return current || fresh ? { current, new: fresh } : { general: messageOf(error) }
}

export function PasswordLine({ open }: { open: () => void }) {
  return (
    <div className="flex min-h-7 items-center gap-3">
      <span className="w-28 shrink-0 text-ink-3">{t('password')}</span>
      <Button onClick={open}>{t('password_change')}</Button>
    </div>
  )
}

/** One's own, by the one there is: who finds the page open cannot take the account with him. */
export const PasswordDialog = (props: { email: string; close: () => void }) => (
  <Modal title={t('password_change')} sub={props.email} open close={props.close} keeps>
    <PasswordForm {...props} />
  </Modal>
)

function PasswordForm({ email, close }: { email: string; close: () => void }) {
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [problems, setProblems] = useState<Problems>({})
  const [isBusy, setIsBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  const send = async () => {
    if (isBusy) return
    if (!current) return setProblems({ current: t('password_current_needed') })
    if (!fresh) return setProblems({ new: t('password_new_needed') })
    setIsBusy(true)
    try {
      await changePassword(current, fresh)
      sayDone(t('password_saved'))
      close()
    } catch (error) {
      setProblems(problemsOf(error))
      setIsBusy(false)
    }
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      className="px-4 pt-3 pb-4"
    >
      {/* So that the browser's keeper of passwords knows whose it is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      {problems.general && (
        <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {problems.general}
        </p>
      )}
      <Secret
        label={t('password_current')}
        autoComplete="current-password"
        value={current}
        change={setCurrent}
        problem={problems.current}
        autoFocus
      />
      <Secret
        label={t('password_new')}
        autoComplete="new-password"
        value={fresh}
        change={setFresh}
        problem={problems.new}
        hint={t('password_hint')}
      />
      <div className="flex justify-end gap-1.5 pt-1">
        <Button onClick={close}>{common('dialog.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {t('password_change')}
        </Button>
      </div>
    </form>
  )
}

interface SecretProps {
  label: string
  autoComplete: 'current-password' | 'new-password'
  value: string
  change: (text: string) => void
  problem?: string
  hint?: string
  autoFocus?: boolean
}

function Secret({ label, change, problem, hint, ...rest }: SecretProps) {
  const id = useId()
  const note = problem ?? hint
  return (
    <div className="mb-3">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        type="password"
        maxLength={1000}
        aria-invalid={!!problem || undefined}
        aria-describedby={note && `${id}-note`}
        onChange={(event) => change(event.target.value)}
        className="control"
      />
      {note && (
        <p
          id={`${id}-note`}
          role={problem ? 'alert' : undefined}
          className={`mt-1 text-xs ${problem ? 'text-bad' : 'text-ink-3'}`}
        >
          {note}
        </p>
      )}
    </div>
  )
}

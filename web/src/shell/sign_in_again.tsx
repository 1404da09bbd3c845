import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { signIn } from '@/api/calls'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import type { Me } from '@/model/types'
import { DoorForm, Input } from './sign_in'

interface SignInAgainProps {
  me: Me
  /** Whether the reader is signed in again, or put it off. */
  answer: (isSignedIn: boolean) => void
}

/**
 * A dialog of the browser, which stands over any other: one of Base UI beside another one would
 * take the focus from it, and Escape would close both.
 */
export default function SignInAgain({ me, answer }: SignInAgainProps) {
  const box = useRef<HTMLDialogElement>(null)
  const [password, setPassword] = useState('')
  useEffect(() => box.current?.showModal(), [])
  useEscape(() => answer(false))
  const enter = async () => {
    const { id } = await signIn(me.email, password)
    if (id === me.id) answer(true)
    else location.assign('/') // the page is another's now
  }
  return (
    <dialog
      ref={box}
      data-modal
      aria-labelledby="again-title"
      className={classes(
        'm-auto w-[360px] max-w-[94vw] animate-rise rounded-lg bg-raise p-5 text-ink',
        'shadow-float backdrop:bg-black/40',
      )}
    >
      <h2 id="again-title" className="text-lg font-semibold">
        {t('again.title')}
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{t('again.why')}</p>
      <DoorForm job={enter} submitLabel={t('signin.in')}>
        <p className="mb-3 truncate font-medium">{me.email}</p>
        <Input
          label={t('signin.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          change={setPassword}
          autoFocus
        />
      </DoorForm>
      <button
        type="button"
        onClick={() => answer(false)}
        className="link mt-3 inline-block max-md:py-2"
      >
        {t('again.later')}
      </button>
    </dialog>
  )
}

/** Before any dialog underneath hears of it. */
function useEscape(leave: () => void) {
  const latest = useRef(leave)
  latest.current = leave
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopImmediatePropagation()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}

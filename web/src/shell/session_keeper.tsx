// The session may end while something is being typed. Then the reader signs in over the page, and
// the call that was refused is made again.
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { signIn } from '@/api/calls'
import { whenSignedOut } from '@/api/client'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import type { Me } from '@/model/types'
import { DoorForm, Input } from './sign_in'

type Answer = (isSignedIn: boolean) => void

/**
 * However many calls are refused meanwhile, the reader is asked once. Put off, only what he does
 * himself asks again; the page looking for news does not.
 */
function useQuestion() {
  const isPutOff = useRef(false)
  const waiting = useRef<Answer[]>([])
  const [isAsked, setIsAsked] = useState(false)
  useEffect(() => {
    whenSignedOut((method) => {
      if (isPutOff.current && method === 'GET') return false
      setIsAsked(true)
      return new Promise<boolean>((resolve) => waiting.current.push(resolve))
    })
    return () => whenSignedOut(() => false)
  }, [])
  const answer: Answer = (isSignedIn) => {
    isPutOff.current = !isSignedIn
    setIsAsked(false)
    for (const resolve of waiting.current.splice(0)) resolve(isSignedIn)
  }
  return { isAsked, answer }
}

export function SessionKeeper({ me }: { me: Me }) {
  const { isAsked, answer } = useQuestion()
  return isAsked && createPortal(<SignInAgain me={me} answer={answer} />, document.body)
}

/**
 * A dialog of the browser, which stands over any other: one of Base UI beside another one would
 * take the focus from it, and Escape would close both.
 */
function SignInAgain({ me, answer }: { me: Me; answer: Answer }) {
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
  useEffect(() => {
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

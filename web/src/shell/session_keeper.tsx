// The session may end while something is being typed. Then the reader signs in over the page, and
// the call that was refused is made again.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { whenSignedOut } from '@/api/client'
import type { Me } from '@/model/types'

const SignInAgain = lazy(() => import('./sign_in_again'))

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
  if (!isAsked) return null
  return createPortal(
    <Suspense>
      <SignInAgain me={me} answer={answer} />
    </Suspense>,
    document.body,
  )
}

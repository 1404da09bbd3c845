import { useEffect } from 'react'

/** What only this page has would be lost by a reload: the browser asks first. */
export function useAskBeforeLeaving(wouldLose: boolean) {
  useEffect(() => {
    if (!wouldLose) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [wouldLose])
}

import { lazy, useEffect, useState, type ComponentType } from 'react'

/**
 * A part of a page that is fetched behind it. Once it is here it stands at once, without the moment in which React
 * shows a fallback: what is typed right after the key that opens it arrives.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  let here: ComponentType<P> | null = null
  const fetch = () => load().then((component) => (here = component))
  const Waiting = lazy(() => fetch().then((component) => ({ default: component })))
  function Later(props: P) {
    // Kept: another component in the same place would lose what was typed.
    const [{ Component }] = useState(() => ({ Component: here ?? Waiting }))
    return <Component {...(props as P & React.JSX.IntrinsicAttributes)} />
  }
  // Ahead of its need, what cannot be had without a line is no error: it is fetched again when it is wanted.
  return Object.assign(Later, { fetch: () => void fetch().catch(() => undefined) })
}

const fetchAheadMs = 50

/** The page stands first; what it may ask is fetched right behind it, before a key or a lost line needs it. */
export function useFetchAhead(parts: readonly { fetch: () => void }[], isReady = true) {
  useEffect(() => {
    if (!isReady) return
    const timer = setTimeout(() => parts.forEach(({ fetch }) => fetch()), fetchAheadMs)
    return () => clearTimeout(timer)
  }, [parts, isReady])
}

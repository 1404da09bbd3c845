import { useEffect, useState } from 'react'

/** The value once it has stood for `waitMs`: what is being typed is not asked about letter by letter. */
export function useSlowly<T>(value: T, waitMs: number): T {
  const [slow, setSlow] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return slow
}

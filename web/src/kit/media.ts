import { useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** As Tailwind's max-md. */
export const useIsPhone = () => useMedia('(max-width: 767px)')
/** Room for a list and a pane beside it. */
export const useIsWide = () => useMedia('(min-width: 1024px)')

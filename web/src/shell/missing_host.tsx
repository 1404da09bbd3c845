import { useSyncExternalStore } from 'react'
import { currentQuestion, whenAsked } from '@/kit/missing/missing'
import { Later } from './later'

export const loadMissing = () => import('@/kit/missing/missing_dialog')

/** Stands once over all pages: whatever changes a record can ask. */
export function MissingHost({ currency }: { currency: string }) {
  const asked = useSyncExternalStore(whenAsked, currentQuestion)
  if (!asked) return null
  return <Later load={loadMissing} props={{ asked, currency, close: asked.close }} />
}

import { useEffect, useState, type ComponentType } from 'react'
import { isCutOff, useLiveState } from '@/api/events'
import { unreachable } from '@/api/problem'
import { t } from '@/base/words'
import { Page as Frame, Problem } from './page'

type Load = () => Promise<{ default: ComponentType }>

/** In the place of a page that could not be fetched; the page itself, once the server can be reached again. */
function Unfetched({ load }: { load: Load }) {
  const [{ Page }, setPage] = useState<{ Page?: ComponentType }>({})
  const fetch = () =>
    load().then(
      ({ default: Page }) => setPage({ Page }),
      () => {}, // it stands there that it cannot be reached
    )
  const isGone = useLiveState() === 'gone'
  useEffect(() => {
    if (!isGone) void fetch()
  }, [isGone])
  if (Page) return <Page />
  return (
    <Frame title={t('error.no_connection')}>
      <Problem error={unreachable()} retry={() => void fetch()} />
    </Frame>
  )
}

/** Without a connection the rest of the page stands, with all that waits; else the router fetches it all anew. */
export const fetched = (load: Load): ReturnType<Load> =>
  load().catch((error: unknown) => {
    if (!isCutOff()) throw error
    return { default: () => <Unfetched load={load} /> }
  })

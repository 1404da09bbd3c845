// A link by which somebody sets a password, for an administrator to hand over himself.
import { useState } from 'react'
import { makePasswordLink, type PasswordLink } from '@/api/office'
import { queryClient } from '@/api/queries'
import { dayOf, showDay } from '@/base/time'
import { t } from '@/base/words'
import { Button } from './button'
import { say, sayError } from './undo'

interface Handed extends PasswordLink {
  name: string
}

/**
 * A link made for a machine's own address is of no use elsewhere; by the address this page was
 * reached by, others most likely reach it too.
 */
export function reachable(link: string, here: string): string {
  const url = new URL(link)
  const isLocal = (host: string) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host)
  const own = new URL(here)
  if (!isLocal(url.hostname) || isLocal(own.hostname)) return link
  return own.origin + url.pathname + url.search
}

/** The one link that is shown; each asked for makes the older ones void. */
export function useHandedLink() {
  const [handed, setHanded] = useState<Handed | null>(null)
  const hand = async ({ id, name }: { id: string; name: string }) => {
    try {
      setHanded({ ...(await makePasswordLink(id)), name })
    } catch (error) {
      sayError(error)
    }
    void queryClient.invalidateQueries({ queryKey: ['entries', 'users'] })
  }
  return { handed, hand, done: () => setHanded(null) }
}

async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text)
    say(t('handed.copied'))
  } catch {
    sayError(new Error(t('handed.not_copied'))) // absent on plain http beyond localhost
  }
}

interface HandedLinkProps {
  handed: Handed
  close: () => void
  /** It is what comes next: its button has the focus, and with it a place on the screen. */
  isLedTo?: boolean
}

export function HandedLink({ handed, close, isLedTo }: HandedLinkProps) {
  const { name, expires_at } = handed
  const link = reachable(handed.link, window.location.href)
  const until = showDay(dayOf(new Date(expires_at)))
  const title = t('handed.title', { name })
  return (
    <section
      aria-label={title}
      className="mt-3 rounded-lg border border-line-strong bg-warn-soft p-3"
    >
      <h3 className="font-semibold">{title}</h3>
      <p role="status" className="mb-2 text-ink-2">
        {t('handed.text', { name, until })}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <input
          readOnly
          aria-label={title}
          value={link}
          onFocus={(event) => event.target.select()}
          className="control min-w-0 flex-1 basis-64 font-mono text-xs"
        />
        <Button kind="primary" autoFocus={isLedTo} key={link} onClick={() => void copy(link)}>
          {t('handed.copy')}
        </Button>
        <Button onClick={close}>{t('handed.close')}</Button>
      </div>
    </section>
  )
}

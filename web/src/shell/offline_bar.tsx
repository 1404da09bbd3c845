import { CloudOff, CloudUpload, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isCutOff, useLiveState, whenLive } from '@/api/events'
import { hasWaiting, openWaiting, useWaiting, waiting, whenKept } from '@/api/waiting'
import { classes } from '@/base/classes'
import { t, tn } from '@/base/words'
import { sendWaiting } from '@/kit/waiting/send'

const patienceMs = 2000
const againMs = 15_000
const fetchAheadMs = 300

type WaitingDialog = typeof import('./waiting_dialog').WaitingDialog
/** Wanted when nothing can be fetched any more: it comes behind the page, and nothing leads to it before. */
function useDialog(isGone: boolean) {
  const [dialog, setDialog] = useState<{ Dialog: WaitingDialog }>()
  useEffect(() => {
    if (dialog || isGone) return
    const fetch = () =>
      import('./waiting_dialog').then(
        (module) => setDialog({ Dialog: module.WaitingDialog }),
        () => {}, // once the server is back
      )
    const timer = setTimeout(fetch, fetchAheadMs)
    return () => clearTimeout(timer)
  }, [dialog, isGone])
  return dialog?.Dialog
}

const send = () => {
  if (hasWaiting()) void sendWaiting()
}
const sendIfHeard = () => {
  if (!isCutOff()) send()
}

const toSend = () => waiting().filter(({ state }) => state !== 'refused').length

/** As soon as the server is heard again; and now and then, for it may be there unheard. */
function useSending(user: string) {
  useEffect(() => {
    openWaiting(user)
    send()
    let before = toSend()
    const onKept = () => {
      const isMore = toSend() > before
      before = toSend()
      if (isMore) sendIfHeard()
    }
    const stops = [whenLive(sendIfHeard), whenKept(onKept)]
    addEventListener('online', send)
    const timer = setInterval(send, againMs)
    return () => {
      stops.forEach((stop) => stop())
      removeEventListener('online', send)
      clearInterval(timer)
    }
  }, [user])
}

/** What waits is lost with the tab. */
function useKeptOpen(isKept: boolean) {
  useEffect(() => {
    if (!isKept) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isKept])
}

/** A stream that comes and goes with a restart or a tunnel is not worth a line; a gap is, and what waits for its end. */
export function OfflineBar({ user }: { user: string }) {
  useSending(user)
  const isGone = useLiveState() === 'gone'
  const [isLong, setIsLong] = useState(false)
  const [isAsked, setIsAsked] = useState(false)
  const kept = useWaiting()
  const refused = kept.filter(({ state }) => state === 'refused').length
  const waits = kept.length - refused
  useKeptOpen(waits > 0)
  useEffect(() => {
    if (!isGone) return setIsLong(false)
    const timer = setTimeout(() => setIsLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [isGone])
  const isShown = isLong || (isGone && !navigator.onLine)
  const Dialog = useDialog(isGone)
  const show = kept.length > 0 && Dialog && (
    <button type="button" onClick={() => setIsAsked(true)} className="link shrink-0 max-md:py-2">
      {t('waiting.show')}
    </button>
  )
  return (
    <>
      <div role="status" className="shrink-0">
        {waits > 0 && (
          <Line Icon={isGone ? CloudOff : CloudUpload} tone="warn">
            {tn(isGone ? 'waiting.count' : 'waiting.going', waits)} {show}
          </Line>
        )}
        {waits === 0 && isShown && (
          <Line Icon={CloudOff} tone="warn">
            {t('live.gone')}
          </Line>
        )}
        {refused > 0 && (
          <Line Icon={TriangleAlert} tone="bad">
            {tn('waiting.refused', refused)} {waits === 0 && show}
          </Line>
        )}
      </div>
      {isAsked && Dialog && <Dialog close={() => setIsAsked(false)} />}
    </>
  )
}

interface LineProps {
  Icon: typeof CloudOff
  tone: 'warn' | 'bad'
  children: React.ReactNode
}

function Line({ Icon, tone, children }: LineProps) {
  return (
    <p
      data-offline
      className={classes(
        'flex items-center gap-2 px-4 py-2 md:mt-1.5 md:mr-1.5 md:rounded-lg',
        tone === 'warn' ? 'bg-warn-soft text-warn' : 'bg-bad-soft text-bad',
      )}
    >
      <Icon size={15} aria-hidden className="shrink-0" />
      <span>{children}</span>
    </p>
  )
}

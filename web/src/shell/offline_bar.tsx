import { CloudOff } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveState } from '@/api/events'
import { classes } from '@/base/classes'
import { t } from '@/base/words'

const patienceMs = 2000

function subscribe(listener: () => void) {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
const useIsUnplugged = () => useSyncExternalStore(subscribe, () => !navigator.onLine)

/** A stream that comes and goes with a restart or a tunnel is not worth a line; a gap is. */
export function OfflineBar() {
  const isUnplugged = useIsUnplugged()
  const isGone = useLiveState() === 'gone'
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isGone) return setIsLong(false)
    const timer = setTimeout(() => setIsLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [isGone])
  return (
    <div role="status" className="shrink-0">
      {(isLong || isUnplugged) && (
        <p
          className={classes(
            'flex items-center gap-2 bg-warn-soft px-4 py-2 text-warn',
            'md:mt-1.5 md:mr-1.5 md:rounded-lg',
          )}
        >
          <CloudOff size={15} aria-hidden className="shrink-0" />
          {t('live.gone')}
        </p>
      )}
    </div>
  )
}

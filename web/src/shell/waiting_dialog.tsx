import { useWaiting } from '@/api/waiting'
import { t } from '@/base/words'
import { Modal } from '@/kit/modal'
import { WaitingLine } from './waiting_line'

/** What waits for the connection, and what was refused when it came: to be sent again, decided or given up. */
export function WaitingDialog({ close }: { close: () => void }) {
  const kept = useWaiting()
  return (
    <Modal title={t('waiting.title')} sub={t('waiting.sub')} open close={close} wide>
      {kept.length === 0 && <p className="px-4 pt-2 pb-4 text-ink-3">{t('waiting.none')}</p>}
      <ul className="min-h-0 divide-y divide-line overflow-y-auto px-4 pt-2 pb-3">
        {kept.map((one) => (
          <WaitingLine key={one.id} one={one} close={close} />
        ))}
      </ul>
    </Modal>
  )
}

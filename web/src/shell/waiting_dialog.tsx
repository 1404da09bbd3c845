import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { conditionsFor } from '@/api/calls'
import { modelQuery } from '@/api/queries'
import { change, drop, useWaiting, type Waiting } from '@/api/waiting'
import { showClock } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { entityByKey } from '@/model/catalogue'

/** What waits for the connection, and what was refused when it came: to be sent again or given up. */
export function WaitingDialog({ close }: { close: () => void }) {
  const kept = useWaiting()
  return (
    <Modal title={t('waiting.title')} sub={t('waiting.sub')} open close={close} wide>
      {kept.length === 0 && <p className="px-4 pt-2 pb-4 text-ink-3">{t('waiting.none')}</p>}
      <ul className="min-h-0 divide-y divide-line overflow-y-auto px-4 pt-2 pb-3">
        {kept.map((one) => (
          <Line key={one.id} one={one} close={close} />
        ))}
      </ul>
    </Modal>
  )
}

function Line({ one, close }: { one: Waiting; close: () => void }) {
  const isRefused = one.state === 'refused'
  return (
    <li data-waiting={one.state} className="flex flex-wrap items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <ToRecords one={one} close={close} />
        </p>
        <p className={isRefused ? 'text-bad' : 'text-ink-3'}>
          <span className="num">{showClock(new Date(one.at).toISOString())}</span>
          {' · '}
          {isRefused ? one.why : t(`waiting.${one.state as 'waits' | 'sending'}`)}
        </p>
      </div>
      {isRefused && (
        <Button onClick={() => change(one.id, { state: 'waits', why: undefined })}>
          {t('waiting.retry')}
        </Button>
      )}
      {one.state !== 'sending' && (
        <Button onClick={() => drop(one.id)}>{t('waiting.discard')}</Button>
      )}
    </li>
  )
}

/** To what it is about: the record, or those of the list that an address has room for. */
function ToRecords({ one, close }: { one: Waiting; close: () => void }) {
  const { data: model } = useSuspenseQuery(modelQuery())
  const { entity, ids } = one.about
  const plural = entityByKey(model, entity)?.plural
  const [id] = ids
  if (!plural || !id) return one.said
  const go = { className: 'link', onClick: close }
  return ids.length === 1 ? (
    <Link {...go} to="/e/$plural/$id" params={{ plural, id }}>
      {one.said}
    </Link>
  ) : (
    <Link {...go} to="/e/$plural" params={{ plural }} search={{ filter: conditionsFor(ids)[0] }}>
      {one.said}
    </Link>
  )
}

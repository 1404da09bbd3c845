import { CloudOff } from 'lucide-react'
import { useWaiting, type Waiting } from '@/api/waiting'
import { showMoment, showMomentFully } from '@/base/time'
import { t } from '@/base/words'
import { actOf, heldBy, type Held } from '@/kit/waiting/held'
import type { Model } from '@/model/types'
import { showValue } from '@/model/values'

/** What was done with a record and has not reached the server; a changed field says so by itself. */
export const useWaitingWith = (entity: string, id: string) =>
  useWaiting().filter(
    ({ method, about }) =>
      method === 'POST' && about.entity === entity && about.ids.length === 1 && about.ids[0] === id,
  )

/** It stands in the timeline already, newest first, and says that it waits. */
export function WaitingItems({ kept, model }: { kept: Waiting[]; model: Model }) {
  return kept.toReversed().map((one) => <WaitingItem key={one.id} one={one} model={model} />)
}

function WaitingItem({ one, model }: { one: Waiting; model: Model }) {
  const held = heldBy(one, model)
  const chosen = held.filter(({ field }) => field.kind === 'choice')
  const typed = held.filter(({ field }) => ['text', 'long_text'].includes(field.kind))
  const head = [actOf(one, model)?.label, ...chosen.map(said)].filter(Boolean).join(' · ')
  const at = new Date(one.at).toISOString()
  return (
    <li data-waiting={one.state} className="flex gap-2.5">
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-warn-soft text-warn">
        <CloudOff size={13} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 font-medium break-words">{head || one.said}</span>
          <time
            dateTime={at}
            title={showMomentFully(at)}
            className="num shrink-0 text-xs text-ink-3"
          >
            {showMoment(at)}
          </time>
        </div>
        {typed.map((part) => (
          <p key={part.field.key} className="break-words whitespace-pre-wrap text-ink-2">
            {said(part)}
          </p>
        ))}
        <p className="text-xs text-warn">{one.state === 'refused' ? one.why : t('waiting.kept')}</p>
      </div>
    </li>
  )
}

const said = ({ field, value }: Held) => showValue(field, value)

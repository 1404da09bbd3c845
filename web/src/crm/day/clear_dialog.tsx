// Many things left over, settled by one answer: one request, one undo.
import { useState } from 'react'
import { language, t as common } from '@/base/words'
import { Modal, OptionList } from '@/kit/modal'
import { Segmented } from '@/kit/segmented'
import type { Values } from '@/model/types'
import { olderThan, type Thing } from './things'
import { t } from './words'

export interface Clearing {
  change: Values
  /** What is said when it is done. */
  said: 'day.cleared_dropped' | 'day.cleared_done' | 'day.cleared_moved'
}

interface ClearDialogProps {
  /** What is left and can be settled together. */
  things: Thing[]
  today: string
  /** ISO moment to which they may be put off. */
  tomorrow: string
  answer: (things: Thing[], clearing: Clearing) => void
  close: () => void
}

const weekDays = 7

export function ClearDialog({ things, today, tomorrow, answer, close }: ClearDialogProps) {
  const old = olderThan(things, today, weekDays)
  const hasBoth = old.length > 0 && old.length < things.length
  const [isOldOnly, setIsOldOnly] = useState(false)
  const chosen = isOldOnly && hasBoth ? old : things
  const n = (some: Thing[]) => some.length.toLocaleString(language())
  const options: { value: Clearing; label: string; hint: string }[] = [
    {
      value: { change: { state: 'cancelled' }, said: 'day.cleared_dropped' },
      label: t('day.clear_drop'),
      hint: t('day.clear_drop_hint'),
    },
    // What came of a call or a meeting is asked for each by itself.
    ...(chosen.every(({ planned }) => planned?.['kind'] === 'task')
      ? [
          {
            value: { change: { state: 'held' }, said: 'day.cleared_done' as const },
            label: t('day.clear_done'),
            hint: t('day.clear_done_hint'),
          },
        ]
      : []),
    {
      value: { change: { happened_at: tomorrow }, said: 'day.cleared_moved' },
      label: common('snooze.tomorrow'),
      hint: t('day.clear_move_hint'),
    },
  ]
  return (
    <Modal
      title={t('day.clear_title', { n: n(chosen) })}
      sub={t('day.clear_sub')}
      open
      close={close}
    >
      {hasBoth && (
        <div className="px-4 pt-3">
          <Segmented
            label={t('day.clear_which')}
            options={[
              { value: 'all', label: t('day.clear_all', { n: n(things) }) },
              { value: 'old', label: t('day.clear_old', { n: n(old) }) },
            ]}
            value={isOldOnly ? 'old' : 'all'}
            choose={(value) => setIsOldOnly(value === 'old')}
          />
        </div>
      )}
      <OptionList options={options} choose={(clearing) => answer(chosen, clearing)} />
    </Modal>
  )
}

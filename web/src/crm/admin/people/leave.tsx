// Days on which a person's clocks stand still.
import { X } from 'lucide-react'
import { showDay } from '@/base/time'
import { IconButton } from '@/kit/button'
import { DayRangePicker } from '@/kit/day_range'
import type { Entity } from '@/model/types'
import { saveCell } from '../records'
import { leavesOf, merged, type Leave, type PersonRow } from './roster'
import { t } from './words'

export function LeaveDays({ row: { entry }, user }: { row: PersonRow; user: Entity }) {
  const leaves = leavesOf(entry['leave'])
  const save = (next: Leave[]) => void saveCell(user, entry, 'leave', next.length > 0 ? next : null)
  const spanOf = ({ from, to }: Leave) =>
    from === to ? showDay(from) : t('days', { from: showDay(from), to: showDay(to) })
  return (
    <section aria-label={t('leave')}>
      <h3 className="mb-1 font-semibold">{t('leave')}</h3>
      <p className="mb-2 text-ink-3">{t('leave_sub')}</p>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <DayRangePicker
          label={t('leave')}
          taken={leaves}
          choose={(range) => save(merged([...leaves, range]))}
          hint={(from) => (from ? t('leave_to', { day: showDay(from) }) : t('leave_from'))}
        />
        {leaves.length > 0 && (
          <ul aria-label={t('leave')} className="min-w-40 flex-1">
            {leaves.map((one) => (
              <li key={one.from} className="flex items-center gap-1 border-b border-line py-0.5">
                <span className="num flex-1">{spanOf(one)}</span>
                <IconButton
                  label={t('leave_remove', { days: spanOf(one) })}
                  onClick={() => save(leaves.filter((other) => other !== one))}
                >
                  <X size={14} aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

import { addDays, dayOf, momentAt, timeZone, weekdayOf } from '@/base/time'
import type { WordKey } from '@/base/words'

const morning = 9

export interface SnoozeChoice {
  label: WordKey
  until: string
}

/** Three choices, each at nine in the reader's own zone. */
export function snoozeChoices(now: number, zone = timeZone()): SnoozeChoice[] {
  const today = dayOf(new Date(now))
  const at = (days: number) => momentAt(addDays(today, days), morning, zone).toISOString()
  return [
    { label: 'snooze.tomorrow', until: at(1) },
    { label: 'snooze.three_days', until: at(3) },
    { label: 'snooze.next_week', until: at(8 - weekdayOf(today)) },
  ]
}

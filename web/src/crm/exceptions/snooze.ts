import { addDays, dayOf, momentAt, timeZone, weekdayOf } from '@/base/time'
import type { WordKey } from '@/base/words'

const morning = 9

export interface SnoozeChoice {
  label: WordKey
  until: string
}

/** Up to three choices, each at nine in the reader's own zone. */
export function snoozeChoices(now: number, zone = timeZone()): SnoozeChoice[] {
  const today = dayOf(new Date(now))
  const at = (days: number) => momentAt(addDays(today, days), morning, zone).toISOString()
  const choices: SnoozeChoice[] = [
    { label: 'snooze.tomorrow', until: at(1) },
    { label: 'snooze.three_days', until: at(3) },
    { label: 'snooze.next_week', until: at(8 - weekdayOf(today)) },
  ]
  // On a Sunday tomorrow is next week; what means the same stands once.
  return choices.filter(
    ({ until }, index) => choices.findIndex((one) => one.until === until) === index,
  )
}

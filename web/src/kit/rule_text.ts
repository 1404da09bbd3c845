// A rule as people know it: by its sentence.
import { language, tn } from '@/base/words'
import type { Texts } from '@/api/process'

const units = {
  hours: 'unit.hours',
  days: 'unit.days',
  weeks: 'unit.weeks',
  business_days: 'unit.business_days',
  working_hours: 'unit.working_hours',
} as const
type Unit = keyof typeof units
const isUnit = (unit: string): unit is Unit => unit in units

interface Said {
  sentence: Texts
  within: { n: number; unit: string }
}

/** In the reader's language, where it was said in it. */
export function sentenceOf({ sentence, within }: Said): string {
  const text = sentence[language()] ?? sentence['en'] ?? Object.values(sentence)[0] ?? ''
  const span = isUnit(within.unit) ? tn(units[within.unit], within.n) : `${within.n} ${within.unit}`
  return text.replaceAll('{within}', span)
}

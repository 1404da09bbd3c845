// How wide a column is, by the kind of what stands in it: a date, an amount, a state are read whole; names and titles
// share what is left.
import { showDay, showDuration } from '@/base/time'
import { t } from '@/base/words'
import type { Field } from '@/model/types'

/** px: at least, and what it would like. */
export type Widths = [least: number, ideal: number]

const letters: [RegExp, number][] = [
  [/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/, 13],
  [/[\s.,:;'|()-]/, 4],
  [/[\d\p{Sc}]/u, 8.1],
  [/[mw]|\p{Lu}/u, 10],
]
/** About what a text takes at the size of a list, in px: measuring would draw every list twice. */
export const room = (text: string) =>
  Math.ceil([...text].reduce((sum, one) => sum + roomOf(one), 0)) + 2
const roomOf = (one: string) => letters.find(([which]) => which.test(one))?.[1] ?? 6.9
/** Headings are smaller. */
export const headingRoom = (label: string) => Math.ceil(room(label) * 0.9)

const always = (px: number): Widths => [px, px]
const iconRoom = 20
/** Of a state that has a colour. */
const badgeRoom = 12
const choiceMost = 112
const choiceIdeal = 160

const byKind: Partial<Record<Field['kind'], Widths>> = {
  boolean: always(56),
  integer: always(72),
  decimal: always(80),
  email: [130, 230],
  phone: always(126),
  url: [120, 170],
  long_text: [180, 300],
}
const person = always(149)
const text: Widths = [110, 168]
/** Who is looked for: has the most of what is left. */
export const titleWidths: Widths = [140, 230]
/** How many questions are answered: a bar and "10/10". */
export const answeredWidths: Widths = always(82)

function choiceWidths({ choices }: Field): Widths {
  const rooms = (choices ?? []).map(({ label, tone }) => room(label) + (tone ? badgeRoom : 0))
  const whole = Math.max(60, ...rooms)
  return [Math.min(choiceMost, whole), Math.min(choiceIdeal, whole)]
}

/** Of what a field holds, in the reader's language. */
export function widthsOf(field: Field): Widths {
  if (field.kind === 'choice') return choiceWidths(field)
  if (field.kind === 'money') return always(room('€1,888,000'))
  if (field.kind === 'day') return always(room(showDay('2026-12-23')))
  if (field.kind === 'moment') return always(room(t('time.yesterday', { clock: '12:45' })))
  if (field.kind === 'link') return field.link === 'user' ? person : text
  return byKind[field.kind] ?? text
}

const hour = 3_600_000
const day = 24 * hour
const span = (word: 'ago' | 'left', ms: number) =>
  iconRoom + room(t(`time.${word}`, { span: showDuration(ms) }))
/** Of what goes on with a record: "111 d ago", what comes next and when, "4 h 58 min left". */
export function pulseWidths(key: 'last_touch' | 'next_step' | 'promise'): Widths {
  if (key === 'next_step') return [150, 170]
  if (key === 'promise') return always(span('left', 4.97 * hour))
  return always(Math.max(span('ago', 888 * day), span('ago', 22 * hour)))
}

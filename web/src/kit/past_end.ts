import { currentTime, dayOf } from '@/base/time'
import type { Field } from '@/model/types'

/** The day something is to end on. */
export const endKey = 'close_date'

/** A day that has passed may be meant, for what is entered late; it is worth a word all the same. */
export const isPastEnd = ({ key, kind }: Pick<Field, 'key' | 'kind'>, day: unknown): boolean =>
  key === endKey &&
  kind === 'day' &&
  typeof day === 'string' &&
  day !== '' &&
  day < dayOf(new Date(currentTime()))

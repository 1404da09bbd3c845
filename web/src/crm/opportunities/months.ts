// Columns of the forecast: by the month in which a record is to close. Days are days, "2026-11-30": no zone moves one.
import { addMonths, lastDayOf, monthOf, monthsShown, showMonth } from '@/kit/numbers/month'
import type { Choice, Entry } from '@/model/types'
import { openCondition } from './stages'
import { t } from './words'

export const closeKey = 'close_date'
export const noMonth = 'none'

export interface MonthColumn {
  key: string
  label: string
  note?: string
  /** Which of the open records stand in it. */
  condition: string
  /** Its first day, where it is a month. */
  month?: string
}

export const dayOfEntry = (entry: Entry) => {
  const day = entry[closeKey]
  return typeof day === 'string' ? day : null
}

/** What is overdue, this month and those after it, what comes later, what has no date; they meet without a gap. */
export function monthColumns(today: string): MonthColumn[] {
  const first = monthOf(today)
  const months = Array.from({ length: monthsShown }, (_, at) => addMonths(first, at))
  const last = months.at(-1)!
  return [
    {
      key: 'overdue',
      label: t('months.overdue'),
      note: t('months.overdue_note'),
      condition: `${closeKey} < ${today}`,
    },
    ...months.map((month) => monthColumn(month, month === first ? today : month)),
    {
      key: 'later',
      label: t('months.later'),
      note: t('months.later_note', { month: showMonth(last) }),
      condition: `${closeKey} > ${lastDayOf(last)}`,
    },
    {
      key: noMonth,
      label: t('months.none'),
      note: t('months.none_note'),
      condition: `${closeKey} is empty`,
    },
  ]
}

const monthColumn = (month: string, from: string): MonthColumn => ({
  key: month.slice(0, 7),
  label: showMonth(month),
  note: from === month ? undefined : t('months.rest'),
  condition: `${closeKey} >= ${from} and ${closeKey} <= ${lastDayOf(month)}`,
  month,
})

/** The open ones of a column, among those of the address. */
export const conditionIn = ({ condition }: MonthColumn, open: Choice[], filter?: string) => {
  const own = `${openCondition(open)} and ${condition}`
  return filter ? `${own} and (${filter})` : own
}

export function columnOf(columns: MonthColumn[], day: string | null, today: string): MonthColumn {
  const key = day === null ? noMonth : day < today ? 'overdue' : day.slice(0, 7)
  return columns.find((column) => column.key === key) ?? columns.find(isLater)!
}
const isLater = ({ key }: MonthColumn) => key === 'later'
export const columnOfEntry = (columns: MonthColumn[], entry: Entry, today: string) =>
  columnOf(columns, dayOfEntry(entry), today)

/**
 * The same day of another month, as far as that month has one: the 31st becomes its last. Of the running month what is
 * left: what is put into a column stands in it. Without a day before, the month's last.
 */
export function dayIn(month: string, before: string | null, today: string): string {
  const last = lastDayOf(month)
  const same = before === null ? last : `${month.slice(0, 8)}${before.slice(8)}`
  const within = same < last ? same : last
  return month === monthOf(today) && within < today ? today : within
}

/** As many as there are digits. */
const mostChoices = 9

/** Where a record may go by the menu: months, one after another, and no date where it has one. */
export function monthChoices(entry: Entry, today: string, mayBeEmpty: boolean): Choice[] {
  const own = dayOfEntry(entry)
  const first = monthOf(today)
  const isOwn = (month: string) => own !== null && own >= today && monthOf(own) === month
  const none = mayBeEmpty && own !== null ? [{ key: noMonth, label: t('months.none') }] : []
  const months = Array.from({ length: mostChoices + 1 }, (_, at) => addMonths(first, at))
    .filter((month) => !isOwn(month))
    .slice(0, mostChoices - none.length)
    .map((month): Choice => ({ key: month, label: showMonth(month) }))
  return [...months, ...none]
}

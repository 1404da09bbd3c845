// Days, moments and large numbers in a text of the server, as the reader writes them. What stands in quotation marks is
// what somebody typed: it stays as it is.
import { showDay, showMoment } from '@/base/time'
import { language } from '@/base/words'

const quoted = /[“"«][^”"»]*[”"»]/
const moment = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/
const day = /\b\d{4}-\d\d-\d\d\b(?!T)/
/** Four digits may be a year; a whole id is longer than any limit. */
const large = /(?<![\d.,+-]|\d )\d{5,9}(?![\d.,\s-]?\d)/
const parts = new RegExp([quoted, moment, day, large].map(({ source }) => source).join('|'), 'g')

export const asRead = (text: string): string =>
  text.replace(parts, (part) => {
    if (/^[“"«]/.test(part)) return part
    if (!part.includes('-')) return Number(part).toLocaleString(language())
    if (Number.isNaN(Date.parse(part))) return part
    return part.includes('T') ? showMoment(part) : showDay(part)
  })

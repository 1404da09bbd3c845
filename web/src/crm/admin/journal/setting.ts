// A change of a setting in words: the journal keeps its whole value before and after, as JSON.
import type { JournalLine } from '@/api/office'
import { showMoment } from '@/base/time'
import type { ChangeText } from '@/model/journal'
import english from './words.en.json'
import { t } from './words'

const known = (key: string): key is keyof typeof english => key in english
const worded = (key: string, otherwise: string) => (known(key) ? t(key) : otherwise)

export const isOfSetting = ({ entity }: JournalLine) => entity === 'setting'

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text)

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'string') return isMoment(value) ? showMoment(value) : value
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** The parts of a value that has some, by their keys; of any other the whole. */
function partsOf(value: unknown): Record<string, unknown> {
  const json = parsed(value)
  if (json === null || json === undefined) return {}
  return typeof json === 'object' && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : { '': json }
}

export function settingIn(line: JournalLine): { title: string; changes: ChangeText[] } {
  const [before, after] = (line.changes?.['value'] ?? [null, null]).map(partsOf)
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return {
    title: worded(`setting_${line.title}`, line.title),
    changes: keys.map((key) => ({
      label: key === '' ? t('setting_value') : worded(`part_${key}`, key),
      before: shown(before?.[key]),
      after: shown(after?.[key]),
    })),
  }
}

// A change of the model in words: the journal keeps the whole declaration before and after.
import type { JournalLine } from '@/api/office'
import { language, t as common } from '@/base/words'
import type { ChangeText } from '@/model/journal'
import { t } from './words'

type Labels = Record<string, string>
interface Declared {
  key?: string
  entity?: string
  label?: Labels | string
  [part: string]: unknown
}

const textOf = (labels: unknown): string => {
  if (typeof labels === 'string') return labels
  if (typeof labels !== 'object' || labels === null) return ''
  const texts = labels as Labels
  return texts[language()] ?? texts['en'] ?? Object.values(texts)[0] ?? ''
}

const isDeclared = (json: unknown): json is Declared => typeof json === 'object' && json !== null

function parsed(text: unknown): Declared | undefined {
  if (isDeclared(text)) return text
  if (typeof text !== 'string') return undefined
  try {
    const json: unknown = JSON.parse(text)
    return isDeclared(json) ? json : undefined
  } catch {
    return undefined
  }
}

/** "Demonstration (25, pipeline)" */
function broughtBy({ brings }: Declared): string {
  const values = typeof brings === 'object' && brings !== null ? Object.values(brings) : []
  return values.length > 0 ? ` (${values.map(String).join(', ')})` : ''
}

/** What people can say about a field or an object; the rest is the program's. */
const parts = {
  label: textOf,
  label_plural: textOf,
  help: textOf,
  used_for: textOf,
  required: (value: unknown) => common(value === true ? 'value.yes' : 'value.no'),
  required_when: (value: unknown) => (typeof value === 'string' ? value : ''),
  question: (value: unknown) => (value ? String(value) : ''),
  hidden: (value: unknown) => common(value === true ? 'value.yes' : 'value.no'),
  menu: (value: unknown) => common(value === false ? 'value.no' : 'value.yes'),
  choices: (value: unknown) =>
    (Array.isArray(value) ? value : [])
      .filter((one: Declared) => !one['hidden'])
      .map((one: Declared | string) =>
        typeof one === 'string' ? one : (textOf(one.label) || one.key) + broughtBy(one),
      )
      .join(', '),
} satisfies Record<string, (value: unknown) => string>
type Part = keyof typeof parts

export const isOfModel = ({ entity }: JournalLine) => entity === 'overlay'

/** What was changed: the name of the field or object, and what is otherwise about it. */
export function declaredIn(line: JournalLine): { title: string; changes: ChangeText[] } {
  const pair = line.changes?.['declaration'] ?? [null, null]
  const [before, after] = pair.map(parsed)
  const latest = after ?? before
  const title = textOf(latest?.label) || (latest?.key ?? latest?.entity ?? line.title)
  const shown = (part: Part, of: Declared | undefined) => {
    const read: (value: unknown) => string = parts[part]
    return of ? read(of[part]) : ''
  }
  const changes = (Object.keys(parts) as Part[])
    .map((part) => ({
      label: t(`part_${part}`),
      before: shown(part, before) || '–',
      after: shown(part, after) || '–',
    }))
    .filter((one) => before && after && one.before !== one.after)
  return { title, changes }
}

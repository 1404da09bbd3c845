// Time zones and currencies as the browser knows them, to choose from while typing.
import { language } from '@/base/words'

const supported = (kind: 'timeZone' | 'currency') =>
  'supportedValuesOf' in Intl ? Intl.supportedValuesOf(kind) : []

export function ZoneList({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {['UTC', ...supported('timeZone')].map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  )
}

/** "EUR – Euro", the one in use among them. */
export function currencyOptions(used: string) {
  const names = new Intl.DisplayNames(language(), { type: 'currency' })
  return [...new Set([...supported('currency'), used])]
    .toSorted()
    .map((key) => ({ key, label: `${key} – ${names.of(key) ?? key}` }))
}

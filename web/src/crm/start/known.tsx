// What the browser knows of the world, to choose from.
import { language } from '@/base/words'

export const named = (zone: string) => zone.replaceAll('_', ' ')
export const zones = () => Intl.supportedValuesOf('timeZone')
export const currencies = () => Intl.supportedValuesOf('currency')
export const currencyName = (code: string) =>
  new Intl.DisplayNames(language(), { type: 'currency' }).of(code) ?? code

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

interface KnownProps {
  id: string
  values: string[]
  nameOf?: (value: string) => string
  value: string
  onChange: (event: { target: { value: string } }) => void
}

/** One of what the browser knows; what the company has stands there in any case. */
export function Known({ values, nameOf, value, ...rest }: KnownProps) {
  const all = values.includes(value) ? values : [value, ...values]
  return (
    <select {...rest} className="control" value={value}>
      {all.map((one) => (
        <option key={one} value={one}>
          {nameOf ? `${one} – ${nameOf(one)}` : named(one)}
        </option>
      ))}
    </select>
  )
}

// What the browser knows of the world, to choose from.
import { classes } from '@/base/classes'
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

interface CountriesProps {
  id: string
  countries: readonly { code: string; name: string }[] | undefined
  /** What is said where none is chosen. */
  none: string
  className?: string
  value: string
  onChange: (event: { target: { value: string } }) => void
}

/** By name, as the reader's language orders them. */
export function Countries({ countries = [], none, className, ...rest }: CountriesProps) {
  const byName = [...countries].sort((a, b) => a.name.localeCompare(b.name, language()))
  return (
    <select {...rest} className={classes('control', className)}>
      <option value="">{none}</option>
      {byName.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  )
}

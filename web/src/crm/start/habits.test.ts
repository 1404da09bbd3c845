import { expect, test } from 'vitest'
import { countryOf, currencyOf, zoneOf } from './habits'

test('every country has one currency that there is', () => {
  const known = new Set(Intl.supportedValuesOf('currency'))
  const countries = ['CN', 'DE', 'GB', 'US', 'CH', 'SN', 'JP', 'BG']
  expect(countries.map(currencyOf)).toEqual([
    'CNY',
    'EUR',
    'GBP',
    'USD',
    'CHF',
    'XOF',
    'JPY',
    'EUR',
  ])
  for (let a = 65; a <= 90; a++)
    for (let b = 65; b <= 90; b++) {
      const code = currencyOf(String.fromCharCode(a, b))
      if (code) expect(known.has(code), code).toBe(true)
    }
  expect(currencyOf('')).toBeUndefined()
})

test('the zone is the one we are in if the country has it, else its main one', () => {
  const china = ['Asia/Shanghai', 'Asia/Urumqi']
  expect(zoneOf('CN', 'Europe/Berlin', china)).toBe('Asia/Shanghai')
  expect(zoneOf('CN', 'Asia/Urumqi', china)).toBe('Asia/Urumqi')
  expect(zoneOf('PL', 'Europe/Berlin', ['Europe/Warsaw'])).toBe('Europe/Warsaw')
  expect(zoneOf('US', 'Europe/Berlin', ['America/Adak', 'America/New_York'])).toBe(
    'America/New_York',
  )
  expect(zoneOf('PL', 'Europe/Berlin', [])).toBeUndefined()
})

test('where somebody sits is told by his clock, and of several by the language he reads', () => {
  const zones: Record<string, string[]> = {
    AT: ['Europe/Vienna'],
    CH: ['Europe/Zurich'],
    DE: ['Europe/Busingen', 'Europe/Berlin'],
    LI: ['Europe/Zurich'],
  }
  const among = (here: string, locales: string[]) =>
    countryOf(here, locales, Object.keys(zones), (country) => zones[country] ?? [])
  expect(among('Europe/Berlin', ['en-US', 'en'])).toBe('DE')
  expect(among('Europe/Zurich', ['en', 'de-LI'])).toBe('LI')
  expect(among('Europe/Zurich', ['fr'])).toBe('CH')
  expect(among('UTC', ['en-US', 'de-AT'])).toBe('AT')
  expect(among('UTC', ['en'])).toBeUndefined()
})

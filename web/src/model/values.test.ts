import { afterEach, expect, test } from 'vitest'
import { showMoneyShort } from '@/base/money'
import { setLanguage } from '@/base/words'
import type { Field, FieldKind } from './types'
import { draftOf, parseDraft, readingOf, showLoose, showValue } from './values'

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
  key: 'f',
  kind,
  label: 'F',
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
  ...more,
})
const euro = (amount: string) => ({ amount, currency: 'EUR' })
const parse = (kind: FieldKind, text: string) => parseDraft(field(kind), text, 'EUR')
afterEach(() => setLanguage('en'))

test('values are shown by kind', () => {
  expect(showValue(field('money'), euro('71000.00'))).toBe('€71,000')
  expect(showValue(field('money'), euro('0.50'))).toBe('€0.50')
  expect(showValue(field('money'), { amount: '5', currency: 'NOPE' })).toBe('5 NOPE')
  expect(showValue(field('day'), '2026-03-02')).toBe('2 Mar 2026')
  expect(showValue(field('boolean'), false)).toBe('No')
  expect(showValue(field('integer'), 12345)).toBe('12,345')
  expect(showValue(field('decimal'), '0.25')).toBe('0.25')
  expect(showValue(field('choice', { choices: [{ key: 'new', label: 'New' }] }), 'new')).toBe('New')
  expect(showValue(field('choice', { choices: [] }), 'gone')).toBe('gone')
  expect(
    showValue(field('link', { link: 'user' }), '7', {
      '7': { id: '7', entity: 'user', title: 'Ana' },
    }),
  ).toBe('Ana')
  expect(showValue(field('link'), '8')).toBe('#8')
  expect(showValue(field('text'), null)).toBe('')
  expect(showValue(field('text'), '<b>x</b>')).toBe('<b>x</b>')
})

test('money for a column keeps two digits in every language', async () => {
  expect(showMoneyShort(euro('84000'))).toBe('€84K')
  expect(showMoneyShort(euro('12500'))).toBe('€12.5K')
  expect(showMoneyShort(euro('245300'))).toBe('€245K')
  expect(showMoneyShort(euro('1930000'))).toBe('€1.93M')
  await setLanguage('zh-CN')
  expect(showMoneyShort(euro('84000'))).toBe('€8.4万')
  expect(showMoneyShort(euro('1930000'))).toBe('€193万')
  expect(showMoneyShort(euro('193000000'))).toBe('€1.93亿')
})

test('what is typed becomes what is sent', () => {
  expect(parse('text', '  Ana ')).toEqual({ value: 'Ana' })
  expect(parse('text', '   ')).toEqual({ value: null })
  expect(parse('long_text', ' a\n b ')).toEqual({ value: ' a\n b ' })
  expect(parse('integer', '-12')).toEqual({ value: -12 })
  expect(parse('integer', '1.5')).toEqual({ problem: 'value.bad_integer' })
  expect(parse('integer', '9007199254740993')).toEqual({ problem: 'value.bad_integer' })
  expect(parse('decimal', '0,25')).toEqual({ value: '0.25' })
  expect(parse('decimal', 'x')).toEqual({ problem: 'value.bad_number' })
  expect(parse('boolean', 'false')).toEqual({ value: false })
  expect(parse('json', '{"a":1}')).toEqual({ value: { a: 1 } })
  expect(parse('json', '{')).toEqual({ problem: 'value.bad_json' })
})

test('money is understood with either comma', () => {
  expect(parse('money', '1,000.50')).toEqual({ value: euro('1000.50') })
  expect(parse('money', '1000,5')).toEqual({ value: euro('1000.5') })
  expect(parse('money', '1 000')).toEqual({ value: euro('1000') })
  expect(parse('money', '1,000')).toEqual({ value: euro('1000') })
  expect(parse('money', '12.500,50')).toEqual({ value: euro('12500.50') })
  for (const text of ['lots', '12.50.', '1,2.3', '1.50,00,1', '12,5,0', '.', '1,000.5.5'])
    expect(parse('money', text)).toEqual({ problem: 'value.bad_number' })
})

test('a dot before three digits groups thousands: nobody writes thousandths of a currency with cents', () => {
  expect(parse('money', '12.500')).toEqual({ value: euro('12500') })
  expect(parse('money', '-12.500')).toEqual({ value: euro('-12500') })
  expect(parse('money', '1.250.000')).toEqual({ value: euro('1250000') })
  expect(parse('money', '1,00,000')).toEqual({ value: euro('100000') })
  expect(parse('money', '12.50')).toEqual({ value: euro('12.50') })
  expect(parse('money', '0.125')).toEqual({ value: euro('0.125') })
  expect(parse('money', '1234.567')).toEqual({ value: euro('1234.567') })
  const dinar = (text: string) => parseDraft(field('money'), text, 'KWD').value
  expect(dinar('12.500')).toEqual({ amount: '12.500', currency: 'KWD' })
  expect(dinar('12,500')).toEqual({ amount: '12500', currency: 'KWD' })
})

test('an amount is shown back as it was read, nothing else is', () => {
  expect(readingOf(field('money'), '12.500', 'EUR')).toBe('Read as €12,500')
  expect(readingOf(field('money'), '12.50', 'EUR')).toBe('Read as €12.50')
  expect(readingOf(field('money'), 'lots', 'EUR')).toBeUndefined()
  expect(readingOf(field('money'), '', 'EUR')).toBeUndefined()
  expect(readingOf(field('decimal'), '12.500', 'EUR')).toBeUndefined()
})

test('editing begins with what was there', () => {
  expect(draftOf(field('money'), euro('10.00'))).toBe('10.00')
  expect(draftOf(field('boolean'), false)).toBe('false')
  expect(draftOf(field('text'), undefined)).toBe('')
  const typed = draftOf(field('moment'), '2026-03-02T09:00:00.000000Z')
  expect(parse('moment', typed)).toEqual({ value: '2026-03-02T09:00:00.000Z' })
})

test('facts of unknown kind are shown by their look', () => {
  expect(showLoose(null)).toBe('–')
  expect(showLoose(0)).toBe('0')
  expect(showLoose(euro('5.00'))).toBe('€5')
  expect(showLoose('2026-03-02')).toBe('2 Mar 2026')
  expect(showLoose([1])).toBe('[1]')
})

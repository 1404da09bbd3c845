import { expect, test } from 'vitest'
import { testField as field } from '@/model/test_parts'
import type { Entity } from '@/model/types'
import { recogniseLine, splitName, valuesOf } from './typed_line'

const choices = (...keys: string[]) =>
  keys.map((text) => ({ key: text.split(':')[0]!, label: text.split(':').at(-1)! }))
const lead = {
  key: 'lead',
  fields: [
    field('first_name', 'text'),
    field('last_name', 'text'),
    field('company', 'text'),
    field('title', 'text'),
    field('email', 'email'),
    field('phone', 'phone'),
    field('source', 'choice', { choices: choices('web:Web site', 'fair:Trade fair') }),
    field('rating', 'choice', { choices: choices('hot:Hot', 'cold:Cold') }),
    field('budget', 'choice', { question: 1, choices: choices('planned:Planned') }),
  ],
} as unknown as Entity
const read = (line: string) => valuesOf(recogniseLine(line, lead), lead)

const maria = {
  first_name: 'Maria',
  last_name: 'Santos',
  company: 'Brightwater',
  phone: '+49 30 1234567',
  email: 'maria@example.com',
  source: 'fair',
}

test('the parts of a line are known by their look, in any order', () => {
  const parts = ['Maria Santos', 'Brightwater', '+49 30 1234567', 'maria@example.com', 'fair']
  expect(read(parts.join(', '))).toEqual(maria)
  expect(read(parts.toReversed().slice(0, 3).concat(parts.slice(0, 2)).join('; '))).toEqual(maria)
  expect(read(parts.join('，'))).toEqual(maria)
  expect(read('Maria Santos, Brightwater +49 30 1234567 maria@example.com, Trade Fair')).toEqual(
    maria,
  )
})

test('half a line is as good', () => {
  expect(read('')).toEqual({})
  expect(read('Santos')).toEqual({ last_name: 'Santos' })
  expect(read('maria@example.com')).toEqual({ email: 'maria@example.com' })
  expect(read('Line 1795348545562')).toEqual({ first_name: 'Line', last_name: '1795348545562' })
  expect(read('Brightwater GmbH')).toEqual({ company: 'Brightwater GmbH' })
  expect(read('Muster Bau AG, Eva Novak, Buyer, hot')).toEqual({
    company: 'Muster Bau AG',
    first_name: 'Eva',
    last_name: 'Novak',
    title: 'Buyer',
    rating: 'hot',
  })
})

test('what fits nowhere is shown and not sent', () => {
  const pieces = recogniseLine('Eva Novak, Kiosk, Buyer, something else', lead)
  expect(pieces.at(-1)).toEqual({ text: 'something else', field: null, value: 'something else' })
  expect(valuesOf(pieces, lead)).not.toHaveProperty('something')
  expect(recogniseLine('a@example.com, b@example.com', lead)[1]!.field).toBeNull()
})

test('a broken address stays an address: the server says what is wrong with it', () => {
  expect(read('not.an.email@, Peter')).toEqual({ email: 'not.an.email@', last_name: 'Peter' })
  expect(read('Eva Novak, Kiosk, eva@broken')).toEqual({
    first_name: 'Eva',
    last_name: 'Novak',
    company: 'Kiosk',
    email: 'eva@broken',
  })
})

test('a choice is known however it is spaced, and by its name in another language', () => {
  const source = (label: string) => ({
    ...lead,
    fields: [
      field('title', 'text'),
      field('source', 'choice', {
        choices: [
          { key: 'web_site', label },
          { key: 'x', label: 'X' },
        ],
      }),
    ],
  })
  const chinese = source('官方 网站')
  for (const text of ['Website', 'web site', 'WEB-SITE', 'web_site', '官方网站'])
    expect(recogniseLine(text, source('Web site'), chinese)).toEqual([
      { text, field: 'source', value: 'web_site' },
    ])
  expect(recogniseLine('官方网站', source('Web site'))[0]?.field).toBe('title')
})

test('a referral is known by what people call it', () => {
  const source = field('source', 'choice', { choices: [{ key: 'referral', label: '推荐' }] })
  const own = { ...lead, fields: [field('title', 'text'), source] }
  for (const text of ['转介绍', '推荐', 'referral'])
    expect(recogniseLine(text, own)[0]).toMatchObject({ field: 'source', value: 'referral' })
})

test('a question is no part of the line', () => {
  expect(read('Eva Novak, Kiosk, planned')).toEqual({
    first_name: 'Eva',
    last_name: 'Novak',
    company: 'Kiosk',
    title: 'planned',
  })
})

test('names in Han characters begin with the surname', () => {
  expect(splitName('王小明')).toEqual({ last_name: '王', first_name: '小明' })
  expect(splitName('欧阳娜娜')).toEqual({ last_name: '欧阳', first_name: '娜娜' })
  expect(splitName('Ana María de la Cruz')).toEqual({
    first_name: 'Ana María de la',
    last_name: 'Cruz',
  })
  expect(read('王小明，示例科技，13800138000')).toEqual({
    last_name: '王',
    first_name: '小明',
    company: '示例科技',
    phone: '13800138000',
  })
})

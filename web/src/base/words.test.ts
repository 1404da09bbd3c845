import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { languageFor, listOf, setLanguage, t, tn } from './words'
import english from './words.en.json'
import chinese from './words.zh-CN.json'

afterEach(() => setLanguage('en'))
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

test('every language has the same keys, with the same arguments', () => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort())
  for (const key of Object.keys(english) as (keyof typeof english)[]) {
    expect([key, placeholders(chinese[key])]).toEqual([key, placeholders(english[key])])
    expect(chinese[key]).not.toBe('')
  }
})

test('no key is left without a use', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => readFileSync(join('src', path), 'utf8'))
    .join('\n')
  const unused = Object.keys(english).filter(
    (key) =>
      !source.includes(`'${key.replace(/_(one|other)$/, '')}'`) && !source.includes(`'${key}'`),
  )
  expect(unused).toEqual([])
})

test('plurals follow the language, numbers are grouped', async () => {
  expect(tn('exceptions.count', 1)).toBe('1 exception')
  expect(tn('exceptions.count', 1200)).toBe('1,200 exceptions')
  await setLanguage('zh-CN')
  expect(tn('exceptions.count', 1)).toBe('1 个例外')
  expect(document.documentElement.lang).toBe('zh-CN')
})

test('arguments are put in, unknown ones stay visible', () => {
  expect(t('done.reminded', { name: 'Ana $1' })).toBe('Reminder sent to Ana $1')
  expect(t('done.reminded')).toBe('Reminder sent to {name}')
  expect(listOf(['1 lead', '2 cases', '3 orders'])).toBe('1 lead, 2 cases, and 3 orders')
})

test('a locale finds its language', () => {
  expect(languageFor('zh-Hans-CN')).toBe('zh-CN')
  expect(languageFor('de-DE')).toBe('en')
  expect(languageFor(null)).toBe('en')
})

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { languageFor, listOf, setLanguage, t, tn, wordsOf, within } from './words'

afterEach(() => setLanguage('en'))
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
const rooms = files.filter((path) => /words\.en\.json$/.test(path)).map((path) => dirname(path))
const read = (...path: string[]) => readFileSync(join('src', ...path), 'utf8')

describe.each(rooms)('the words of %s', (room) => {
  const english = JSON.parse(read(room, 'words.en.json')) as Record<string, string>
  const chinese = JSON.parse(read(room, 'words.zh-CN.json')) as Record<string, string>

  test('every language has the same keys, with the same arguments', () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort())
    for (const key of Object.keys(english)) {
      expect([key, placeholders(chinese[key]!)]).toEqual([key, placeholders(english[key]!)])
      expect(chinese[key]).not.toBe('')
    }
  })

  test('Chinese has its own commas, colons and exclamation marks', () => {
    const isForeign = /[\u4e00-\u9fff}] ?[,:;!](?= |[\u4e00-\u9fff{]|$)|[,:;!] ?[\u4e00-\u9fff]/
    expect(Object.entries(chinese).filter(([, text]) => isForeign.test(text))).toEqual([])
  })

  test('numbers stand in Chinese without blanks around them', () => {
    const apart = /[\u4e00-\u9fff] (?:\d|\{[nhmd]\})|(?:\d|\{[nhmd]\}) [\u4e00-\u9fff]|(?:\d|\}) %/
    expect(Object.entries(chinese).filter(([, text]) => apart.test(text))).toEqual([])
  })

  test('no key is left without a use', () => {
    const inRoom = (path: string) => room === 'base' || dirname(path).startsWith(room)
    const source = files
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && inRoom(path))
      .map((path) => read(path))
      .join('\n')
    // `tone_${name}`: made of a beginning that is written out.
    const stems = [...source.matchAll(/`([a-z][a-z_.]*[_.])\$\{/g)].map((match) => match[1]!)
    const isWritten = (key: string) => source.includes(`'${key}'`)
    const unused = Object.keys(english).filter(
      (key) =>
        !isWritten(key.replace(/_(one|other)$/, '')) &&
        !isWritten(key) &&
        !stems.some((stem) => key.startsWith(stem)),
    )
    expect(unused).toEqual([])
  })
})

test('a room has its words in the language of the moment, and in the next', async () => {
  await setLanguage('zh-CN')
  const own = await wordsOf({ a: 'A {n}', b_one: 'one', b_other: '{n} of' }, async () => ({
    default: { a: '甲 {n}', b_one: '{n} 个', b_other: '{n} 个' },
  }))
  expect([own.t('a', { n: 1 }), own.tn('b', 1)]).toEqual(['甲 1', '1 个'])
  await setLanguage('en')
  expect([own.t('a', { n: 1 }), own.tn('b', 1)]).toEqual(['A 1', 'one'])
})

test('plurals follow the language, numbers are grouped', async () => {
  expect(tn('exceptions.count', 1)).toBe('1 exception')
  expect(tn('exceptions.count', 1200)).toBe('1,200 exceptions')
  await setLanguage('zh-CN')
  expect(tn('exceptions.count', 1)).toBe('1个例外')
  expect(document.documentElement.lang).toBe('zh-CN')
})

test('arguments are put in, unknown ones stay visible', () => {
  expect(t('done.reminded', { name: 'Ana $1' })).toBe('Reminder for Ana $1')
  expect(t('done.reminded')).toBe('Reminder for {name}')
  expect(listOf(['1 lead', '2 cases', '3 orders'])).toBe('1 lead, 2 cases, and 3 orders')
})

test('a locale finds its language', () => {
  expect(languageFor('zh-Hans-CN')).toBe('zh-CN')
  expect(languageFor('de-DE')).toBe('en')
  expect(languageFor(null)).toBe('en')
})

test('a name stands small within a sentence, but for what is all capitals or has none', () => {
  expect(['Lead', 'Sales order', 'SLA', 'E-mail', '线索'].map(within)).toEqual([
    'lead',
    'sales order',
    'SLA',
    'E-mail',
    '线索',
  ])
})

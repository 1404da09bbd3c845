import { expect, test } from 'vitest'
import { changeFrom, labelIn, rowsOf } from './choice_rows'

const before = rowsOf({
  en: [
    { key: 'hot', label: 'Hot', tone: 'good' },
    { key: 'cold', label: 'Cold' },
  ],
  'zh-CN': [
    { key: 'hot', label: '热', tone: 'good' },
    { key: 'cold', label: 'Cold' },
  ],
})

test('a text that follows English is empty', () => {
  expect(before.map(({ texts }) => texts['zh-CN'])).toEqual(['热', ''])
  expect(labelIn(before[1]!, 'zh-CN')).toBe('Cold')
})
test('another order says nothing but keys', () =>
  expect(changeFrom(before, before.toReversed())).toEqual([{ key: 'cold' }, { key: 'hot' }]))
test('of each choice only what is new is sent, and one left out is gone', () => {
  const [hot] = before
  const after = [
    { ...hot!, texts: { en: 'Very hot', 'zh-CN': '热' }, tone: '' },
    { key: 'warm', texts: { en: '', 'zh-CN': '温' }, tone: 'warn' },
  ]
  expect(changeFrom(before, after)).toEqual([
    { key: 'hot', label: { en: 'Very hot', 'zh-CN': '热' }, tone: '' },
    { key: 'warm', label: { 'zh-CN': '温' }, tone: 'warn' },
  ])
})

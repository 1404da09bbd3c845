import { afterEach, expect, test } from 'vitest'
import { setLanguage } from '@/base/words'
import { testField } from '@/model/test_parts'
import { headingRoom, pulseWidths, room, widthsOf } from './widths'

afterEach(() => setLanguage('en'))

const stage = (...labels: string[]) =>
  testField('stage', 'choice', { choices: labels.map((label) => ({ key: label, label })) })

test('a column of choices has room for the longest of them, whichever is chosen', () => {
  expect(widthsOf(stage('Won', 'Demonstration'))[0]).toBeGreaterThanOrEqual(room('Demonstration'))
  expect(widthsOf(stage('Won', 'Demonstration'))).not.toEqual(widthsOf(stage('Won', 'Lost')))
})

test('dates, amounts and clocks are never narrower than they are written; names and titles give way', () => {
  for (const kind of ['day', 'moment', 'money'] as const) {
    const [least, ideal] = widthsOf(testField('one', kind))
    expect(least).toBe(ideal)
  }
  const [least, ideal] = widthsOf(testField('account', 'link', { link: 'account' }))
  expect(least).toBeLessThan(ideal)
})

test('Chinese letters take twice the room, and the widths follow the language of the reader', async () => {
  expect(room('六十三天')).toBeGreaterThan(room('abcd'))
  const english = pulseWidths('last_touch')
  await setLanguage('zh-CN')
  expect(pulseWidths('last_touch')).not.toEqual(english)
  expect(headingRoom('名称')).toBeLessThan(room('名称'))
})

test('three digits of days and a long state are read whole where there is room', () => {
  expect(pulseWidths('last_touch')[0]).toBeGreaterThanOrEqual(20 + room('111 d ago'))
  const [least, ideal] = widthsOf(stage('New', 'Back with marketing'))
  expect(ideal).toBeGreaterThanOrEqual(room('Back with marketing'))
  expect(least).toBeLessThan(ideal)
})

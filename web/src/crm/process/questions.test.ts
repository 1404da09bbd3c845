import { expect, test } from 'vitest'
import type { Proposal, Rule } from '@/api/process'
import { testEntity, testField as field } from '@/model/test_parts'
import type { Model } from '@/model/types'
import { playbookOf, sameValues, valuesOfPlaybook } from './playbook'
import { boxesOf } from './proposals'
import {
  declaredChoices,
  keyFor,
  questionsIn,
  renumbered,
  type Models,
  type WrittenField,
} from './questions'

const question = (key: string, place: number): WrittenField => ({
  key,
  label: { en: key },
  question: place,
  choices: [],
})
const four = ['a', 'b', 'c', 'd'].map((key, i) => question(key, i + 1))
const moved = (from: number, to: number, all = four) => {
  const one = all[from]!
  return Object.fromEntries(renumbered(all.toSpliced(from, 1).toSpliced(to, 0, one), one.key))
}
/** In the order the numbers then say. */
const orderAfter = (from: number, to: number, all = four) => {
  const changes = moved(from, to, all)
  return all
    .toSorted((x, y) => (changes[x.key] ?? x.question) - (changes[y.key] ?? y.question))
    .map(({ key }) => key)
    .join('')
}

test('questions are asked in the order they were put in', () => {
  expect(orderAfter(3, 0)).toBe('dabc')
  expect(orderAfter(0, 3)).toBe('bcda')
  expect(orderAfter(1, 2)).toBe('acbd')
  expect(orderAfter(2, 1)).toBe('acbd')
})

test('as few numbers change as it takes', () => {
  expect(moved(2, 3)).toEqual({ c: 5 })
  expect(moved(2, 1)).toEqual({ c: 2, b: 3 })
  const sparse = ['a', 'b', 'c'].map((key, i) => question(key, (i + 1) * 10))
  expect(moved(2, 1, sparse)).toEqual({ c: 11 })
  expect(orderAfter(2, 1, sparse)).toBe('acb')
  expect(moved(0, 1, sparse)).toEqual({ a: 21 })
})

const lead = (label: string, choice: string) =>
  testEntity('lead', {
    fields: [
      field('later', 'choice', { label, question: 2, choices: [{ key: 'x', label: choice }] }),
      field('first', 'choice', { label: 'F', question: 1 }),
      field('name', 'text'),
    ],
  })
const models: Models = {
  en: { entities: [lead('Need', 'Clear')] } as Model,
  'zh-CN': { entities: [lead('需求', '明确')] } as Model,
}

test('a question has its texts in every language', () => {
  const [first, later] = questionsIn(models, 'lead')
  expect(first!.key).toBe('first')
  expect(later!.label).toEqual({ en: 'Need', 'zh-CN': '需求' })
  expect(later!.choices[0]!.label).toEqual({ en: 'Clear', 'zh-CN': '明确' })
})

test('keys come from the English words, and are never taken twice', () => {
  expect(keyFor({ en: 'Trade fair!' }, [])).toBe('trade_fair')
  expect(keyFor({ en: 'Trade fair' }, ['trade_fair'])).toBe('trade_fair_2')
  expect(keyFor({ 'zh-CN': '展会' }, [], 'own_')).toBe('own_n_1')
  expect(keyFor({ en: '30 days' }, [])).toBe('n30_days')
  const two = declaredChoices([
    { key: '', row: '1', label: { en: 'Yes' } },
    { key: 'yes', row: '2', label: { en: 'Ja' } },
    { key: '', row: '3', label: { en: '  ' } },
  ])
  expect(two.map(({ key }) => key)).toEqual(['yes_2', 'yes'])
  const brings = { probability: 25 }
  expect(declaredChoices([{ key: 'a', row: 'a', label: { en: 'A' }, brings }])[0]).toEqual({
    key: 'a',
    label: { en: 'A' },
  })
  const changed = { key: 'a', row: 'a', label: { en: 'A' }, brings, hasOtherValues: true }
  expect(declaredChoices([changed])[0]).toMatchObject({ brings })
})

test('a playbook is read and written without a change', () => {
  const entry = { id: '1', version: 1, name: 'P', stage: null, steps: [{ name: 'Talk', days: 0 }] }
  const read = playbookOf(entry)
  expect(sameValues(read, playbookOf(entry))).toBe(true)
  expect(valuesOfPlaybook(read)).toEqual({
    name: 'P',
    stage: null,
    steps: [{ name: { en: 'Talk' }, days: 0 }],
  })
})

test('proposals lie by rule; those from before its last change are answered', () => {
  const rule = { id: '7', updated_at: '2026-03-02T12:00:00Z' } as Rule
  const said = (id: string, closed_at: string, guideline = '7') =>
    ({ id, closed_at, guideline: { id: guideline, key: '' } }) as Proposal
  const boxes = boxesOf(
    [
      said('1', '2026-03-02T11:00:00Z'),
      said('2', '2026-03-02T13:00:00Z', '8'),
      said('3', '2026-03-03T09:00:00Z', '8'),
      said('4', '2026-03-03T09:00:00Z'),
    ],
    [rule],
  )
  expect(boxes.map(({ ruleId }) => ruleId)).toEqual(['8', '7'])
  expect(boxes[1]!.waiting.map(({ id }) => id)).toEqual(['4'])
  expect(boxes[1]!.answered.map(({ id }) => id)).toEqual(['1'])
})

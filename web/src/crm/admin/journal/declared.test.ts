import { expect, test } from 'vitest'
import type { JournalLine } from '@/api/office'
import { declaredIn } from './declared'

const line = (before: unknown, after: unknown): JournalLine => ({
  id: '1',
  at: '2026-03-02T10:00:00Z',
  actor: null,
  entity: 'overlay',
  record: '2',
  title: 'lead',
  act: 'update',
  can_undo: true,
  group: '1',
  together: 1,
  changes: { declaration: [before && JSON.stringify(before), after && JSON.stringify(after)] },
})
const field = {
  key: 'own_region',
  label: { en: 'Region', 'zh-CN': '地区' },
  required: false,
  max_length: 200,
  choices: [
    { key: 'north', label: { en: 'North' } },
    { key: 'south', label: { en: 'South' } },
  ],
}

test('a new field is called by its name, without its whole declaration', () =>
  expect(declaredIn(line(null, field))).toEqual({ title: 'Region', changes: [] }))
test('it is read as a text, and as it stands', () =>
  expect(declaredIn({ ...line(null, null), changes: { declaration: [null, field] } }).title).toBe(
    'Region',
  ))
test('of a changed one, what people can say of it', () => {
  const after = {
    ...field,
    required: true,
    max_length: 300,
    choices: [{ ...field.choices[1] }, { ...field.choices[0], hidden: true }],
  }
  expect(declaredIn(line(field, after)).changes).toEqual([
    { label: 'Required', before: 'No', after: 'Yes' },
    { label: 'Choices', before: 'North, South', after: 'South' },
  ])
})
test('what a choice brings and where a field is needed', () => {
  const after = {
    ...field,
    required_when: 'stage = won',
    choices: [{ ...field.choices[0], brings: { probability: 25 } }, field.choices[1]],
  }
  expect(declaredIn(line(field, after)).changes.map((one) => one.after)).toEqual([
    'stage = won',
    'North (25), South',
  ])
})
test('what cannot be read is called as the server calls it', () =>
  expect(declaredIn({ ...line(null, null), changes: { declaration: ['{', 7] } })).toEqual({
    title: 'lead',
    changes: [],
  }))

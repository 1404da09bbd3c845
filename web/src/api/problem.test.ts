import { expect, test } from 'vitest'
import { ApiError, messageOf, restOf } from './problem'

const general = 'Some fields need another look.'
const refused = (...errors: [field: string, message: string][]) =>
  new ApiError(
    422,
    'fields_refused',
    general,
    errors.map(([field, message]) => ({ field, code: 'x', message })),
  )

test('what is said of a field nobody sees is told instead of that some field is wrong', () => {
  expect(messageOf(refused(['lead', 'That record does not exist.']))).toBe(
    'That record does not exist.',
  )
  expect(messageOf(refused(['a', 'Needed.'], ['b', 'Needed.'], ['c', 'Too long.']))).toBe(
    'Needed. Too long.',
  )
  expect(messageOf(refused())).toBe(general)
  expect(messageOf(refused(['a', '']))).toBe(general)
  expect(messageOf('odd')).toBe('odd')
})

test('beside a form stands what its fields do not say already', () => {
  const both = refused(['name', 'Too long.'], ['lead', 'That record does not exist.'])
  expect(restOf(both, ['name'])).toBe('That record does not exist.')
  expect(restOf(refused(['name', 'Too long.']), ['name'])).toBeNull()
  expect(restOf(refused(), ['name'])).toBe(general)
})

import { expect, test } from 'vitest'
import { cellsOf, inOrder, painted, readStretches, weekMinutes, withDay } from './hours'

test.each([
  ['9-18', [['09:00', '18:00']]],
  [
    '9-12:30 13:30-18',
    [
      ['09:00', '12:30'],
      ['13:30', '18:00'],
    ],
  ],
  [
    '09:00–12:00, 13:30–18:00',
    [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ],
  ],
  ['0830 - 17.15', [['08:30', '17:15']]],
  ['9h30 to 12', [['09:30', '12:00']]],
  ['9：00至18：00', [['09:00', '18:00']]],
  [
    '13-18; 9-12',
    [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
  ],
  ['9-12 11-13', [['09:00', '13:00']]],
  ['0-24', [['00:00', '24:00']]],
  ['', []],
])('a day typed as "%s"', (typed, stretches) => expect(readStretches(typed)).toEqual(stretches))

test.each(['9', '18-9', '9-9', '9-25', '9:60-12', 'nine to five', '9-12-13', '24:30-25'])(
  'a day typed as "%s" cannot be read',
  (typed) => expect(readStretches(typed)).toBeUndefined(),
)

test('stretches that touch become one', () => {
  expect(
    inOrder([
      ['12:00', '18:00'],
      ['09:00', '12:00'],
    ]),
  ).toEqual([['09:00', '18:00']])
})

test('painting adds, joins, cuts in two and clears', () => {
  expect(painted([['09:00', '12:00']], 720, 780, true)).toEqual([['09:00', '13:00']])
  expect(painted([['09:00', '18:00']], 720, 780, false)).toEqual([
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ])
  expect(painted([['09:00', '12:00']], 0, 1440, false)).toEqual([])
  expect(painted([], 1410, 1440, true)).toEqual([['23:30', '24:00']])
})

test('a cell is worked when any of it is', () => {
  const cells = cellsOf([['09:15', '10:00']], 30)
  expect(cells).toHaveLength(48)
  expect(cells.flatMap((works, cell) => (works ? [cell] : []))).toEqual([18, 19])
})

test('a day without hours is left out; the week is summed', () => {
  const hours = withDay({ mon: [['09:00', '12:00']] }, 'tue', [['09:00', '10:30']])
  expect(weekMinutes(hours)).toBe(270)
  expect(withDay(hours, 'mon', [])).toEqual({ tue: [['09:00', '10:30']] })
})

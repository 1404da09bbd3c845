import { expect, test } from 'vitest'
import {
  chosenOf,
  everything,
  filterOfChosen,
  isChosen,
  nothing,
  sizeOf,
  toggled,
} from './selection'

test('some are chosen by their ids', () => {
  const two = toggled(nothing, ['1', '2'])
  expect(chosenOf(two, 'status = new')).toEqual({ ids: ['1', '2'] })
  expect(filterOfChosen(two, 'status = new')).toBe('id in (1, 2)')
  expect([sizeOf(two, 99), isChosen(two, '1'), isChosen(two, '3')]).toEqual([2, true, false])
  expect(chosenOf(toggled(two, ['1']), undefined)).toEqual({ ids: ['2'] })
  expect(chosenOf(toggled(two, ['1', '3'], true), undefined)).toEqual({ ids: ['1', '2', '3'] })
})

test('all are chosen by the filter, those left out by their ids', () => {
  expect(chosenOf(everything, 'status = new')).toEqual({ filter: 'status = new' })
  expect(chosenOf(everything, undefined)).toEqual({ filter: 'true' })
  const butOne = toggled(everything, ['7'])
  expect(chosenOf(butOne, 'a = 1 or b = 2')).toEqual({
    filter: '(a = 1 or b = 2) and id not in (7)',
  })
  expect([sizeOf(butOne, 10), sizeOf(butOne, undefined)]).toEqual([9, null])
  expect([isChosen(butOne, '7'), isChosen(butOne, '8')]).toEqual([false, true])
  expect(toggled(butOne, ['7'], true)).toEqual(everything)
})

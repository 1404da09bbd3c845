import { expect, test } from 'vitest'
import { initialsOf } from './marks'

test('a person is known by two letters, in Han characters by the last one', () => {
  expect(initialsOf('Grace Moreau')).toBe('GM')
  expect(initialsOf('欧阳明哲')).toBe('哲')
  expect(initialsOf('林静姝')).toBe('姝')
})

test('a company is known by its first letter, not by the word all of them end with, nor by a mark', () => {
  expect(initialsOf('沧浪医疗器械有限公司')).toBe('沧')
  expect(initialsOf('«Белая Ладья» Логистика')).toBe('БЛ')
  expect(initialsOf('«Малахит»')).toBe('М')
  expect(initialsOf('???')).toBe('?')
})

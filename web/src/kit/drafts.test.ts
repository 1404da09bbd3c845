import { beforeEach, expect, test, vi } from 'vitest'
import { forgetDrafts, keepDraft, readDraft } from './drafts'

beforeEach(() => localStorage.clear())

test('a draft is kept per person and place, until it is taken away', () => {
  keepDraft('7', 'leads/1', { note: 'half a' })
  keepDraft('70', 'leads/1', { note: 'another one’s' })
  expect(readDraft('7', 'leads/1')).toEqual({ note: 'half a' })
  expect(readDraft('7', 'leads/2')).toBeNull()
  keepDraft('7', 'leads/1', null)
  expect(readDraft('7', 'leads/1')).toBeNull()
  expect(readDraft('70', 'leads/1')).toEqual({ note: 'another one’s' })
})

test('who signs out leaves nothing of his own, and all of the others’', () => {
  keepDraft('7', 'leads/1', 'a')
  keepDraft('7', 'leads/2', 'b')
  keepDraft('70', 'leads/1', 'c')
  localStorage.setItem('vigil.theme', 'dark')
  forgetDrafts('7')
  expect(readDraft('7', 'leads/1')).toBeNull()
  expect(readDraft('70', 'leads/1')).toBe('c')
  expect(localStorage.getItem('vigil.theme')).toBe('dark')
})

test('the hundred newest are kept', () => {
  vi.useFakeTimers()
  for (let i = 0; i < 101; i++) {
    vi.setSystemTime(i * 1000)
    keepDraft('7', `leads/${i}`, i)
  }
  vi.useRealTimers()
  expect(readDraft('7', 'leads/0')).toBeNull()
  expect(readDraft('7', 'leads/1')).toBe(1)
  expect(readDraft('7', 'leads/100')).toBe(100)
})

test('what is no draft is none, and a browser that keeps nothing is no error', () => {
  localStorage.setItem('vigil.draft.7.leads/1', '{"half')
  expect(readDraft('7', 'leads/1')).toBeNull()
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(() => keepDraft('7', 'leads/2', 'a')).not.toThrow()
  full.mockRestore()
})

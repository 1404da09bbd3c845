import { expect, test } from 'vitest'
import { isNew, keepProgress, lessonIn, lessonOf, readProgress } from './deeds'

test('a call to the server is a lesson when it did something', () => {
  expect(lessonOf('POST', '/leads/7/log_call')).toBe('call')
  expect(lessonOf('POST', '/leads', {})).toBe('lead')
  expect(lessonOf('POST', '/leads', { dry_run: true })).toBeUndefined()
  expect(lessonOf('POST', '/leads/7/qualify')).toBe('qualify')
  expect(lessonOf('POST', '/exceptions/bulk')).toBe('exception')
  expect(lessonOf('POST', '/exceptions/7/accept')).toBe('exception')
  expect(lessonOf('GET', '/exceptions/7')).toBeUndefined()
  expect(lessonOf('GET', '/search', { q: 'ma' })).toBe('find')
  expect(lessonOf('GET', '/search', { q: 'ma', entity: 'user' })).toBeUndefined()
})

test('the journal tells the same', () => {
  expect(lessonIn({ entity: 'contact', act: 'log_call' })).toBe('call')
  expect(lessonIn({ entity: 'lead', act: 'create' })).toBe('lead')
  expect(lessonIn({ entity: 'account', act: 'create' })).toBeUndefined()
  expect(lessonIn({ entity: 'exception', act: 'raise' })).toBeUndefined()
})

test('what was done is kept for each person, and rubbish is nothing', () => {
  keepProgress('ben', { done: ['find', 'call'], isHidden: true })
  expect(readProgress('ben')).toEqual({ done: ['call', 'find'], isHidden: true })
  expect(readProgress('eva')).toEqual({ done: [], isHidden: false })
  localStorage.setItem('vigil.learn.eva', '{')
  expect(readProgress('eva')).toEqual({ done: [], isHidden: false })
})

test('a month long one is new; who is asked once need not be asked again', () => {
  const since = '2026-03-02T09:00:00.000000Z'
  keepProgress('kim', { done: [], isHidden: false, since, isLookedUp: true })
  const kept = readProgress('kim')
  expect(kept).toEqual({ done: [], isHidden: false, since, isLookedUp: true })
  expect(isNew(kept, Date.parse('2026-03-31T09:00:00Z'))).toBe(true)
  expect(isNew(kept, Date.parse('2026-04-02T09:00:00Z'))).toBe(false)
  expect(isNew(readProgress('eva'), Date.parse(since))).toBe(false)
})

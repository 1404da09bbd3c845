import { afterEach, expect, test } from 'vitest'
import { queryClient } from '@/api/queries'
import { neighboursOf } from './neighbours'

afterEach(() => {
  queryClient.clear()
  sessionStorage.clear()
})

test('the way through a list outlives the list, for its own records alone', () => {
  const data = ['1', '2', '3'].map((id) => ({ id, version: 1 }))
  queryClient.setQueryData(['entries', 'leads', {}], {
    pages: [{ data, next: null, count: 3 }],
    pageParams: [null],
  })
  const second = { previous: '1', next: '3', place: 2, count: 3 }
  expect(neighboursOf('leads', '2')).toEqual(second)
  queryClient.clear() // as after a reload
  expect(neighboursOf('leads', '2')).toEqual(second)
  expect(neighboursOf('leads', '3')).toMatchObject({ previous: '2', next: undefined, place: 3 })
  expect(neighboursOf('leads', '9')).toBeUndefined()
  expect(neighboursOf('accounts', '2')).toBeUndefined()
})

import { expect, test } from 'vitest'
import type { Entry, ExceptionRow } from '@/model/types'
import { nameWhom } from './with_whom'

const row = (title: string) =>
  ({ record: { id: '1', entity: 'activity', title, context: 'Meeting' } }) as ExceptionRow
const held: Entry = { id: '1', version: 1, contact: '2', account: '3' }
const included = {
  '2': { id: '2', entity: 'contact', title: 'Ada Haddad' },
  '3': { id: '3', entity: 'account', title: 'Brightwater' },
}
const contextOf = (title: string, entry?: Entry) =>
  nameWhom(row(title), entry, included).record.context

test('an exception about a meeting names with whom it was', () => {
  expect(contextOf('Product demonstration', held)).toBe('Meeting · Ada Haddad')
  expect(contextOf('Product demonstration', { ...held, contact: null })).toBe(
    'Meeting · Brightwater',
  )
})

test('whom the title names already is not named again, nor who is out of sight', () => {
  expect(contextOf('Meeting Ada Haddad', held)).toBe('Meeting · Brightwater')
  expect(contextOf('Product demonstration')).toBe('Meeting')
})

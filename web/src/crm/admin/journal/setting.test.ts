import { expect, test } from 'vitest'
import type { JournalLine } from '@/api/office'
import { settingIn } from './setting'

const line = (title: string, before: unknown, after: unknown) =>
  ({ title, entity: 'setting', changes: { value: [before, after] } }) as unknown as JournalLine
const told = (title: string, before: unknown, after: unknown) =>
  settingIn(line(title, before, after)).changes.filter((one) => one.before !== one.after)

test('a value of parts is told part by part, and only what has changed', () => {
  const before = { host: 'mail.example.com', port: 587, user: '' }
  const after = { ...before, port: 465 }
  expect(told('mail_server', before, after)).toEqual([
    { label: 'Port', before: '587', after: '465' },
  ])
  expect(told('mail_server', null, JSON.stringify(before)).map(({ label }) => label)).toEqual([
    'Server',
    'Port',
  ])
  expect(settingIn(line('mail_server', before, after)).title).toBe('Mail server')
})
test('any other value is told as a whole; what has no word keeps its key', () => {
  expect(told('company', 'Silver', 'Blue Oak')).toEqual([
    { label: 'Value', before: 'Silver', after: 'Blue Oak' },
  ])
  expect(settingIn(line('own_thing', 1, 2)).title).toBe('own_thing')
})

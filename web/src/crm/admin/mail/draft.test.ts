import { expect, test } from 'vitest'
import type { MailServer } from '@/api/office'
import { draftOf, typedOf, withSecurity } from './draft'

const none: MailServer = {
  source: 'none',
  host: null,
  port: null,
  security: null,
  user: null,
  from: null,
  from_is_fixed: false,
  has_password: false,
  is_locked: false,
  can_keep_password: true,
}
const kept: MailServer = {
  ...none,
  source: 'company',
  host: 'mail.example.com',
  port: 465,
  security: 'tls',
  user: 'vigil',
  from: 'vigil@example.com',
  has_password: true,
}

test('it begins with the usual values', () => {
  expect(typedOf(none)).toMatchObject({ host: '', port: '587', security: 'starttls' })
  expect(typedOf(kept)).toMatchObject({ host: 'mail.example.com', port: '465', security: 'tls' })
})
test('the usual port follows the encryption, one that was chosen stays', () => {
  const typed = typedOf(none)
  expect(withSecurity(typed, 'tls').port).toBe('465')
  expect(withSecurity({ ...typed, port: '2525' }, 'tls').port).toBe('2525')
})
test('a password that is not typed again stays; without a user there is none', () => {
  const typed = typedOf(kept)
  expect(draftOf(typed, true)).not.toHaveProperty('password')
  expect(draftOf({ ...typed, password: 'new' }, true)).toMatchObject({ password: 'new' })
  expect(draftOf({ ...typed, user: ' ' }, true)).toMatchObject({ user: '', password: '' })
  expect(draftOf(typed, false)).toMatchObject({ password: '' })
})
test('what is no port is left to the server to refuse', () => {
  expect(draftOf({ ...typedOf(none), port: 'smtp' }, false).port).toBe(0)
  expect(draftOf({ ...typedOf(none), port: ' 2525 ' }, false).port).toBe(2525)
})

import { expect, test } from 'vitest'
import { reachable } from './handed_link'

const link = 'http://127.0.0.1:8080/reset?token=abc'

test('a link of the machine itself is told by the address the reader came by', () => {
  expect(reachable(link, 'https://crm.example.com/admin/people')).toBe(
    'https://crm.example.com/reset?token=abc',
  )
})
test('who sits at the machine himself, and whoever has a public address, gets it as it is', () => {
  expect(reachable(link, 'http://localhost:8080/admin')).toBe(link)
  const known = 'https://crm.example.com/reset?token=abc'
  expect(reachable(known, 'http://10.0.0.7:8080/admin')).toBe(known)
})

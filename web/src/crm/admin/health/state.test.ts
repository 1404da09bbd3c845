import { expect, test } from 'vitest'
import type { Health } from '@/api/office'
import { showBytes, showSpan, signsOf } from './state'

const well: Health = {
  version: '1.0',
  store: 'sqlite',
  started_at: '2026-03-02T09:00:00Z',
  now: '2026-03-09T09:00:00Z',
  watch: { lag_s: 2 },
  mail: { configured: true, server: 'mail.example.com:587', from: null, waiting: 0, failed: 0 },
  jobs: { waiting: 0, running: 0, failed: 0 },
  search: { behind: 0 },
  backups: { possible: true, last_at: '2026-03-08T09:00:00Z' },
  disk: { free_bytes: 20 * 1024 ** 3 },
}
const stateOf = (health: Health, key: string) =>
  signsOf(health, 'en').find((sign) => sign.key === key)!

test('where all is well nothing is to be done', () => {
  for (const { state, advice } of signsOf(well, 'en')) {
    expect(state).toBe('good')
    expect(advice).toBeUndefined()
  }
})
test('whatever is not good says what to do', () => {
  const ill: Health = {
    ...well,
    watch: { lag_s: 300 },
    mail: { ...well.mail, waiting: 3, oldest_s: 1200, failed: 1 },
    jobs: { waiting: 1, running: 0, failed: 2 },
    search: { behind: 5000 },
    backups: { possible: true, last_at: null },
    disk: { free_bytes: 100 * 1024 ** 2 },
  }
  for (const { state, advice } of signsOf(ill, 'en')) {
    expect(state).not.toBe('good')
    expect(advice).toBeTruthy()
  }
  expect(stateOf(ill, 'watch').fact).toContain('5 min')
  expect(stateOf(ill, 'mail')).toMatchObject({
    state: 'bad',
    fact: 'A mail has waited for 20 min.',
  })
  expect(stateOf(ill, 'disk')).toMatchObject({ state: 'bad', fact: '100 MB free.' })
})
test('a mail that was put off says why at once', () => {
  const trouble = '127.0.0.1:1: connection refused'
  const waiting = { ...well.mail, waiting: 1, oldest_s: 30, trouble }
  expect(stateOf({ ...well, mail: waiting }, 'mail')).toMatchObject({
    state: 'warn',
    fact: '1 mail could not go out and is tried again.',
    advice: `The last answer: ${trouble}`,
  })
  const late = stateOf({ ...well, mail: { ...waiting, oldest_s: 1200 } }, 'mail')
  expect([late.state, late.advice]).toEqual(['bad', `The last answer: ${trouble}`])
})
test('a mail on its way is no trouble, a house without a mail server is', () => {
  expect(stateOf({ ...well, mail: { ...well.mail, waiting: 1, oldest_s: 30 } }, 'mail').state).toBe(
    'good',
  )
  expect(stateOf({ ...well, mail: { ...well.mail, configured: false } }, 'mail').state).toBe('warn')
})
test.each([
  ['2026-03-02T09:00:01Z', true, 'good'],
  ['2026-03-02T08:59:59Z', true, 'warn'],
  [null, true, 'warn'],
  [null, false, 'good'],
])('a backup of %s, possible: %s', (last_at, possible, state) =>
  expect(stateOf({ ...well, backups: { possible, last_at } }, 'backups').state).toBe(state),
)
test.each([
  [45, '45 s'],
  [600, '10 min'],
  [7200, '2 h'],
  [200_000, '2 d'],
])('%s seconds', (seconds, text) => expect(showSpan(seconds)).toBe(text))
test('bytes', () => {
  expect(showBytes(1500, 'en')).toBe('1.5 kB')
  expect(showBytes(13.31 * 1024 ** 3, 'en')).toBe('13 GB')
})

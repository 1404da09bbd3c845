import { afterEach, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import { setLanguage } from '@/base/words'
import { asRead } from './as_read'

afterEach(async () => {
  setTimeZone(undefined)
  await setLanguage('en')
})

test('limits and days in a refusal are written as the reader writes them', async () => {
  expect(asRead('At most 10000 characters.')).toBe('At most 10,000 characters.')
  expect(asRead('USD has a rate from 2026-03-02 on already.')).toBe(
    'USD has a rate from 2 Mar 2026 on already.',
  )
  setTimeZone('Asia/Shanghai')
  expect(asRead('since 2025-01-02T22:30:00Z')).toBe('since 3 Jan 2025')
  await setLanguage('zh-CN')
  expect(asRead('2026-03-02 已有汇率。')).toBe('2026年3月2日 已有汇率。')
})

test('what somebody typed, years, ids and telephone numbers stay as they are', () => {
  for (const text of [
    '“2026-03-02” is no amount.',
    'In 2026 there is none.',
    'No lead 891280004452941824.',
    'Call +49 30 23125 0020 or +493023125.',
    '2026-02-31 is no day.'.replace('02-31', '13-31'),
  ])
    expect(asRead(text)).toBe(text)
})

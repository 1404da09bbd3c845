import { expect, test } from 'vitest'
import { snoozeChoices } from './snooze'

const labels = (iso: string) => snoozeChoices(Date.parse(iso), 'UTC').map(({ label }) => label)

test('what means the same moment stands once', () => {
  // A Sunday, a Friday, a Tuesday.
  expect(labels('2026-11-22T10:00:00Z')).toEqual(['snooze.tomorrow', 'snooze.three_days'])
  expect(labels('2026-11-20T10:00:00Z')).toEqual(['snooze.tomorrow', 'snooze.three_days'])
  expect(labels('2026-11-24T10:00:00Z')).toHaveLength(3)
})

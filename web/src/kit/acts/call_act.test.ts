import { expect, test } from 'vitest'
import type { Act, Field } from '@/model/types'
import { isOutcomeEnough } from './call_act'

const act = (...fields: Partial<Field>[]) => ({ key: 'log_call', label: '', fields }) as Act

test('one digit logs a call only where nothing else is demanded of one', () => {
  const outcome = { key: 'outcome', required: true }
  expect(isOutcomeEnough(act(outcome, { key: 'note', required: false }))).toBe(true)
  expect(isOutcomeEnough(act(outcome, { key: 'direction', required: true, default: 'out' }))).toBe(
    true,
  )
  expect(isOutcomeEnough(act(outcome, { key: 'own_mood', required: true }))).toBe(false)
})

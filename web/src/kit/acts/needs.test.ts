import { expect, test } from 'vitest'
import type { Act, Field } from '@/model/types'
import { neededBy } from './needs'

const act = (...fields: Partial<Field>[]) => ({ key: 'log_call', label: '', fields }) as Act

test('what has a usual answer, or may stay empty, is not needed', () => {
  const asked = act(
    { key: 'outcome', required: true },
    { key: 'note', required: false },
    { key: 'direction', required: true, default: 'out' },
    { key: 'own_mood', required: true },
  )
  expect(neededBy(asked).map(({ key }) => key)).toEqual(['outcome', 'own_mood'])
})

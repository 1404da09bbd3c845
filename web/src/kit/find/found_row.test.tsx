import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { FoundRow, Model } from '@/model/types'
import { FoundLines } from './found_row'

test('where nothing open is found, no more is said than that the reader sees none', () => {
  const row = {
    entity: 'account',
    id: '1',
    title: 'Nordwind',
    context: null,
    owner: { id: '2', name: 'Another' },
    found_in: ['name'],
    open_opportunities: [],
    open_cases: [],
  } as unknown as FoundRow
  const model: Model = { version: 1, language: 'en', entities: [] }
  const { container } = render(<FoundLines row={row} model={model} />)
  expect(container.textContent).toContain('No open opportunity that you can see')
})

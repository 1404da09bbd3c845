import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { enterFor } from '@/api/principal'
import { meQuery, modelQuery, queryClient } from '@/api/queries'
import { showToasts, toasts } from '@/kit/undo'
import { testEntity, testField } from '@/model/test_parts'
import type { Me } from '@/model/types'
import LogCallDialog from './log_call_dialog'

const outcome = testField('outcome', 'choice', {
  required: true,
  choices: [{ key: 'reached', label: 'Reached' }],
})
const lead = testEntity('lead', { acts: [{ key: 'log_call', label: 'Call', fields: [outcome] }] })
const me = { id: 'ana', enters_for: 'team', company: { currency: 'EUR' } } as Me

beforeEach(() => {
  queryClient.setQueryData(meQuery.queryKey, me)
  queryClient.setQueryData(modelQuery().queryKey, { version: 1, language: 'en', entities: [lead] })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"next_step":null}')))
})
afterEach(() => {
  enterFor(null)
  queryClient.clear()
  vi.unstubAllGlobals()
})

test('whose the call is stands where its outcome is chosen, and in what is told of it', async () => {
  enterFor({ id: 'ben', name: 'Ben Okafor' })
  showToasts()
  const said = vi.spyOn(toasts, 'add')
  render(
    <QueryClientProvider client={queryClient}>
      <LogCallDialog target={{ entity: lead, id: '7', title: 'Nordwind' }} close={() => {}} />
    </QueryClientProvider>,
  )
  expect(await screen.findByText('It counts as Ben Okafor’s.')).toBeTruthy()
  fireEvent.click(await screen.findByText('Reached'))
  await vi.waitFor(() => expect(said).toHaveBeenCalled())
  expect(said.mock.calls[0]![0].title).toContain('Reached · for Ben Okafor')
})

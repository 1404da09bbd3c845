import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { meQuery, modelQuery, queryClient, usersQuery } from '@/api/queries'
import { testEntity, testField } from '@/model/test_parts'
import type { Act, Field, Model } from '@/model/types'
import { ActDialog } from './act_dialog'

afterEach(cleanup)

const model: Model = { version: 1, language: 'en', entities: [testEntity('account')] }
const choices = [
  { key: 'north', label: 'North' },
  { key: 'south', label: 'South' },
]
/** As the model lists the act where the company demands more of the opportunity it makes. */
const act = (...own: Field[]): Act => ({
  key: 'open_opportunity',
  label: 'Open an opportunity',
  fields: [
    testField('close_date', 'day', { required: true }),
    testField('note', 'long_text'),
    testField('amount', 'money', { required: true }),
    ...own,
  ],
})
function show(one: Act, submit = vi.fn().mockResolvedValue(undefined)) {
  queryClient.setQueryData(modelQuery().queryKey, model)
  render(
    <QueryClientProvider client={queryClient}>
      <ActDialog act={one} title="Grace" currency="EUR" submit={submit} close={() => {}} />
    </QueryClientProvider>,
  )
  return submit
}
const labels = () =>
  [...document.querySelectorAll('label')].map((one) => one.firstChild!.textContent)

test('a field the company demands of what the act makes is asked for, with what is needed first', async () => {
  const submit = show(
    act(
      testField('own_region', 'choice', { required: true, choices }),
      testField('own_start', 'day', { required: true }),
      testField('own_fee', 'money', { required: true }),
      testField('own_partner', 'link', { link: 'account' }),
    ),
  )
  expect(labels()).toEqual([
    'close_date',
    'amount',
    'own_region',
    'own_start',
    'own_fee',
    'note',
    'own_partner',
  ])
  const put = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(new RegExp(`^${label}`)), { target: { value } })
  put('close_date', '2026-12-01')
  put('amount', '1000')
  put('own_region', 'south')
  put('own_start', '2026-12-02')
  put('own_fee', '5')
  fireEvent.click(screen.getByRole('button', { name: /^Open an opportunity/ }))
  await waitFor(() =>
    expect(submit).toHaveBeenCalledWith({
      close_date: '2026-12-01',
      amount: { amount: '1000', currency: 'EUR' },
      own_region: 'south',
      own_start: '2026-12-02',
      own_fee: { amount: '5', currency: 'EUR' },
    }),
  )
})

const outcome = testField('outcome', 'choice', { required: true, choices })
test('a call is one press while its outcome is all it needs, and a form where it is not', () => {
  show({ key: 'log_call', label: 'Log a call', fields: [outcome] })
  expect(screen.queryByLabelText(/^outcome/, { selector: 'select' })).toBeNull()
  cleanup()
  const more = testField('own_reason', 'text', { required: true })
  show({ key: 'log_call', label: 'Log a call', fields: [outcome, more] })
  expect(labels()).toEqual(['outcome', 'own_reason'])
})

test('whom a record is given to is chosen from the people at once', async () => {
  queryClient.setQueryData(meQuery.queryKey, { id: '1', name: 'Ann' } as never)
  queryClient.setQueryData(usersQuery().queryKey, [
    { id: '1', name: 'Ann', email: 'ann@example.com' },
    { id: '7', name: 'Ben Okafor', email: 'ben@example.com' },
  ] as never)
  const to = testField('to', 'link', { link: 'user', required: true })
  const submit = show({ key: 'assign', label: 'Assign', fields: [to] })
  fireEvent.click(await screen.findByRole('option', { name: /Ben Okafor/ }))
  expect(submit).toHaveBeenCalledWith({ to: '7' })
})

import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { testField } from '@/model/test_parts'
import { GeneratedForm } from './form'

test('an amount is read back while it is typed, and sent as it was read', async () => {
  const submit = vi.fn(() => Promise.resolve())
  render(
    <GeneratedForm
      fields={[testField('amount', 'money')]}
      currency="EUR"
      submitLabel="Open"
      submit={submit}
      cancel={() => {}}
    />,
  )
  fireEvent.change(screen.getByLabelText('amount'), { target: { value: '12.500' } })
  expect(screen.getByText('Read as €12,500')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /^Open/ }))
  await vi.waitFor(() =>
    expect(submit).toHaveBeenCalledWith({ amount: { amount: '12500', currency: 'EUR' } }),
  )
})

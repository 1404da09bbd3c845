import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import { DemoData } from './demo_data'
import { t } from './words'

const goTo = vi.hoisted(() => vi.fn(() => Promise.resolve()))
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  useNavigate: () => goTo,
}))
vi.mock('@/api/client', async (original) => ({
  ...(await original<object>()),
  call: () => Promise.resolve({ data: { id: '7', state: 'done', result: null } }),
}))

test('when the demo data are gone the guide begins', async () => {
  render(
    <QueryClientProvider client={queryClient}>
      <DemoData />
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: t('clear') }))
  fireEvent.click(screen.getAllByRole('button', { name: t('clear') }).at(-1)!)
  await waitFor(() =>
    expect(goTo).toHaveBeenCalledWith({ to: '/start', search: { step: 'company' } }),
  )
})

import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import type { Field, Me } from '@/model/types'
import { EnterForOffer } from './enter_for/offer'
import { FieldInput } from './fields'

const files = vi.hoisted(() => {
  let arrive = () => {}
  const held = new Promise<void>((done) => (arrive = done))
  return { held, arrive: () => arrive() }
})
vi.mock('./picker', async (original) => {
  await files.held
  return original()
})
vi.mock('./enter_for/dialog', async (original) => {
  await files.held
  return original()
})

beforeEach(() =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"data":[],"included":{}}'))),
)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const shown = (part: React.ReactNode) =>
  render(<QueryClientProvider client={queryClient}>{part}</QueryClientProvider>)

test('what is typed before a picker or a dialog is there is no key of the page, and arrives', async () => {
  const owner = { key: 'owner', label: 'Owner', kind: 'link', link: 'user' } as Field
  shown(<EnterForOffer me={{ enters_for: 'team' } as Me} />)
  fireEvent.click(screen.getByRole('button'))
  for (const key of ['b', 'e']) fireEvent.keyDown(window, { key })
  expect(document.activeElement?.closest('[data-modal]')).not.toBeNull()
  cleanup()

  const inForm = { field: owner, draft: '7', linkTitle: 'Ann', change: vi.fn(), currency: 'EUR' }
  const { container } = shown(<FieldInput {...inForm} autoFocus />)
  const early = document.activeElement as HTMLInputElement
  expect(container.contains(early)).toBe(true)
  early.value = 'Chi'
  files.arrive()
  await import('./picker')
  const picker = await screen.findByRole<HTMLInputElement>('combobox')
  await waitFor(() => expect(picker.value).toBe('Chi'))
})

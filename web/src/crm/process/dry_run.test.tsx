import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import { DryRun } from './dry_run'

const found = {
  complete: true,
  looked_at_until: null,
  unknown_fields: [],
  started: 9,
  met: 4,
  broken: 2,
  running: 2,
  dropped: 1,
  raised: 2,
  by_owner: [],
  by_manager: [],
  exceptions: [],
}
const late = {
  ...found,
  raised: 120,
  by_owner: [
    { owner: null, raised: 80 },
    { owner: { id: 'ben', name: 'Ben Okafor' }, raised: 40 },
  ],
}
beforeEach(() =>
  vi.stubGlobal('fetch', (_: string, { body }: RequestInit) => {
    const isAtOnce = (JSON.parse(String(body)) as { at_once: boolean }).at_once
    return Promise.resolve(new Response(JSON.stringify(isAtOnce ? late : found)))
  }),
)
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})
const show = (isOn: boolean) =>
  render(
    <QueryClientProvider client={queryClient}>
      <DryRun
        trial="{}"
        kept={null}
        isChanged
        isOn={isOn}
        model={{ version: 1, language: 'en', entities: [] }}
      />
    </QueryClientProvider>,
  )

test('what switching it on raises at once, and whose that is, stands there before', async () => {
  show(false)
  await screen.findByText(
    /raises 120 exceptions at once, late already: Nobody 80 and Ben Okafor 40/,
  )
})

test('the numbers of a dry run add up; of a rule that is on nothing more is raised', async () => {
  show(true)
  await screen.findByText(
    '9 promises began: 4 kept in time, 2 broken, 2 still running, 1 no longer applied.',
  )
  expect(screen.queryByText(/at once/)).toBeNull()
})

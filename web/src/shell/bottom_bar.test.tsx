import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import { Inbox } from 'lucide-react'
import { afterEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import type { Me } from '@/model/types'
import { BottomBar } from './bottom_bar'
import type { Destination } from './navigation'

const place = (to: string, group: Destination['group']): Destination => ({
  key: to,
  label: to,
  icon: Inbox,
  group,
  hasBadge: false,
  link: { to } as Destination['link'],
})
const destinations = [place('/', 'home'), place('/day', 'home'), place('/plan', 'steer')]

async function homeAt(address: string, role: string) {
  vi.stubGlobal('scrollTo', () => {})
  const me = { role: { key: role, label: role } } as Me
  const bar = () => <BottomBar me={me} destinations={destinations} find={() => {}} />
  const router = createRouter({
    routeTree: createRootRoute({ component: bar, notFoundComponent: bar }),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  const { unmount } = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  const home = await screen.findByRole('link', { name: /Home/ })
  const isLit = home.className.includes('font-semibold')
  expect(home.getAttribute('aria-current')).toBe(isLit ? 'page' : null)
  unmount()
  return isLit
}
afterEach(() => vi.unstubAllGlobals())

test('where work begins the first tab is lit, whichever of the two pages it leads to', async () => {
  for (const role of ['rep', 'manager'])
    for (const [address, isLit] of [
      ['/', true],
      ['/day', true],
      ['/plan', false],
    ] as const)
      expect(await homeAt(address, role), `${role} at ${address}`).toBe(isLit)
})

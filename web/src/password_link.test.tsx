// The page a mail's link leads to, behind its router, over a server of a few lines.
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import { makeRouter } from './router'

// What the page fetches late is there before a test waits for it, however busy the machine.
import.meta.glob(['./shell/sign_in.tsx', './shell/toasts.tsx'], { eager: true })

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const nora = {
  name: 'Nora New',
  company: 'Brightwater',
  email: 'nora@example.com',
  is_invitation: true,
}

let asked: string[]
let tellWhose: (answer: Response) => void

beforeEach(() => {
  asked = []
  const whose = new Promise<Response>((tell) => (tellWhose = tell))
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    const path = url.slice(url.indexOf('/v1') + 3)
    if (path === '/passwords/link') return whose
    asked.push(`${path} ${String(body ?? '')}`)
    if (path === '/passwords/reset') return new Response(null, { status: 204 })
    return json({ code: 'busy', title: 'busy', detail: 'come again' }, 503)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})

async function setPassword() {
  const history = createMemoryHistory({ initialEntries: ['/reset?token=secret'] })
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={makeRouter(history) as never} />
    </QueryClientProvider>,
  )
  const input = await screen.findByLabelText(/password/i)
  fireEvent.change(input, { target: { value: 'nora has her own' } })
  fireEvent.submit(input.closest('form')!)
}

test('whoever is quicker than the answer whose link it is comes in all the same', async () => {
  await setPassword()
  tellWhose(json(nora))
  await waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[0]).toContain('/passwords/reset')
  expect(asked[1]).toContain('nora@example.com')
})

test('where nobody can tell whose it is, the password is set and he is sent to sign in', async () => {
  await setPassword()
  tellWhose(json({ code: 'busy', title: 'busy', detail: 'come again' }, 503))
  await screen.findByRole('status')
  expect(asked).toHaveLength(1)
})

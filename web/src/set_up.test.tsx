// The page of a server without a company, behind its router, over a server of a few lines.
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import { setLanguage } from '@/base/words'
import { makeRouter } from './router'

// What the page fetches late is there before a test waits for it, however busy the machine.
import.meta.glob(
  ['./crm/day/page.tsx', './shell/set_up/*.tsx', './shell/sign_in.tsx', './shell/toasts.tsx'],
  { eager: true },
)

const refused = (status: number, code: string, more = {}) =>
  new Response(JSON.stringify({ code, title: code, detail: `why: ${code}`, ...more }), { status })
const countries = [
  { code: 'CN', name: 'China' },
  { code: 'DE', name: 'Germany' },
]

let offered: () => Response
let answer: () => Response
let sent: Record<string, string>[]

beforeEach(() => {
  sent = []
  offered = () => new Response(JSON.stringify({ countries }))
  answer = () => refused(403, 'setup_key_wrong')
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    if (url.endsWith('/setup') && method === 'GET') return offered()
    if (!url.endsWith('/setup')) return refused(401, 'not_set_up')
    sent.push(JSON.parse(String(body)))
    return answer()
  })
})
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  queryClient.clear()
  await setLanguage('en')
})

function open(address: string) {
  const router = makeRouter(createMemoryHistory({ initialEntries: [address] }))
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  return router
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Set up and sign in' }))

test('what is said goes out with the key of the link; the country brings its currency', async () => {
  open('/setup#secret')
  await screen.findByLabelText('Company name')
  type('Company name', 'Brightwater')
  type('Your name', 'Grace Moreau')
  type('Your e-mail', 'grace@example.com')
  type('Password', 'correct horse battery')
  type('Country or region', 'CN')
  type('Time zone', 'Asia/Shanghai')
  submit()
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toEqual({
    key: 'secret',
    company: 'Brightwater',
    name: 'Grace Moreau',
    email: 'grace@example.com',
    password: 'correct horse battery',
    language: 'en',
    country: 'CN',
    currency: 'CNY',
    time_zone: 'Asia/Shanghai',
  })
  await screen.findByText('why: setup_key_wrong')
})

test('a currency somebody has chosen stays whatever the country', async () => {
  open('/setup#secret')
  await screen.findByLabelText('Currency')
  type('Currency', 'USD')
  type('Country or region', 'CN')
  expect(screen.getByLabelText<HTMLSelectElement>('Currency').value).toBe('USD')
})

test('what is wrong is told at its field, which has the cursor, and what was typed stays', async () => {
  answer = () =>
    refused(422, 'fields_refused', {
      errors: [{ field: 'email', code: 'bad_email', message: 'No address.' }],
    })
  open('/setup#secret')
  await screen.findByLabelText('Company name')
  type('Company name', 'Brightwater')
  submit()
  await screen.findByText('No address.')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Your e-mail')))
  expect(screen.getByLabelText<HTMLInputElement>('Company name').value).toBe('Brightwater')
})

test('whoever was second is told that the company is there, and led to the sign-in', async () => {
  answer = () => refused(409, 'company_exists')
  open('/setup#secret')
  await screen.findByLabelText('Company name')
  submit()
  await screen.findByText('This company is already set up.')
  expect(screen.getByRole('link', { name: 'Go to sign-in' }).getAttribute('href')).toBe('/sign-in')
  expect(screen.queryByRole('button', { name: 'Set up and sign in' })).toBeNull()
})

test('where there is a company nothing is asked', async () => {
  offered = () => refused(409, 'company_exists')
  open('/setup#secret')
  await screen.findByText('This company is already set up.')
  expect(screen.queryByLabelText('Company name')).toBeNull()
})

test('every page of an empty house leads to it, and without the key of the link it asks for that', async () => {
  const router = open('/day')
  await screen.findByText(/Open the link that it printed/)
  expect(router.state.location.pathname).toBe('/setup')
  expect(screen.queryByLabelText('Company name')).toBeNull()
})

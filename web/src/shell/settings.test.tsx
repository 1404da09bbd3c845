import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { meQuery, queryClient } from '@/api/queries'
import { setTimeZone, timeZone } from '@/base/time'
import { language, setLanguage } from '@/base/words'
import type { Me } from '@/model/types'
import Settings from './settings_dialog'

const me: Me = {
  id: 'grace',
  email: 'grace@example.com',
  name: 'Grace Moreau',
  role: { key: 'manager', label: 'Sales manager' },
  team: null,
  locale: 'en',
  time_zone: 'Europe/Berlin',
  enters_for: null,
  may: { administer: false, change_model: false, import: false },
  company: { name: 'Brightwater', currency: 'EUR', time_zone: 'UTC' },
}

let sent: { method: string; path: string; body: unknown }[]
let refusal: Response | null

beforeEach(() => {
  sent = []
  refusal = null
  queryClient.setQueryData(meQuery.queryKey, me)
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const path = url.replace('/api/v1', '')
    if (method === 'GET') return new Response(JSON.stringify(me))
    sent.push({ method: method!, path, body: JSON.parse(String(body)) })
    return refusal ?? new Response(null, { status: 204 })
  })
})
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  queryClient.clear()
  setTimeZone(undefined)
  await setLanguage('en')
  localStorage.clear()
})

const open = (close = vi.fn()) => {
  render(
    <QueryClientProvider client={queryClient}>
      <Settings me={me} close={close} openKeys={vi.fn()} />
    </QueryClientProvider>,
  )
  return close
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const openPassword = () => {
  open()
  fireEvent.click(screen.getByRole('button', { name: 'Change the password' }))
}
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Change the password' }))

test('the password is changed by the one there is', async () => {
  openPassword()
  type('Current password', 'the old one')
  type('New password', 'a new one')
  send()
  await waitFor(() => expect(screen.queryByLabelText('New password')).toBeNull())
  expect(sent).toEqual([
    {
      method: 'POST',
      path: '/passwords/change',
      body: { current: 'the old one', new: 'a new one' },
    },
  ])
})

test('what is wrong with a password stands at its field; what is typed stays', async () => {
  openPassword()
  type('New password', 'short')
  send()
  expect(screen.getByLabelText('Current password').getAttribute('aria-invalid')).toBe('true')
  type('Current password', 'not mine')
  const short = [{ field: 'new', code: 'password_too_short', message: 'At least 12 characters.' }]
  refusal = new Response(JSON.stringify({ code: 'fields_refused', errors: short }), { status: 422 })
  send()
  await screen.findByText('At least 12 characters.')
  expect(screen.getByLabelText('New password').getAttribute('aria-invalid')).toBe('true')
  type('New password', 'long enough')
  const errors = [{ field: 'current', code: 'wrong_password', message: 'That is not it.' }]
  refusal = new Response(JSON.stringify({ code: 'invalid', errors }), { status: 422 })
  send()
  const told = await screen.findByText('That is not it.')
  expect(told.getAttribute('role')).toBe('alert')
  expect((screen.getByLabelText('New password') as HTMLInputElement).value).toBe('long enough')
})

test('another time zone holds at once; refused, the one before does', async () => {
  setTimeZone('Europe/Berlin')
  open()
  type('Time zone', 'Asia/Shanghai')
  expect(timeZone()).toBe('Asia/Shanghai')
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toEqual({ method: 'PATCH', path: '/me', body: { time_zone: 'Asia/Shanghai' } })
  refusal = new Response('{}', { status: 422 })
  type('Time zone', 'UTC')
  expect(timeZone()).toBe('UTC')
  await waitFor(() => expect(timeZone()).toBe('Europe/Berlin'))
})

test('the language is that of the page and of the mails', async () => {
  open()
  type('Language', 'zh-CN')
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(language()).toBe('zh-CN')
  expect(sent[0]).toEqual({ method: 'PATCH', path: '/me', body: { locale: 'zh-CN' } })
})

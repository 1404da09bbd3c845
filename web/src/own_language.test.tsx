// The page asks who the reader is before it knows his language, over a server of a few lines.
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '@/api/queries'
import { setLanguage } from '@/base/words'
import { makeRouter } from './router'

const me = {
  id: 'grace',
  email: 'grace@example.com',
  name: 'Grace Moreau',
  team: null,
  locale: 'en',
  time_zone: 'UTC',
  enters_for: null,
  may: { administer: false, change_model: false, import: false },
  company: { name: 'Brightwater', currency: 'EUR', time_zone: 'UTC' },
  csrf_token: 'token',
}

beforeEach(() => {
  vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
    const isChinese = new Headers(headers).get('Accept-Language') === 'zh-CN'
    const role = { key: 'manager', label: isChinese ? '销售经理' : 'Sales manager' }
    const body = url.includes('/model')
      ? { version: 1, language: 'en', entities: [] }
      : url.includes('/me')
        ? { ...me, role }
        : { data: [], next: null, count: 0 }
    return new Response(JSON.stringify(body))
  })
  vi.stubGlobal(
    'EventSource',
    class {
      close() {}
      addEventListener() {}
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})

test('who the reader is comes in his own language, whatever the browser speaks', async () => {
  await setLanguage('zh-CN') // as main.tsx guesses it
  const history = createMemoryHistory({ initialEntries: ['/'] })
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={makeRouter(history) as never} />
    </QueryClientProvider>,
  )
  await screen.findAllByText('Sales manager')
  expect(screen.queryByText('销售经理')).toBeNull()
})

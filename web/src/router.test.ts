import { expect, test } from 'vitest'
import { pageAt } from './router'

const names = {
  '/': 'exceptions/page',
  '/day': 'day/page',
  '/plan': 'plans/page',
  '/process': 'process/page',
  '/import': 'import/page',
  '/start': 'start/page',
  '/admin': 'admin/frame',
  '/admin/people': 'admin/frame',
  '/e/leads': 'records/list_page',
  '/e/leads/12': 'records/record_page',
  '/e/opportunities': 'opportunities/page',
  '/e/opportunities/board': 'opportunities/page',
  '/e/opportunities/forecast': 'opportunities/forecast_page',
  '/e/opportunities/12': 'records/record_page',
}

test('what is fetched early is the file of the page that stands at the address', () => {
  for (const [address, file] of Object.entries(names)) {
    const early = pageAt(address)
    const source = String(early)
    expect(source.includes(file), `${address}: ${source}`).toBe(true)
  }
  expect(pageAt('/nowhere')).toBeUndefined()
})

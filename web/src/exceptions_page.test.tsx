// The whole page behind its router, over a server of a few lines.
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applyEvents } from '@/api/events'
import { queryClient } from '@/api/queries'
import { toasts } from '@/kit/undo'
import type { Entity, ExceptionRow, Me, Model, Person } from '@/model/types'
import { makeRouter } from './router'

// What the page fetches late is there before a test waits for it, however busy the machine.
import.meta.glob(
  ['./crm/exceptions/*.tsx', './kit/numbers/*.tsx', './shell/toasts.tsx', '!./**/*.test.tsx'],
  { eager: true },
)

const me: Me = {
  id: 'grace',
  email: 'grace@example.com',
  name: 'Grace Moreau',
  role: { key: 'manager', label: 'Sales manager' },
  team: null,
  locale: 'en',
  time_zone: 'UTC',
  enters_for: null,
  may: { administer: false, change_model: false, import: false },
  company: { name: 'Brightwater', currency: 'EUR', time_zone: 'UTC' },
  csrf_token: 'token',
}
const entity = (key: string, plural: string, label: string): Entity => ({
  key,
  plural,
  label,
  label_plural: `${label}s`,
  menu: true,
  own: false,
  title: 'name',
  fields: [
    {
      key: 'owner',
      kind: 'link',
      label: 'Owner',
      link: 'user',
      required: false,
      read_only: false,
      right: 'see',
      own: false,
    },
  ],
  layout: { list: [], record: [] },
  acts: [],
  may: { create: false, change: false, remove: false },
})
const model: Model = {
  version: 1,
  language: 'en',
  entities: [entity('lead', 'leads', 'Lead'), entity('case', 'cases', 'Case')],
}

const hour = 3_600_000
function exception(id: string, lateHours: number, more: Partial<ExceptionRow> = {}): ExceptionRow {
  const owner: Person = { id: `owner-${id}`, name: `Owner ${id}` }
  return {
    id,
    guideline: { id: 'g1', key: 'x1' },
    sentence: 'A new lead is called within 1 day.',
    goal: 'No lead gets cold',
    see: `Nothing logged on ${id}`,
    consequence: 'Goes back to the queue',
    entity: 'lead',
    record: { id: `r-${id}`, entity: 'lead', title: `Lead ${id}`, context: 'Castor Energy' },
    title: `Lead ${id}`,
    owner,
    manager: null,
    amount: null,
    state: 'open',
    started_at: new Date().toISOString(),
    due_at: new Date(Date.now() - lateHours * hour).toISOString(),
    raised_at: null,
    next: null,
    ...more,
  }
}

let open: ExceptionRow[]
let warned: ExceptionRow[]
let sent: { path: string; body: unknown }[]
let refusal: string | null

const json = (body: unknown, headers: Record<string, string> = {}, status = 200) =>
  new Response(JSON.stringify(body), { status, headers })

/** One request for many: those of `stubborn` are refused, undo of "all" opens the others again. */
function bulk({ ids }: { ids: string[] }): Response {
  const done = ids.filter((id) => !stubborn.includes(id))
  takenTogether = open.filter((row) => done.includes(row.id))
  open = open.filter((row) => !done.includes(row.id))
  const refused = ids
    .filter((id) => stubborn.includes(id))
    .map((id) => ({ id, code: 'no', message: 'It is closed.' }))
  return json({ act_id: done.length > 0 ? 'all' : null, done: done.length, refused })
}

/** Acts close an exception; undo of journal "j-ID" opens it again. */
async function server(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const { pathname, searchParams } = new URL(String(input), 'http://localhost')
  const path = pathname.replace('/api/v1', '')
  if (init.method === 'POST') {
    sent.push({ path, body: JSON.parse(String(init.body)) })
    if (refusal) return json({ detail: refusal, code: 'refused' }, {}, 422)
    const [, kind, id = ''] = path.split('/')
    if (path === '/jobs/long/undo') {
      isFolding = true
      return json({ ...longWork, id: 'undo' }, {}, 202)
    }
    if (id === 'bulk' && 'filter' in (sent.at(-1)!.body as object)) {
      isFolding = false
      return json(longWork, {}, 202)
    }
    if (id === 'bulk') return bulk(sent.at(-1)!.body as { ids: string[] })
    if (id === 'all') {
      open = [...open, ...takenTogether]
      return json({})
    }
    if (kind === 'journal') open = [...open, taken.get(id.slice(2))!]
    else open = open.filter((row) => row.id !== id || !taken.set(id, row))
    return json({}, { 'Vigil-Journal': `j-${id}` })
  }
  if (path === '/me') return json(me)
  if (path === '/model') return json(model)
  if (path === '/users')
    return json({
      data: [{ id: 'u7', version: 1, name: 'Chen Li', email: 'chen@example.com' }],
      next: null,
    })
  if (path.startsWith('/jobs/'))
    return json({ ...longWork, state: 'done', result: { changed: 700 } })
  if (path === '/exceptions') {
    const isOpen = searchParams.get('state') === 'open'
    const isOfBundle = searchParams.get('filter')?.includes('owner is empty')
    if (isOpen && isOfBundle) return json({ data: [nobodys()], next: null, count: 700 })
    const data = isOpen ? open : warned
    if (isOpen && isFolding && searchParams.get('fold') === 'true') {
      const bundles = [{ count: 700, stakes: [], first: nobodys() }]
      return json({ data, bundles, next: null, count: data.length + 700, running: {} })
    }
    return json({ data, next: null, count: data.length, running: { lead: 988, case: 21 } })
  }
  const row = [...open, ...warned, ...taken.values()].find(
    (each) => path === `/exceptions/${each.id}`,
  )
  if (!row) return json({ detail: 'absent' }, {}, 404)
  const told = [
    { user: row.owner!, channel: 'mail', at: row.due_at, state: 'accepted', detail: '250 Ok' },
  ]
  return json({
    ...row,
    evidence: {
      version: 3,
      facts: [
        { name: 'calls', value: 0 },
        { name: 'Budget', value: '—', question: true, missing: true },
        { name: 'Authority', value: '—', question: true, missing: true },
      ],
      clock: 'Fri 16:00 + 1 business day = Mon 16:00',
      told,
      since: [
        {
          id: 'j1',
          at: row.due_at,
          actor: row.owner,
          entity: 'lead',
          record: row.record.id,
          act: 'assign',
          changes: { owner: [null, '900719925474099301'] },
        },
      ],
      included: {
        '900719925474099301': { id: '900719925474099301', entity: 'user', title: 'Chen Li' },
      },
    },
  })
}
const taken = new Map<string, ExceptionRow>()
let takenTogether: ExceptionRow[]
/** The server folds 700 of nobody's. */
let isFolding: boolean
const nobodys = () => exception('n', 40, { owner: null })
const longWork = {
  id: 'long',
  kind: 'exceptions',
  state: 'running',
  done: 0,
  total: 700,
  refused: 0,
}
let stubborn: string[]
let stream: { onerror: () => void; onopen: () => void }

beforeEach(() => {
  open = [exception('a', 30), exception('b', 20), exception('c', 10, { entity: 'case' })]
  warned = [exception('w', -3, { state: 'warned', owner: { id: 'grace', name: 'Grace Moreau' } })]
  sent = []
  refusal = null
  takenTogether = []
  stubborn = []
  isFolding = false
  taken.clear()
  vi.stubGlobal('fetch', vi.fn(server))
  vi.stubGlobal(
    'EventSource',
    class {
      static CLOSED = 2
      readyState = 1
      onerror = () => {}
      onopen = () => {}
      constructor() {
        stream = this
      }
      close() {}
    },
  )
})
afterEach(() => {
  cleanup()
  toasts.close()
  queryClient.clear()
  vi.unstubAllGlobals()
})

async function show(first = 'Promise broken') {
  const router = makeRouter(createMemoryHistory({ initialEntries: ['/'] }))
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  await screen.findByText(first)
}
const rows = () => [...document.querySelectorAll('main li [data-row]')]
const titles = () => rows().map((row) => row.querySelector('b')!.textContent)
const selected = () => document.querySelector('main [aria-current="true"] b')?.textContent
const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.body, { key, ...more })
const badge = () => document.querySelector('[data-badge]')?.getAttribute('data-badge')

test('broken before threatened, most urgent first, the first in detail with evidence', async () => {
  await show()
  expect(titles()).toEqual(['Lead a', 'Lead b', 'Lead c', 'Lead w'])
  expect(badge()).toBe('3')
  expect(
    screen.getByText('3 exceptions · 1 about to break · everything else runs as agreed'),
  ).toBeTruthy()
  const detail = within(screen.getByLabelText('Details'))
  expect(detail.getByText('Nothing logged on a')).toBeTruthy()
  expect(detail.getByText('Goes back to the queue')).toBeTruthy()
  expect(await detail.findByText('Fri 16:00 + 1 business day = Mon 16:00')).toBeTruthy()
  expect(detail.getByText('accepted by the mail server')).toBeTruthy()
  expect(screen.getByText(/That is all\. Running as agreed: 988 leads and 21 cases\./)).toBeTruthy()
})

test('the evidence names people, and folds unanswered questions away', async () => {
  await show()
  const detail = within(screen.getByLabelText('Details'))
  expect(await detail.findByText('Chen Li', { exact: false })).toBeTruthy()
  expect(detail.queryByText('900719925474099301', { exact: false })).toBeNull()
  const fold = detail.getByText('2 unanswered questions').closest('details')!
  expect(fold.open).toBe(false)
  expect(within(fold).getByText('Budget')).toBeTruthy()
  expect(detail.getByText('calls').closest('details')).toBeNull()
})

/** Seven of a kind by one owner. */
const alike = () =>
  Array.from({ length: 7 }, (_, n) =>
    exception(`many${n}`, 50, { owner: { id: 'ben', name: 'Ben Okafor' } }),
  )

test('many of a kind are settled by one request and come back by one undo', async () => {
  open = [...alike(), ...open]
  await show()
  expect(titles()[0]).toBe('Ben Okafor: 7 leads')
  press('r')
  await waitFor(() => expect(titles()).toEqual(['Lead a', 'Lead b', 'Lead c', 'Lead w']))
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: '/exceptions/bulk',
        body: { ids: alike().map((row) => row.id), act: 'remind' },
      },
    ]),
  )
  expect(await screen.findByText('Reminder for Ben Okafor · 7 exceptions')).toBeTruthy()
  press('z', { ctrlKey: true })
  await waitFor(() => expect(titles()[0]).toBe('Ben Okafor: 7 leads'))
  expect(sent.slice(1)).toEqual([{ path: '/journal/all/undo', body: {} }])
})

test('what the server folds is counted whole, and an act concerns all of it', async () => {
  isFolding = true
  await show()
  expect(titles()[0]).toBe('Nobody: 700 leads')
  expect(titles()).toHaveLength(5)
  expect(badge()).toBe('703')
  expect(await within(screen.getByLabelText('Details')).findByText('and 699 more')).toBeTruthy()
  press('a')
  fireEvent.click(await screen.findByText('Chen Li'))
  await waitFor(() => expect(titles()).toEqual(['Lead a', 'Lead b', 'Lead c', 'Lead w']))
  expect(sent).toEqual([
    {
      path: '/exceptions/bulk',
      body: {
        state: 'open',
        filter: 'guideline = g1 and owner is empty',
        act: 'reassign',
        to: 'u7',
      },
    },
  ])
  expect(await screen.findByText('Given to Chen Li · 700 exceptions')).toBeTruthy()
  press('z', { ctrlKey: true })
  await waitFor(() => expect(titles()[0]).toBe('Nobody: 700 leads'))
  expect(sent.at(-1)!.path).toBe('/jobs/long/undo')
})

test('an act on many takes its words along', async () => {
  open = alike()
  await show()
  press('x')
  await screen.findByText('The owner is absent')
  press('4')
  await waitFor(() =>
    expect(sent.map((one) => one.body)).toEqual([
      { ids: alike().map((row) => row.id), act: 'accept', reason: 'absent' },
    ]),
  )
})

test('of many, those refused stay and say why', async () => {
  open = alike()
  stubborn = ['many2', 'many5']
  await show()
  press('r')
  expect(
    await screen.findAllByText('2 were refused and stay in the list. It is closed.'),
  ).toBeTruthy()
  await waitFor(() => expect(titles()).toEqual(['Lead many2', 'Lead many5', 'Lead w']))
})

test('when all of many are refused, nothing is said to be done', async () => {
  open = alike()
  stubborn = open.map((row) => row.id)
  await show()
  press('r')
  expect(await screen.findAllByText('It is closed.')).toBeTruthy()
  expect(screen.queryByText(/Reminder sent/)).toBeNull()
  await waitFor(() => expect(titles()[0]).toBe('Ben Okafor: 7 leads'))
})

test('R reminds, lets the row go and selects the next; undo brings it back', async () => {
  await show()
  press('r')
  await waitFor(() => expect(titles()).toEqual(['Lead b', 'Lead c', 'Lead w']))
  expect(selected()).toBe('Lead b')
  await waitFor(() => expect(sent).toEqual([{ path: '/exceptions/a/remind', body: {} }]))
  expect(await screen.findByText('Reminder for Owner a')).toBeTruthy()
  expect(badge()).toBe('2')
  press('z', { ctrlKey: true })
  await waitFor(() => expect(titles()).toContain('Lead a'))
  expect(sent.at(-1)!.path).toBe('/journal/j-a/undo')
  await waitFor(() => expect(selected()).toBe('Lead a'))
})

test('keys pressed in a row clear one after the other', async () => {
  await show()
  press('r')
  press('r')
  press('r')
  await waitFor(() =>
    expect(sent.map((one) => one.path)).toEqual([
      '/exceptions/a/remind',
      '/exceptions/b/remind',
      '/exceptions/c/remind',
    ]),
  )
  await waitFor(() => expect(titles()).toEqual(['Lead w']))
})

test('what the server refuses comes back and says why', async () => {
  await show()
  refusal = 'The owner has left.'
  press('r')
  expect(await screen.findAllByText('The owner has left.')).toBeTruthy()
  await waitFor(() => expect(titles()).toEqual(['Lead a', 'Lead b', 'Lead c', 'Lead w']))
})

test('accept asks for one reason and takes a note along', async () => {
  await show()
  press('x')
  fireEvent.change(await screen.findByLabelText(/Note/), { target: { value: ' called them ' } })
  fireEvent.click(screen.getByText('The customer asked for it'))
  await waitFor(() =>
    expect(sent).toEqual([
      { path: '/exceptions/a/accept', body: { reason: 'customer_asked', note: 'called them' } },
    ]),
  )
})

test('digits answer a question', async () => {
  await show()
  press('x')
  await screen.findByText('The owner is absent')
  press('4')
  await waitFor(() =>
    expect(sent).toEqual([{ path: '/exceptions/a/accept', body: { reason: 'absent' } }]),
  )
})

test('snooze sends a moment', async () => {
  await show()
  press('s')
  await screen.findByText('Tomorrow morning')
  press('1')
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]!.path).toBe('/exceptions/a/snooze')
  expect((sent[0]!.body as { until: string }).until).toMatch(/T09:00:00\.000Z$/)
})

test('reassign gives it to the colleague chosen', async () => {
  await show()
  press('a')
  fireEvent.click(await screen.findByRole('option', { name: /Chen Li/ }))
  await waitFor(() =>
    expect(sent).toEqual([{ path: '/exceptions/a/reassign', body: { to: 'u7' } }]),
  )
})

test('nobody reminds himself', async () => {
  await show()
  press('k')
  for (const _ of titles()) press('j')
  expect(selected()).toBe('Lead w')
  expect(screen.queryByText('Remind')).toBeNull()
  press('r')
  expect(sent).toEqual([])
})

test('a lasting gap in the stream is told until it is over', async () => {
  await show()
  vi.useFakeTimers()
  try {
    act(() => stream.onerror())
    act(() => vi.advanceTimersByTime(1500))
    expect(screen.queryByText(/No connection to the server/)).toBeNull()
    act(() => vi.advanceTimersByTime(1000))
    expect(screen.getByText(/No connection to the server/)).toBeTruthy()
    act(() => stream.onopen())
    expect(screen.queryByText(/No connection to the server/)).toBeNull()
  } finally {
    vi.useRealTimers()
  }
})

const now = new Date().toISOString()
const hear = (record: string, done: string) =>
  act(() => applyEvents([{ id: '1', entity: 'exception', record, act: done, now }]))

test('what arrives while reading waits under a pill', async () => {
  await show()
  open = [...open, exception('new', 500)]
  hear('new', 'raise')
  await screen.findByText('1 new')
  expect(titles()).toEqual(['Lead a', 'Lead b', 'Lead c', 'Lead w'])
  expect(badge()).toBe('4')
  fireEvent.click(screen.getByText('1 new'))
  expect(titles()[0]).toBe('Lead new')
})

test('what others have settled leaves the list by itself', async () => {
  await show()
  open = open.slice(1)
  hear('a', 'close')
  await waitFor(() => expect(titles()).toEqual(['Lead b', 'Lead c', 'Lead w']))
})

test('a segment shows one kind of record', async () => {
  await show()
  fireEvent.click(screen.getAllByText('Cases', { selector: '[aria-pressed]' })[0]!)
  expect(titles()).toEqual(['Lead c'])
})

test('an empty list says so', async () => {
  open = []
  warned = []
  await show('Nothing needs you.')
  expect(badge()).toBeUndefined()
})

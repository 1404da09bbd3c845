// Sections of Admin behind their router, over a server of a few lines.
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JournalLine } from '@/api/office'
import { queryClient } from '@/api/queries'
import { toasts } from '@/kit/undo'
import { testEntity, testField } from '@/model/test_parts'
import type { Field, Me, Model } from '@/model/types'
import { makeRouter } from './router'

// What the page fetches late is there before a test waits for it, however busy the machine.
import.meta.glob(
  ['./crm/admin/**/*.tsx', './kit/demo_data/*.tsx', './shell/toasts.tsx', '!./**/*.test.tsx'],
  { eager: true },
)

const me: Me = {
  id: '1',
  email: 'ada@example.com',
  name: 'Ada Lind',
  role: { key: 'admin', label: 'Administrator' },
  team: null,
  locale: 'en',
  time_zone: 'UTC',
  enters_for: null,
  may: { administer: true, change_model: true, import: true },
  company: { name: 'Brightwater', currency: 'EUR', time_zone: 'UTC' },
  csrf_token: 'token',
}
const may = { create: true, change: true, remove: true }
let fields: Field[]
const model = (): Model => ({
  version: 1,
  language: 'en',
  entities: [testEntity('lead', { label: 'Lead', label_plural: 'Leads', fields, may })],
})

type Answer = { status?: number; body?: unknown; journal?: string }
let sent: { call: string; body: unknown; query: URLSearchParams }[]
/** By "METHOD /path"; what is not named here is an empty list. */
let answers: Record<string, (body: never) => Answer>

async function server(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const { pathname, searchParams: query } = new URL(String(input), 'http://localhost')
  const call = `${init.method ?? 'GET'} ${pathname.replace('/api/v1', '')}`
  const body = init.body ? JSON.parse(String(init.body)) : undefined
  sent.push({ call, body, query })
  const known: typeof answers = {
    'GET /me': () => ({ body: me }),
    'GET /model': () => ({ body: model() }),
    ...answers,
  }
  const answer: Answer = known[call]?.(body as never) ?? { body: { data: [], next: null } }
  return new Response(JSON.stringify(answer.body ?? {}), {
    status: answer.status ?? 200,
    headers: answer.journal ? { 'Vigil-Journal': answer.journal } : {},
  })
}

const open = async (address: string) => {
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider
        router={makeRouter(createMemoryHistory({ initialEntries: [address] })) as never}
      />
    </QueryClientProvider>,
  )
}
const sentTo = (call: string) => sent.filter((one) => one.call === call)
const bodyOf = async (call: string) => {
  await waitFor(() => expect(sentTo(call).length).toBeGreaterThan(0))
  return sentTo(call).at(-1)!.body
}

beforeEach(() => {
  sent = []
  answers = {}
  fields = [testField('name', 'text', { label: 'Name' })]
  vi.stubGlobal('fetch', vi.fn(server))
  vi.stubGlobal(
    'EventSource',
    class {
      close() {}
    },
  )
})
afterEach(() => {
  queryClient.clear()
  toasts.close()
  vi.unstubAllGlobals()
})

test('a field is added by one request, in one row, and stands in the list at once', async () => {
  answers['POST /model/entities/lead/fields'] = (field: {
    key: string
    choices: Field['choices']
  }) => {
    fields = [...fields, testField(field.key, 'choice', { label: 'Region', own: true })]
    return { status: 201, body: fields.at(-1), journal: '9' }
  }
  await open('/admin/fields?object=lead')
  fireEvent.change(await screen.findByLabelText('New field'), { target: { value: 'Region' } })
  fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'choice' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add field' }))
  expect((await screen.findByRole('alert')).textContent).toMatch(/at least one choice/)
  fireEvent.change(screen.getByLabelText('Choices'), { target: { value: 'North, South，East' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add field' }))
  expect(await bodyOf('POST /model/entities/lead/fields')).toEqual({
    key: 'own_region',
    kind: 'choice',
    label: { en: 'Region' },
    required: false,
    choices: [
      { key: 'north', label: { en: 'North' } },
      { key: 'south', label: { en: 'South' } },
      { key: 'east', label: { en: 'East' } },
    ],
  })
  await screen.findByRole('button', { name: /^Region/ })
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  await bodyOf('POST /journal/9/undo')
})

test('a key that was of another kind once makes way for the next', async () => {
  answers['POST /model/entities/lead/fields'] = ({ key }: { key: string }) =>
    key === 'own_size'
      ? {
          status: 422,
          body: { code: 'fields_refused', errors: [{ field: key, code: 'own_kind_fixed' }] },
        }
      : { status: 201 }
  await open('/admin/fields?object=lead')
  fireEvent.change(await screen.findByLabelText('New field'), { target: { value: 'Size' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add field' }))
  await waitFor(() =>
    expect(
      sentTo('POST /model/entities/lead/fields').map(({ body }) => (body as Field).key),
    ).toEqual(['own_size', 'own_size_2']),
  )
})

test('choices: another order, a text, a merge', async () => {
  const choices = [
    { key: 'hot', label: 'Hot' },
    { key: 'warm', label: 'Warm' },
  ]
  fields = [testField('rating', 'choice', { label: 'Rating', choices })]
  answers['PATCH /model/entities/lead/fields/rating'] = () => ({ journal: '3' })
  answers['POST /model/entities/lead/fields/rating/choices/merge'] = () => ({
    status: 202,
    body: { id: '77', state: 'done' },
  })
  answers['POST /jobs/77/undo'] = () => ({ body: { id: '77', state: 'undone' } })
  await open('/admin/fields?object=lead&field=rating')
  const hot = await screen.findByLabelText('Hot in English')
  fireEvent.keyDown(hot, { key: 'ArrowDown', altKey: true })
  const patch = 'PATCH /model/entities/lead/fields/rating'
  expect(await bodyOf(patch)).toEqual({ choices: [{ key: 'warm' }, { key: 'hot' }] })
  await waitFor(() => expect(sentTo('GET /model').length).toBeGreaterThan(2))

  const chinese = await screen.findByLabelText('Hot in 简体中文')
  fireEvent.change(chinese, { target: { value: '热' } })
  fireEvent.keyDown(chinese, { key: 'Enter' })
  await waitFor(() =>
    expect(sentTo(patch).at(-1)!.body).toEqual({
      choices: [{ key: 'hot', label: { en: 'Hot', 'zh-CN': '热' } }, { key: 'warm' }],
    }),
  )
  fireEvent.click(screen.getByRole('button', { name: 'Merge Warm into another' }))
  fireEvent.click(await screen.findByRole('button', { name: /Hot/ }))
  expect(await bodyOf('POST /model/entities/lead/fields/rating/choices/merge')).toEqual({
    from: 'warm',
    to: 'hot',
  })
  const told = await screen.findByText('Warm merged into Hot')
  fireEvent.click(within(told.closest('[role="dialog"]')!).getByRole('button', { name: 'Undo' }))
  await bodyOf('POST /jobs/77/undo')
})

const line = (id: string, more: Partial<JournalLine>): JournalLine => ({
  id,
  at: '2026-03-02T10:00:00Z',
  actor: { id: '1', name: 'Ada Lind' },
  channel: 'hand',
  entity: 'lead',
  record: '5',
  title: 'Maria Keller',
  act: 'update',
  changes: { name: ['Mary', 'Maria'] },
  can_undo: true,
  group: id,
  together: 1,
  ...more,
})

test('the journal says what changed from what to what; only what can be undone has a button', async () => {
  answers['GET /journal'] = () => ({
    body: {
      data: [
        line('12', {}),
        line('11', { can_undo: false, undone_by: '12' }),
        line('10', { entity: 'overlay', title: '', can_undo: false, channel: 'rule', actor: null }),
      ],
      next: null,
      included: {},
    },
  })
  await open('/admin/journal?entity=lead&from=2026-03-01')
  const times = await waitFor(() => {
    const found = document.querySelectorAll('main li time')
    expect(found.length).toBe(3)
    return [...found]
  })
  const [first, second, third] = times.map((time) => time.closest('li'))
  expect(first!.textContent).toMatch(/Changed Lead Maria Keller.*Name: Mary → Maria.*Ada Lind/)
  expect(within(second!).queryByRole('button', { name: /^Undo/ })).toBeNull()
  expect(second!.textContent).toContain('taken back')
  expect(third!.textContent).toMatch(/Fields and objects.*by rule/)
  const { query } = sentTo('GET /journal').at(-1)!
  expect(Object.fromEntries(query)).toMatchObject({ entity: 'lead', from: '2026-03-01' })
  fireEvent.click(within(first!).getByRole('button', { name: /^Undo/ }))
  await bodyOf('POST /journal/12/undo')
})

test('what was done at once is one line of the journal, and its Undo says how far it goes', async () => {
  const many = (id: string) => line(id, { group: '40', together: 151, title: `Lead ${id}` })
  answers['GET /journal'] = () => ({
    body: {
      data: [...['49', '48', '47', '46', '45'].map(many), line('12', {})],
      next: 'further',
      included: {},
    },
  })
  await open('/admin/journal')
  await screen.findByText('151 changes at once')
  const acts = () => [...document.querySelectorAll('main ol > li')]
  expect(acts().length).toBe(2)
  expect(within(acts()[0] as HTMLElement).getAllByText('Lead', { exact: true }).length).toBe(3)
  fireEvent.click(screen.getByRole('button', { name: '2 more of them' }))
  expect(within(acts()[0] as HTMLElement).getAllByText('Lead', { exact: true }).length).toBe(5)
  const undo = within(acts()[0] as HTMLElement).getByRole('button', { name: /^Undo all 151/ })
  expect(within(acts()[1] as HTMLElement).getByRole('button', { name: /^Undo:/ })).toBeTruthy()
  fireEvent.click(undo)
  await bodyOf('POST /journal/49/undo')
  await screen.findByText('151 changes taken back')
})

test('many come back from the bin, and one Undo removes them again', async () => {
  const removed = (id: string) => ({
    id,
    version: 2,
    name: `Lead ${id}`,
    removed_at: `2026-03-0${id}T10:00:00Z`,
    removed_by: '1',
  })
  answers['GET /leads'] = () => ({
    body: {
      data: [removed('1'), removed('2')],
      next: null,
      included: { '1': { id: '1', entity: 'user', title: 'Ada Lind' } },
    },
  })
  answers['POST /leads/bulk'] = () => ({ body: { changed: 2 }, journal: '31' })
  await open('/admin/bin')
  const boxes = await screen.findAllByLabelText(/^Choose “?Lead|^Choose Lead/)
  expect(boxes.map((box) => box.getAttribute('aria-label'))).toEqual([
    'Choose Lead 2',
    'Choose Lead 1',
  ])
  expect(screen.getAllByText(/^Ada Lind, /).length).toBe(2)
  fireEvent.click(screen.getByLabelText('Choose all'))
  fireEvent.click(screen.getByRole('button', { name: /^Restore 2 records/ }))
  await screen.findByText('2 records restored')
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() =>
    expect(sent.filter(({ call }) => call.endsWith('/undo')).map(({ call }) => call)).toEqual([
      'POST /journal/31/undo',
    ]),
  )
})

test('a test mail is followed until the server has answered', async () => {
  const states = ['queued', 'accepted']
  answers['GET /mail'] = () => ({
    body: { configured: true, server: 'mail.example.com:587', from: null, waiting: 0, failed: 0 },
  })
  answers['GET /mail/server'] = () => ({ body: { source: 'configuration' } })
  answers['POST /mail/test'] = () => ({ status: 202, body: { id: '8' } })
  answers['GET /mail/messages/8'] = () => ({
    body: {
      id: '8',
      state: states.length > 1 ? states.shift() : states[0],
      at: '2026-03-02T10:00:00Z',
      detail: states.length > 1 ? '' : 'mail.example.com:587 250 OK',
    },
  })
  await open('/admin/mail')
  fireEvent.click(await screen.findByRole('button', { name: 'Send a test mail' }))
  expect(await bodyOf('POST /mail/test')).toEqual({})
  await screen.findByText('On its way')
  await screen.findByText('Accepted')
  expect(screen.getByText(/250 OK/).textContent).toContain('mail.example.com:587')
})

test('without a mail server the page says how to set one, and offers no test', async () => {
  answers['GET /mail'] = () => ({
    body: { configured: false, server: null, from: null, waiting: 0, failed: 0 },
  })
  await open('/admin/mail')
  await screen.findByText(/No mail server is set/)
  expect(screen.queryByRole('button', { name: 'Send a test mail' })).toBeNull()
})

test('the company of the demo is emptied in Admin too, once somebody is sure', async () => {
  answers = {
    'GET /company': () => ({
      body: { name: 'Demo', time_zone: 'UTC', currency: 'EUR', country: '', is_demo: true },
    }),
    'POST /company/clear_demo': () => ({ status: 202, body: { id: '7', state: 'queued' } }),
    'GET /jobs/7': () => ({ body: { id: '7', state: 'done' } }),
  }
  await open('/admin/company')
  fireEvent.click(await screen.findByRole('button', { name: 'Remove the demo data' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(sentTo('POST /company/clear_demo')).toEqual([])
  fireEvent.click(dialog.getByRole('button', { name: 'Remove the demo data' }))
  await bodyOf('GET /jobs/7')
  expect(sentTo('POST /company/clear_demo')).toHaveLength(1)
})

test('an administrator says how many mails a day somebody gets', async () => {
  const face = { name: 'Demo', time_zone: 'UTC', currency: 'EUR', country: '', is_demo: false }
  const numbers = { mails_a_day: 5, digest_every_minutes: 60 }
  answers = {
    'GET /company': () => ({ body: { ...face, ...numbers } }),
    'PATCH /company': () => ({ body: { ...face, ...numbers, mails_a_day: 8 } }),
  }
  await open('/admin/company')
  const input = await screen.findByRole('textbox', { name: 'Mails a day' })
  expect((input as HTMLInputElement).value).toBe('5')
  const type = (text: string) => {
    fireEvent.change(input, { target: { value: text } })
    fireEvent.keyDown(input, { key: 'Enter' })
  }
  type('many')
  await waitFor(() => expect((input as HTMLInputElement).value).toBe('5'))
  expect(sentTo('PATCH /company')).toEqual([])
  type('8')
  expect(await bodyOf('PATCH /company')).toEqual({ mails_a_day: 8 })
})

test('a company of one team has it preset for whoever is invited', async () => {
  const [user, role] = [
    { label: 'User', label_plural: 'Users', may },
    testField('role', 'choice', { label: 'Role', choices: [{ key: 'rep', label: 'Rep' }] }),
  ]
  answers = {
    'GET /model': () => ({
      body: { ...model(), entities: [testEntity('user', { ...user, fields: [role] })] },
    }),
    'GET /teams': () => ({ body: { data: [{ id: '5', version: 1, name: 'Sales' }], next: null } }),
  }
  await open('/admin/people')
  const team = await screen.findByRole('combobox', { name: 'Team' })
  await waitFor(() => expect((team as HTMLSelectElement).value).toBe('5'))
})

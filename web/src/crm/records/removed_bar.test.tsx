import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { meQuery, queryClient } from '@/api/queries'
import { setServerTime, setTimeZone } from '@/base/time'
import { testEntity, testField } from '@/model/test_parts'
import type { Entry, JournalRow } from '@/model/types'
import { Composer } from './composer'
import { isGone, removalIn, RemovedBar } from './removed_bar'

const lead = testEntity('lead', { fields: [testField('company', 'text')] })
const went = '2026-03-02T10:12:00Z'
const row = (more: Partial<JournalRow>): JournalRow => ({
  id: '1',
  at: went,
  actor: { id: 'ada', name: 'Ada Lind' },
  entity: 'lead',
  record: '7',
  act: 'remove',
  changes: { removed_at: [null, went] },
  ...more,
})
const loaded = (acts: string[]) => ({
  entry: { id: '7', version: 2, removed_at: went } as Entry,
  included: {},
  etag: '"2"',
  may: { change: false, remove: false, acts },
})

const asked: string[] = []
let answers: Record<string, { status?: number; body: unknown }> = {}
beforeEach(() => {
  setTimeZone('UTC')
  setServerTime('2026-03-02T10:13:00Z')
  asked.length = 0
  answers = { timeline: { body: { data: [row({})], next: null } }, restore: { body: {} } }
  vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
    const path = url.split('?')[0]!.split('/').at(-1)!
    asked.push(`${method} ${path}`)
    const { status = 200, body } = answers[path] ?? { body: {} }
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
  setServerTime()
  setTimeZone(undefined)
  localStorage.clear()
})
const show = (page: React.ReactNode) =>
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>)

test('a record that went while it was read says by whom and when, and comes back where one may', async () => {
  show(<RemovedBar entity={lead} loaded={loaded(['restore'])} title="Nordwind" />)
  await screen.findByText('Ada Lind removed this record (today 10:12).')
  fireEvent.click(screen.getByRole('button', { name: 'Restore' }))
  await vi.waitFor(() => expect(asked).toContain('POST restore'))
})

test('without the right there is no way back; without its story no name', async () => {
  answers = { timeline: { body: { data: [], next: null } } }
  show(<RemovedBar entity={lead} loaded={loaded([])} title="Nordwind" />)
  await screen.findByText('This record was removed (today 10:12).')
  expect(screen.queryByRole('button')).toBeNull()
})

test('the act by which it went is the last one that took it away, undoing its making included', () => {
  const back = row({ id: '3', act: 'restore', changes: { removed_at: [went, null] } })
  const undone = row({ id: '2', act: 'undo' })
  const other = row({ id: '4', record: '8' })
  expect(removalIn([other, back, undone, row({})], '7')).toBe(undone)
  expect(isGone(loaded([]))).toBe(true)
})

const activity = testEntity('activity', {
  plural: 'activities',
  fields: [
    testField('kind', 'choice', { choices: [{ key: 'note', label: 'Note' }] }),
    testField('note', 'long_text'),
    testField('lead', 'link', { link: 'lead' }),
  ],
})
activity.may.create = true
const composer = (isClosed: boolean) => (
  <QueryClientProvider client={queryClient}>
    <Composer entity={lead} id="7" activity={activity} isClosed={isClosed} />
  </QueryClientProvider>
)

test('a note to it waits: why it was refused, what was typed, and no save until it is back', async () => {
  queryClient.setQueryData(meQuery.queryKey, { id: 'me' } as never)
  const errors = [{ field: 'lead', code: 'no_such_record', message: 'That record does not exist.' }]
  const body = { code: 'fields_refused', detail: 'Some fields need another look.', errors }
  answers = { activities: { status: 422, body } }
  const { rerender } = show(<Composer entity={lead} id="7" activity={activity} />)
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Called back' } })
  const save = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Save/ })
  fireEvent.click(save())
  await screen.findByText('That record does not exist.')

  rerender(composer(true))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(save().disabled).toBe(true)
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter', ctrlKey: true })
  expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1)

  rerender(composer(false))
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Called back')
  expect(save().disabled).toBe(false)
})

import { expect, test } from 'vitest'
import { bulkChange, changeEntry, undoJournal } from '@/api/calls'
import { cutLine, keepOf, note } from '@/api/test_line'
import { drop, waiting } from '@/api/waiting'
import { insist, sendWaiting } from './send'

const { fetchMock, cut, answer } = cutLine()
const edit = (city: string, before: string | null, etag = '"3"') =>
  changeEntry('leads', '1', { city }, etag, {
    ...keepOf(city),
    before: { '1': { city: before } },
  })
const sent = () =>
  fetchMock.mock.calls.map(([url, init]) => {
    const headers = new Headers(init?.headers)
    const key = headers.get('If-Match') ?? headers.get('Idempotency-Key') ?? ''
    return `${init?.method} ${String(url).replace('/api/v1', '').split('?')[0]} ${key}`.trim()
  })

test('what waits is sent in order, each with its own key, and undo then takes back what was sent', async () => {
  const { journal } = await note('a')
  await note('b')
  cut()
  answer(201, {}, { 'Vigil-Journal': '41' })
  answer(201, {}, { 'Vigil-Journal': '42' })
  expect(await sendWaiting()).toBe(2)
  expect(waiting()).toEqual([])
  expect(sent()).toEqual(['POST /activities key a', 'POST /activities key b'])
  answer(204)
  await undoJournal(journal!).catch(() => {})
  expect(sent().at(-1)).toBe('POST /journal/41/undo')
})

test('the connection goes again: what was not sent keeps waiting', async () => {
  await note('a')
  await note('b')
  cut()
  answer(201)
  expect(await sendWaiting()).toBe(1)
  expect(waiting().map(({ said, state }) => [said, state])).toEqual([['b', 'waits']])
})

test('one that is refused stays with the reason, and those behind it go on', async () => {
  await note('a')
  await note('b')
  cut()
  answer(422, {
    detail: 'Look again.',
    errors: [{ field: 'note', code: 'x', message: 'Too long.' }],
  })
  answer(201)
  expect(await sendWaiting()).toBe(1)
  expect(waiting()).toMatchObject([{ said: 'a', state: 'refused', why: 'Look again. Too long.' }])
  expect(drop(waiting()[0]!.id)).toBe(true)
})

test('two changes of one record do not quarrel with each other: the field stands as it was left', async () => {
  await edit('Oslo', 'Rome')
  await changeEntry('leads', '1', { zip: '1' }, '"3"', {
    ...keepOf('zip'),
    before: { '1': { zip: null } },
  })
  cut()
  answer(200)
  answer(409, { code: 'conflict' })
  answer(200, { id: '1', version: 4, city: 'Oslo', zip: null }, { ETag: '"4"' })
  answer(200)
  expect(await sendWaiting()).toBe(2)
  expect(sent()).toEqual([
    'PATCH /leads/1 "3"',
    'PATCH /leads/1 "3"',
    'GET /leads/1',
    'PATCH /leads/1 "4"',
  ])
})

test('somebody else changed the same field meanwhile: nothing of his is overwritten', async () => {
  await edit('Oslo', 'Rome')
  cut()
  answer(409, { code: 'conflict', detail: 'Somebody was faster.' })
  answer(200, { id: '1', version: 4, city: 'Bern' }, { ETag: '"4"' })
  expect(await sendWaiting()).toBe(0)
  expect(waiting()).toMatchObject([
    { state: 'refused', why: 'Somebody was faster.', isQuarrel: true },
  ])
  expect(sent()).toHaveLength(2)
})

test('who insists sends it over what the record holds by now, and not over what comes after that', async () => {
  await edit('Oslo', 'Rome')
  cut()
  answer(409, { code: 'conflict' })
  answer(200, { id: '1', version: 4, city: 'Bern' }, { ETag: '"4"' })
  await sendWaiting()
  answer(200, { data: [{ id: '1', version: 5, city: 'Wien' }] })
  await insist(waiting()[0]!)
  expect(waiting()).toMatchObject([
    { state: 'waits', ifMatch: '"5"', before: { '1': { city: 'Wien' } }, isQuarrel: false },
  ])
  cut()
  answer(409, { code: 'conflict' })
  answer(200, { id: '1', version: 6, city: 'Graz' }, { ETag: '"6"' })
  expect(await sendWaiting()).toBe(0)
  expect(sent()[0]).toBe('PATCH /leads/1 "5"')
  expect(waiting()).toMatchObject([{ state: 'refused', isQuarrel: true }])
})

test('one that had arrived, its answer lost, is not done again', async () => {
  await edit('Oslo', 'Rome')
  cut()
  answer(409, { code: 'conflict' })
  answer(200, { id: '1', version: 4, city: 'Oslo' }, { ETag: '"4"' })
  expect(await sendWaiting()).toBe(1)
  expect(waiting()).toEqual([])
  expect(sent()).toHaveLength(2)
})

test('an ended session keeps it waiting', async () => {
  await note('a')
  cut()
  answer(401)
  expect(await sendWaiting()).toBe(0)
  expect(waiting()).toMatchObject([{ state: 'waits' }])
})

const many = () =>
  bulkChange(
    'leads',
    { ids: ['1', '2'] },
    { change: { status: 'working' } },
    {
      said: 'Status: Working – 2 records',
      about: { entity: 'lead', ids: ['1', '2'] },
      before: { '1': { status: 'new' }, '2': { status: 'new' } },
    },
  )
const standsAt = (...statuses: string[]) =>
  answer(200, { data: statuses.map((status, at) => ({ id: `${at + 1}`, version: 2, status })) })

test('a change of many waits as one, is sent by one request with its key, and by one undo taken back', async () => {
  const { changed, journal } = await many()
  expect(changed).toBe(2)
  const { id } = waiting()[0]!
  cut()
  standsAt('new', 'working')
  answer(200, { changed: 2 }, { 'Vigil-Journal': '43' })
  expect(await sendWaiting()).toBe(1)
  expect(sent()).toEqual(['GET /leads', `POST /leads/bulk ${id}`])
  answer(204)
  await undoJournal(journal!)
  expect(sent().at(-1)).toBe('POST /journal/43/undo')
})

test('of many somebody else has changed one meanwhile: none is overwritten, and it is said how many', async () => {
  await many()
  cut()
  standsAt('new', 'lost')
  expect(await sendWaiting()).toBe(0)
  expect(sent()).toEqual(['GET /leads'])
  expect(waiting()).toMatchObject([
    { state: 'refused', why: expect.stringContaining('changed 1 of') },
  ])
})

test('a note to a record that was removed meanwhile says that it is gone', async () => {
  await note('Heard')
  cut()
  const errors = [{ field: 'lead', code: 'no_such_record', message: 'It does not exist.' }]
  answer(422, { code: 'fields_refused', errors })
  await sendWaiting()
  expect(waiting()).toMatchObject([{ state: 'refused', isGone: true, isQuarrel: false }])
})

import { beforeAll, expect, test } from 'vitest'
import { setTimeZone } from '@/base/time'
import type { Entry, ExceptionRow } from '@/model/types'
import { firstSteps, thingsOf, withReach } from './things'
import { linesOf, type Mark } from './use_deeds'

beforeAll(() => setTimeZone('Europe/Berlin'))

const promise = (id: string, state: 'warned' | 'open', due_at: string, record = id): ExceptionRow =>
  ({
    id,
    state,
    due_at,
    title: `Promise ${id}`,
    broken: 'not touched',
    sentence: 'A lead is touched.',
    record: { id: record, entity: 'opportunity', title: `Record ${record}`, context: 'Acme' },
  }) as ExceptionRow
const entry = (id: string, values: Record<string, unknown>): Entry => ({
  id,
  version: 1,
  ...values,
})
const given = {
  promises: [],
  planned: [],
  steps: [],
  included: { '7': { id: '7', entity: 'opportunity', title: 'Seven' } },
  isClosed: ({ id }: { id: string }) => id === 'gone',
  closedWords: 'closed',
  kindOf: () => 'Task',
  stepWords: (name: string) => `Step: ${name}`,
  today: '2026-11-22',
}
const idsOf = (more: object) => thingsOf({ ...given, ...more }).map(({ id }) => id)

test('what hangs on a record out of sight says its own subject and leads nowhere', () => {
  const values = { kind: 'task', happened_at: '2026-11-22T08:00:00Z', subject: 'Send the paper' }
  const planned = [entry('a', { ...values, lead: '5' }), entry('b', { ...values, lead: '7' })]
  expect(thingsOf({ ...given, planned })).toMatchObject([
    { title: 'Send the paper', why: 'Task', record: null },
    { title: 'Seven', why: 'Send the paper', record: { entity: 'lead', id: '7' } },
  ])
})

test('a planned call names the company and the number of whom it is about', () => {
  const values = { kind: 'call', happened_at: '2026-11-22T08:00:00Z', subject: 'Call again' }
  const onLead = thingsOf({ ...given, planned: [entry('a', { ...values, lead: '7' })] })[0]!
  const lead = entry('7', { company: 'Nordwind', phone: '+49 30 1234' })
  expect(withReach(onLead, { '7': lead }, {})).toMatchObject({
    title: 'Seven',
    context: 'Nordwind',
    phone: '+49 30 1234',
  })
  const more = { ...values, opportunity: '7', contact: '9' }
  const onDeal = thingsOf({ ...given, planned: [entry('b', more)] })[0]!
  const contact = entry('9', { account: '4', phone: '+49 30 5678' })
  const included = { '4': { id: '4', entity: 'account', title: 'Kiosk' } }
  expect(withReach(onDeal, { '9': contact }, included)).toMatchObject({
    context: 'Kiosk',
    phone: '+49 30 5678',
  })
  expect(withReach(onDeal, {}, {})).toBe(onDeal)
})

test('the longest overdue comes first, what is due last follows, then today by the clock, then what was left', () => {
  const ids = idsOf({
    promises: [
      promise('2', 'warned', '2026-11-24T09:00:00Z'),
      promise('1', 'warned', '2026-11-22T17:00:00Z'),
      promise('4', 'open', '2026-11-16T09:00:00Z'),
      promise('3', 'open', '2026-11-20T09:00:00Z'),
    ],
    planned: [
      entry('b', { kind: 'task', happened_at: '2026-11-22T14:00:00Z', lead: '5' }),
      entry('a', { kind: 'call', happened_at: '2026-11-22T08:00:00Z', lead: '5' }),
      entry('c', { kind: 'task', happened_at: '2026-11-19T08:00:00Z', lead: '5' }),
    ],
    steps: [
      entry('s', { opportunity: '7', position: 2, name: 'Demo', due: '2026-11-22' }),
      entry('t', { opportunity: '8', position: 1, name: 'Talk', due: '2026-11-21' }),
    ],
  })
  expect(ids).toEqual([
    'promise-4',
    'promise-3',
    'promise-1',
    'promise-2',
    'planned-a',
    'planned-b',
    'step-s',
    'step-t',
    'planned-c',
  ])
})

test('a moment belongs to the day the reader has', () => {
  // Half past midnight in Berlin is still the day before in UTC.
  const planned = [entry('a', { kind: 'call', happened_at: '2026-11-21T23:30:00Z', lead: '5' })]
  expect(thingsOf({ ...given, planned })[0]).toMatchObject({ group: 'today', day: '2026-11-22' })
})

test('of each opportunity only the step that comes first is to be done', () => {
  const steps = [
    entry('2', { opportunity: '7', position: 2 }),
    entry('1', { opportunity: '7', position: 1 }),
    entry('3', { opportunity: '8', position: 5 }),
  ]
  expect(firstSteps(steps).map(({ id }) => id)).toEqual(['1', '3'])
})

test("a step of a record whose promise presses stands in the promise's line", () => {
  const [line, ...others] = thingsOf({
    ...given,
    promises: [promise('1', 'warned', '2026-11-23T09:00:00Z', '7')],
    steps: [entry('s', { opportunity: '7', position: 1, name: 'Demo', due: '2026-11-20' })],
  })
  expect(line).toMatchObject({ id: 'promise-1', step: { id: 's' } })
  expect(others).toEqual([])
})

test('done things stay in their place; one whose promise stands all the same is still to do', () => {
  const things = thingsOf({
    ...given,
    promises: [
      promise('1', 'warned', '2026-11-22T17:00:00Z'),
      promise('2', 'warned', '2026-11-23T17:00:00Z'),
      promise('3', 'warned', '2026-11-24T17:00:00Z'),
    ],
  })
  const mark = (index: number, isSettled: boolean): [string, Mark] => [
    things[index]!.id,
    { thing: things[index]!, label: 'Reached', isSettled },
  ]
  const seen = (live: typeof things, ...marks: [string, Mark][]) =>
    linesOf(live, new Map(marks)).map(({ thing, isDone }) => `${thing.id}${isDone ? ' done' : ''}`)
  // On its way: the server still lists it.
  expect(seen(things, mark(1, false))).toEqual(['promise-1', 'promise-2 done', 'promise-3'])
  // Kept: the server lists it no more.
  const kept = [things[0]!, things[2]!]
  expect(seen(kept, mark(1, true))).toEqual(['promise-1', 'promise-2 done', 'promise-3'])
  // A call alone has not kept it.
  expect(seen(things, mark(1, true))).toEqual(['promise-1', 'promise-2', 'promise-3'])
})

test('a task about what is closed says so', () => {
  const task = { kind: 'task', subject: 'Gift', happened_at: '2026-11-22T08:00:00Z', lead: '7' }
  const whys = thingsOf({ ...given, planned: [entry('gone', task), entry('here', task)] })
  expect(whys.map(({ why }) => why)).toEqual(['Gift · closed', 'Gift'])
})

test('a step stands in the line of a promise only where it may keep it', () => {
  const steps = [entry('s', { opportunity: '7', position: 1, name: 'Demo', due: '2026-11-20' })]
  const promises = [promise('1', 'open', '2026-11-20T09:00:00Z', '7')]
  const keeping = (step: boolean) =>
    ({ questions: false, activity: true, call: true, step, act: undefined, fields: [] }) as const
  const shownAs = (more: object) =>
    thingsOf({ ...given, promises, steps, ...more }).map(({ id, step }) => [id, step?.id])
  expect(shownAs({ mendsOf: () => keeping(true) })).toEqual([['promise-1', 's']])
  expect(shownAs({ mendsOf: () => keeping(false) })).toEqual([
    ['promise-1', undefined],
    ['step-s', 's'],
  ])
  expect(shownAs({})).toEqual([['promise-1', 's']])
})

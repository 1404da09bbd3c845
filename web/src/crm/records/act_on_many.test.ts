import { afterEach, expect, test, vi } from 'vitest'
import { currentQuestion } from '@/kit/missing/missing'
import type { Act, Entity, Entry, Field, Values } from '@/model/types'
import { actOnMany, lacksOf, lackWords, refusedWords } from './act_on_many'

const field = (key: string, label: string): Field => ({
  key,
  kind: 'text',
  label,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
})
const budget = field('budget', 'Budget')
const rating = field('rating', 'Rating')
const assign = { key: 'assign', label: 'Assign', fields: [field('to', 'To')] } as unknown as Act
const entity = {
  key: 'lead',
  plural: 'leads',
  fields: [budget, rating],
  acts: [assign],
  may: { create: true, change: true, remove: true },
} as unknown as Entity
const lead = (id: string, display: string, more: Values = {}) =>
  ({ id, version: 1, display, budget: null, rating: null, ...more }) as unknown as Entry

const json = (body: unknown, status = 200, journal?: string) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...(journal && { 'Vigil-Journal': journal }) },
  })
const refusal = (...keys: string[]) =>
  json(
    {
      code: 'fields_refused',
      detail: 'Some fields need another look.',
      errors: keys.map((key) => ({ field: key, code: 'required_when', message: 'Needed here.' })),
    },
    422,
  )

/** A server of a few lines: an act is refused while one of the leads lacks a budget. */
function serverOf(leads: Entry[]) {
  const sent: [string, unknown][] = []
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string | URL | Request, init?: RequestInit) => {
      const path = String(url instanceof Request ? url.url : url)
      const body = init?.body ? JSON.parse(String(init.body)) : undefined
      if (body) sent.push([path.replace(/.*\/api\/v1/, ''), body])
      if (!body) return json({ data: leads.filter(({ budget: kept }) => !kept), next: null })
      if (body.act && leads.some(({ budget: kept }) => !kept)) return refusal('budget')
      for (const one of leads) if (body.ids?.includes(one.id)) Object.assign(one, body.change)
      return json({ changed: body.ids?.length }, 200, String(sent.length))
    }),
  )
  return sent
}

afterEach(() => {
  currentQuestion()?.close()
  vi.unstubAllGlobals()
})

test('what some lack is asked for once, and those who have it keep theirs', async () => {
  const leads = [lead('1', 'Anna Berg'), lead('2', 'Ben Holm', { budget: 'none' })]
  const sent = serverOf(leads)
  const chosen = { ids: ['1', '2'] }
  const done = actOnMany(entity, chosen, assign, { to: '7' }, () => {})
  await vi.waitFor(() => expect(currentQuestion()?.sub).toBe('Missing for Anna Berg'))
  expect(currentQuestion()?.title).toBe('Assign: Budget')
  await currentQuestion()?.answer({ budget: 'approved' })
  const act = { ...chosen, act: 'assign', input: { to: '7' } }
  expect(sent.map(([, body]) => body)).toEqual([
    act,
    { ids: ['1'], change: { budget: 'approved' } },
    act,
  ])
  expect(leads.map(({ budget: kept }) => kept)).toEqual(['approved', 'none'])
  const answer = await done
  expect(answer?.changed).toBe(2)
  await answer?.takeBack?.()
  expect(sent.slice(3).map(([path]) => path)).toEqual(['/journal/3/undo', '/journal/2/undo'])
})

test('left unanswered nothing more is sent', async () => {
  const sent = serverOf([lead('1', 'Anna Berg')])
  const done = actOnMany(entity, { filter: 'true' }, assign, { to: '7' }, () => {})
  await vi.waitFor(() => expect(currentQuestion()).not.toBeNull())
  currentQuestion()?.close()
  expect(await done).toBeUndefined()
  expect(sent).toHaveLength(1)
})

test('who lacks the same is told together, the first by name', () => {
  const entries = [
    lead('1', 'Anna Berg', { rating: 'hot' }),
    lead('2', 'Ben Holm'),
    ...['Li Na', 'Wang Wei', 'Zoe', 'Yan'].map((name) => lead(name, name, { rating: 'warm' })),
  ]
  const words = lackWords(entity, lacksOf(entries, [budget, rating]))
  expect(words).toBe('Budget: Anna Berg, Li Na, Wang Wei, and 2 more · Budget and Rating: Ben Holm')
})

test('what a job refused is counted by field', () => {
  const lack = (record: string, ...keys: string[]) => ({
    record,
    errors: keys.map((key) => ({ field: key, code: 'required_when' })),
  })
  const refused = [
    lack('1', 'budget'),
    lack('2', 'budget', 'rating'),
    lack('3', 'gone'),
    { record: '4' },
  ]
  expect(refusedWords(entity, refused)).toBe('Budget: 2, Rating: 1')
})

import { expect, test } from 'vitest'
import type { Entity, Field, JournalRow, Model } from '@/model/types'
import { activitiesFilter, keyFieldsOf, pendingOf } from './related'
import { inSittings, mergeByMoment } from './timeline'

const at = (...days: number[]) =>
  days.map((day) => ({ at: `2026-03-${String(day).padStart(2, '0')}` }))

test('two lists become one, newest first', () => {
  const merged = mergeByMoment([
    { items: at(9, 4, 2), hasMore: false },
    { items: at(7, 3), hasMore: false },
  ])
  expect(merged).toEqual(at(9, 7, 4, 3, 2))
})

test('what may still have something between is not shown yet', () => {
  const merged = mergeByMoment([
    { items: at(9, 4, 2), hasMore: false },
    { items: at(7, 3), hasMore: true },
  ])
  expect(merged).toEqual(at(9, 7, 4, 3))
})

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  kind: 'text',
  label: key,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
  ...more,
})
const link = (to: string, key = to) => field(key, { kind: 'link', link: to })
const entity = (key: string, plural: string, ...fields: Field[]) =>
  ({ key, plural, fields, layout: { list: ['name'], record: [] } }) as unknown as Entity
const stage = field('stage', {
  kind: 'choice',
  choices: [
    { key: 'demo', label: 'Demo' },
    { key: 'won', label: 'Won', tone: 'good' },
    { key: 'lost', label: 'Lost', tone: 'bad' },
  ],
})
const account = entity(
  'account',
  'accounts',
  field('name'),
  field('fax'),
  field('tax', { required: true }),
)
const opportunity = entity(
  'opportunity',
  'opportunities',
  link('account'),
  link('account', 'partner'),
  stage,
)
const activity = entity('activity', 'activities', link('account'), link('opportunity'))
const product = entity('product', 'products', field('name'))
const model = { entities: [account, opportunity, activity, product] } as Model

test('the activities of an account are those of its opportunities too', () => {
  expect(activitiesFilter(model, account, '7')).toBe('account = 7 or opportunity.account = 7')
  expect(activitiesFilter(model, opportunity, '8')).toBe('opportunity = 8')
  expect(activitiesFilter(model, product, '9')).toBeUndefined()
})

test('what is open is found by its link and its ends', () => {
  expect(pendingOf(model, account)).toMatchObject([
    { link: 'account', where: 'stage not in ("won", "lost")' },
  ])
  expect(pendingOf(model, product)).toEqual([])
})

test('key facts are the columns and what is required', () => {
  expect(keyFieldsOf(account).map(({ key }) => key)).toEqual(['name', 'tax'])
})

const change = (at: string, changes: JournalRow['changes'], more: Partial<JournalRow> = {}) =>
  ({
    id: at,
    at: `2026-03-02T${at}:00Z`,
    actor: { id: '7', name: 'Malte' },
    entity: 'lead',
    record: '1',
    act: 'update',
    changes,
    ...more,
  }) satisfies JournalRow

test('what one person changes in one sitting is one entry, from before the first to after the last', () => {
  const rows = [
    change('09:04', { need: [null, 'urgent'], budget: ['none', 'approved'] }),
    change('09:02', { authority: [null, 'alone'] }),
    change('09:00', { budget: [null, 'none'] }),
  ]
  expect(inSittings(rows)).toEqual([
    {
      ...rows[0],
      changes: { budget: [null, 'approved'], authority: [null, 'alone'], need: [null, 'urgent'] },
    },
  ])
})

test('another person, another act, a long pause and what was taken back stand for themselves', () => {
  const last = change('09:00', { need: [null, 'urgent'] })
  const apart = [
    change('09:01', { budget: [null, 'none'] }, { actor: { id: '8', name: 'Ana' } }),
    change('09:01', { budget: [null, 'none'] }, { on_behalf_of: { id: '8', name: 'Ana' } }),
    change('09:01', { budget: [null, 'none'] }, { act: 'qualify' }),
    change('09:01', { budget: [null, 'none'] }, { record: '2' }),
    change('09:01', { budget: [null, 'none'] }, { undone_by: '5' }),
    change('09:11', { budget: [null, 'none'] }),
  ]
  for (const row of apart) expect(inSittings([row, last])).toEqual([row, last])
})

import { expect, test } from 'vitest'
import { testEntity } from '@/model/test_parts'
import { binRows, byPlural } from './rows'

const removed = (id: string, removed_at: string) => ({
  id,
  version: 2,
  removed_at,
  name: `No. ${id}`,
})

test('the newest stands first, whatever it is', () => {
  const rows = binRows([
    {
      entity: testEntity('lead'),
      page: {
        data: [removed('1', '2026-03-02T10:00:00Z'), removed('2', '2026-03-01T10:00:00.5Z')],
        next: null,
      },
    },
    { entity: testEntity('case'), page: undefined },
    {
      entity: testEntity('account'),
      page: { data: [removed('3', '2026-03-01T10:00:00.75Z')], next: null },
    },
  ])
  expect(rows.map(({ entry, title }) => [entry.id, title])).toEqual([
    ['1', 'No. 1'],
    ['3', 'No. 3'],
    ['2', 'No. 2'],
  ])
})

test('what is restored together is asked for by kind, in the order it was chosen', () => {
  const row = (plural: string, id: string) => ({
    entity: testEntity(plural.slice(0, -1), { plural }),
    entry: removed(id, '2026-03-01T10:00:00Z'),
    title: id,
    included: {},
  })
  expect(byPlural([row('leads', '2'), row('accounts', '3'), row('leads', '1')])).toEqual([
    ['leads', ['2', '1']],
    ['accounts', ['3']],
  ])
})

import { expect, test } from 'vitest'
import { testEntity } from '@/model/test_parts'
import type { Field } from '@/model/types'
import type { Preview, PreviewColumn } from './calls'
import { wrongOf } from './faults'
import {
  askOf,
  isOwnerless,
  isUnanswered,
  kindOf,
  matchOf,
  missingOf,
  noPlan,
  ownKey,
  ownerOf,
  readNow,
  setOf,
  targetsFor,
} from './plan'

const field = (key: string, kind: Field['kind'] = 'text'): Field => ({
  key,
  kind,
  label: key,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
})
const lead = testEntity('lead', {
  fields: [field('company'), field('email', 'email'), field('own_size'), field('users', 'integer')],
})
const column = (header: string, to: string, examples: string[] = []): PreviewColumn => ({
  header,
  field: to,
  how: to ? 'name' : 'none',
  examples,
})
const preview: Preview = {
  header: ['Firma', 'Mail', 'Größe'],
  columns: [column('Firma', 'company'), column('Mail', 'email'), column('Größe', '')],
  unmatched: ['Größe'],
  assumptions: [],
  delimiter: ';',
  encoding: 'UTF-8',
  rows: 3,
  rows_complete: true,
  sample: [],
}

test('a column without a wish is left to the server', () => {
  expect(askOf('7', 'lead', noPlan, { preview })).toEqual({
    file: '7',
    entity: 'lead',
    map: { columns: {}, links: 'keep' },
  })
})

test('what is mended goes with the field its column has, wished or found', () => {
  const ask = askOf(
    '7',
    'lead',
    {
      ...noPlan,
      wishes: { Größe: { create: { key: 'own_grosse', kind: 'integer', label: 'Größe' } } },
      mended: { Mail: { bad: '' }, Größe: { groß: '3' } },
      order: 'dmy',
      createsChoices: true,
    },
    { preview, set: { users: 1 } },
  )
  expect(ask.map).toEqual({
    columns: {
      Mail: { field: 'email', values: { bad: '' } },
      Größe: {
        field: 'own_grosse',
        create: { kind: 'integer', label: 'Größe' },
        values: { groß: '3' },
      },
    },
    links: 'keep',
    order: 'dmy',
    choices: 'create',
    set: { users: 1 },
  })
})

test('a column left out is null, and what was mended in it is forgotten', () => {
  const plan = {
    ...noPlan,
    wishes: { Mail: { skip: true as const } },
    mended: { Mail: { a: 'b' } },
  }
  expect(askOf('7', 'lead', plan, { preview }).map).toMatchObject({ columns: { Mail: null } })
})

test('known records are found by what the file gives, by e-mail unless said otherwise', () => {
  expect(matchOf(noPlan, preview)).toEqual(['email'])
  expect(matchOf({ ...noPlan, match: ['company', 'users'] }, preview)).toEqual(['company'])
  expect(matchOf({ ...noPlan, match: [] }, preview)).toEqual([])
})

test('a field of one’s own gets a key nobody has', () => {
  expect(ownKey('Größe (m)', lead, [])).toBe('own_gro_e_m')
  expect(ownKey('Size', lead, ['own_size_2'])).toBe('own_size_3')
  expect(ownKey('规模', lead, [])).toBe('own_field')
})

test('the kind of a new field is what all its examples look like', () => {
  expect(kindOf(['1', '20'])).toBe('integer')
  expect(kindOf(['1', '2.5'])).toBe('text')
  expect(kindOf(['03.04.2026'])).toBe('day')
  expect(kindOf([])).toBe('text')
})

test('only what can be read becomes a value for all', () => {
  const set = { users: 'many', company: 'Mill' }
  expect(setOf({ ...noPlan, set }, lead, 'EUR')).toEqual({ company: 'Mill' })
})

test('what has a cell to mend stands apart from rows wrong as a whole', () => {
  const one = { code: 'x', reason: 'No.', line: 2, rows: 2847, beside: [] }
  const value = { ...one, column: 'Mail', value: 'bad' }
  const row = { ...one, column: '', value: '' }
  expect(wrongOf([row, value])).toEqual({ values: [value], rows: [row] })
})

test('who gets the records goes with the question, and nobody is asked for until he is named', () => {
  const owner: Field = { ...field('owner', 'link'), link: 'user' }
  const entity = testEntity('lead', { fields: [field('company'), owner] })
  expect(ownerOf(entity)).toBe(owner)
  expect(ownerOf(testEntity('lead', { fields: [{ ...owner, right: 'see' }] }))).toBeUndefined()
  const shared = { ...noPlan, owners: { who: 'shared' as const, people: ['3', '4'] } }
  expect(askOf('7', 'lead', shared, { preview, owner }).map).toMatchObject({
    spread: { owner: ['3', '4'] },
  })
  expect(askOf('7', 'lead', noPlan, { preview, owner }).map).not.toHaveProperty('spread')
  expect(isOwnerless({ ...noPlan, owners: { who: 'one', people: [] } })).toBe(true)
  expect(isOwnerless(noPlan)).toBe(false)
  expect(isOwnerless(shared)).toBe(false)
})

test('what is needed and comes from nowhere is known before the check', () => {
  const needed = { ...field('name'), required: true }
  const usual = { ...field('status', 'choice'), required: true, default: 'new' }
  const entity = testEntity('lead', { fields: [needed, usual, field('company')] })
  expect(missingOf(noPlan, entity, preview)).toEqual([needed])
  expect(missingOf({ ...noPlan, set: { name: 'Mill' } }, entity, preview)).toEqual([])
})

test('what the file alone does not tell of its decimals waits for an answer', () => {
  const assumed = (code: string): Preview => ({
    ...preview,
    assumptions: [{ column: 'Summe', code, text: '' }],
  })
  for (const code of ['import_point_assumed', 'import_comma_assumed']) {
    expect(isUnanswered(noPlan, assumed(code))).toBe(true)
    expect(isUnanswered({ ...noPlan, decimal: 'comma' }, assumed(code))).toBe(false)
  }
  expect(isUnanswered(noPlan, assumed('import_day_first_assumed'))).toBe(false)
  expect(isUnanswered(noPlan, preview)).toBe(false)
})

test('the example of how a column is read is one that could be read either way', () => {
  const amounts = { ...column('Summe', 'amount', ['12', 'EUR 1.000', '3']), kept: [12, 1, 3] }
  expect(readNow(amounts)).toEqual({ cell: 'EUR 1.000', value: 1 })
  expect(readNow({ ...amounts, kept: [12, null, 3] })).toBeNull()
  expect(readNow(column('Summe', 'amount', ['1.000']))).toBeNull()
})

test('money may have its currency in a column of its own', () => {
  const deal = testEntity('opportunity', { fields: [field('name'), field('amount', 'money')] })
  expect(targetsFor(deal).map(({ key }) => key)).toEqual(['name', 'amount', 'amount.currency'])
})

// Every case of the vectors file: what the language says, for all its readers.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConditionFault, isLocal, type ConditionEntity, type ConditionField } from './condition'
import { evaluate, type ConditionContext } from './condition_evaluate'
import { parseCondition } from './condition_parse'
import { printCondition } from './condition_print'
import { parseDay, parseMoment, showMomentOf, toLocal, toUtc } from './condition_time'
import type { RateNow, Values } from './types'

interface Case {
  group: string
  if: string
  entity?: string
  expect?: string[]
  local?: boolean
  context?: Record<string, unknown>
  fault?: string
  position?: number
  args?: Record<string, string>
}
type VectorField = Omit<ConditionField, 'key' | 'choices'> & {
  choices?: string[]
}
interface VectorRate {
  currency: string
  valid_from: string
  rate: string
  per?: number
}
interface Vectors {
  rates: Record<string, VectorRate[]>
  context: Record<string, unknown>
  entities: Record<
    string,
    { plural: string; system?: boolean; fields: Record<string, VectorField> }
  >
  records: Record<string, ({ key: string; id: string } & Values)[]>
  cases: Case[]
}

/** Whole numbers of 64 bits keep their digits. */
const exactly = (_: string, value: unknown, context?: { source?: string }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && context?.source
    ? context.source
    : value
// vitest runs in web/
const file = '../tests/vectors/conditions.json'
const vectors = JSON.parse(
  readFileSync(file, 'utf8'),
  exactly as Parameters<typeof JSON.parse>[1],
) as Vectors

const base: ConditionField[] = [
  { key: 'id', kind: 'integer' },
  { key: 'version', kind: 'integer', audited: false },
  { key: 'created_at', kind: 'moment', audited: false },
  { key: 'updated_at', kind: 'moment', audited: false },
  { key: 'created_by', kind: 'link', link: 'user', audited: false },
  { key: 'removed_at', kind: 'moment', audited: false },
]
const entities: ConditionEntity[] = Object.entries(vectors.entities).map(([key, entity]) => ({
  key,
  plural: entity.plural,
  system: entity.system,
  fields: [
    ...base,
    ...Object.entries(entity.fields).map(([name, field]) => ({
      ...field,
      key: name,
      choices: field.choices?.map((choice) => ({ key: choice })),
    })),
  ],
}))
const catalogue = { entities }
const entityOf = (one: Case) => entities.find(({ key }) => key === (one.entity ?? 'lead'))!

const idsByKey = new Map(
  Object.values(vectors.records).flatMap((all) => all.map((one) => [one.key, one.id])),
)
function recordsOf(entity: ConditionEntity): ({ key: string } & Values)[] {
  const links = entity.fields.filter(({ kind }) => kind === 'link').map(({ key }) => key)
  return vectors.records[entity.key]!.map((record) => ({
    version: 1,
    ...record,
    ...Object.fromEntries(
      links.flatMap((link) => (record[link] ? [[link, idsByKey.get(String(record[link]))]] : [])),
    ),
  }))
}

/** The newest of each currency that begins on `day` or before. */
function ratesOn(day: number, table: VectorRate[]): RateNow[] {
  const begun = table.filter((rate) => parseDay(rate.valid_from)! <= day)
  const newest = new Map<string, VectorRate>()
  for (const rate of begun) {
    const known = newest.get(rate.currency)
    if (!known || known.valid_from < rate.valid_from) newest.set(rate.currency, rate)
  }
  return [...newest.values()].map(({ currency, rate, per }) => ({ currency, rate, per: per ?? 1 }))
}

function contextOf(one: Case): ConditionContext {
  const all = { ...vectors.context, ...one.context } as Record<string, string & string[]>
  const id = (key: string | null | undefined) => idsByKey.get(key ?? '') ?? null
  return {
    now: parseMoment(all['now']!)!,
    timeZone: all['time_zone']!,
    me: id(all['me']),
    myTeam: id(all['my_team']),
    myTeams: (all['my_teams'] ?? []).map((team) => id(team)!),
    started: all['started'] ? parseMoment(all['started']) : null,
    money: {
      currency: all['currency']!,
      rates: ratesOn(
        toLocal(parseMoment(all['now']!)!, all['company_zone']!).day,
        vectors.rates[all['rates']!]!,
      ),
    },
  }
}

const nameOf = (one: Case) => `${one.if.slice(0, 80)} ${JSON.stringify(one.context ?? '')}`
const accepted = vectors.cases.filter((one) => one.expect)

test('there are many cases', () => {
  expect(vectors.cases.length).toBeGreaterThan(300)
  expect(vectors.cases.filter(({ local }) => local).length).toBeGreaterThan(200)
})

describe('what is local is answered as on the server', () => {
  test.each(vectors.cases.filter(({ local }) => local))('$if $context', (one) => {
    const entity = entityOf(one)
    const condition = parseCondition(one.if, entity, catalogue)
    const context = contextOf(one)
    const found = recordsOf(entity).filter((record) => evaluate(condition, record, context))
    expect(found.map(({ key }) => key).sort(), nameOf(one)).toEqual([...one.expect!].sort())
  })
})

describe('every condition is read, and its text is stable', () => {
  test.each(accepted)('$if', (one) => {
    const entity = entityOf(one)
    const tree = parseCondition(one.if, entity, catalogue)
    const isInCountry = !!one.context?.phone_region // which the house alone knows
    expect(isLocal(tree) && !isInCountry).toBe(one.local ?? false)
    const printed = printCondition(tree, entity.key)
    const again = parseCondition(printed, entity, catalogue)
    expect(again).toEqual(tree)
    expect(printCondition(again, entity.key)).toBe(printed)
  })
})

describe('what is refused is refused at the same place', () => {
  test.each(vectors.cases.filter(({ fault }) => fault))('$if', (one) => {
    let fault: unknown
    try {
      parseCondition(one.if, entityOf(one), catalogue)
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(ConditionFault)
    const { code, position, args } = fault as ConditionFault
    expect(code).toBe(one.fault)
    if (one.position !== undefined) expect(position).toBe(one.position)
    if (one.args) expect(args).toMatchObject(one.args)
  })
})

test('moments are written back to the microsecond', () => {
  expect(showMomentOf(parseMoment('2026-03-02T10:00:00.5+01:00')!)).toBe(
    '2026-03-02T09:00:00.500000Z',
  )
  expect(showMomentOf(parseMoment('1969-12-31T23:59:59.999999Z')!)).toBe(
    '1969-12-31T23:59:59.999999Z',
  )
  expect(parseMoment('2026-02-30T00:00:00Z')).toBeNull()
})

test('a skipped wall time is the moment of the skip, a repeated one its first showing', () => {
  const berlin = (moment: string) => toLocal(parseMoment(moment)!, 'Europe/Berlin')
  const night = berlin('2026-03-29T00:30:00Z')
  const gap = toUtc({ day: night.day, us: 2n * 3_600_000_000n + 1n }, 'Europe/Berlin')
  expect(showMomentOf(gap)).toBe('2026-03-29T01:00:00.000000Z')
  const autumn = berlin('2026-10-25T00:30:00Z')
  expect(showMomentOf(toUtc(autumn, 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000000Z')
  expect(berlin('2026-10-25T01:30:00Z')).toEqual(autumn)
})

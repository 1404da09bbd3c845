// How a company works, as it is written down: guidelines, the model's questions and stages, playbooks.
import { queryOptions } from '@tanstack/react-query'
import { languages, type Language } from '@/base/words'
import type { Entry, ExceptionRow, Model, Page, Person, Values } from '@/model/types'
import { changeEntry, createEntry } from './calls'
import { call, freshKey } from './client'
import { queryClient } from './queries'

/** A text in the languages it was written in. */
export type Texts = Partial<Record<Language, string>>

export type SpanUnit = 'hours' | 'days' | 'weeks' | 'business_days' | 'working_hours'
export interface Span {
  n: number
  unit: SpanUnit
}
export type RuleState = 'off' | 'shadow' | 'on'

/** What follows by itself once the promise is broken. */
export interface Consequence {
  after?: Span | null
  do: 'escalate' | 'reassign' | 'return_to_marketing' | 'set'
  to?: 'rotation' | 'manager' | 'pool'
  at_most?: number
  field?: string
  value?: unknown
}

/** A guideline with all that a person says in it. */
export interface Rule extends Entry {
  key: string
  entity: string
  sentence: Texts
  broken: Texts | null
  goal: Texts
  start: string
  from: string | null
  expect: string
  unless: string | null
  within: Span
  warn: number | null
  tell: string[] | null
  then: Consequence[] | null
  renew: boolean | null
  restart: string[] | null
  state: RuleState
  shipped: boolean | null
}

const most = 200

export const rulesQuery = queryOptions({
  queryKey: ['entries', 'guidelines', 'rules'],
  queryFn: async ({ signal }) =>
    (await call<Page<Rule>>('GET', '/guidelines', { query: { sort: 'id', limit: most }, signal }))
      .data.data,
})

/** The newest exceptions a rule has open, and how many there are. */
export const openOfRuleQuery = (id: string) =>
  queryOptions({
    queryKey: ['exceptions', 'of_rule', id],
    queryFn: async ({ signal }) => {
      const { data } = await call<Page<ExceptionRow>>('GET', '/exceptions', {
        query: { state: 'open', filter: `guideline = ${id}`, limit: 20, count: true },
        signal,
      })
      return { rows: data.data, count: data.count ?? data.data.length }
    },
  })

/** Throws what the server has against it; nothing is written. */
export const checkRule = (definition: Values, signal?: AbortSignal) =>
  call<unknown>('POST', '/guidelines', { query: { dry_run: true }, body: definition, signal })

export interface TestedException {
  record: { id: string; entity: string; title: string | null }
  owner: Person | null
  manager: Person | null
  raised_at: string
  closed_at: string | null
  late: string
}
export interface Backtest {
  complete: boolean
  looked_at_until: string | null
  unknown_fields: string[]
  /** As many as the four that follow. */
  started: number
  met: number
  broken: number
  running: number
  dropped: number
  raised: number
  by_owner: { owner: Person | null; raised: number }[]
  by_manager: { manager: Person | null; raised: number }[]
  exceptions: TestedException[]
}
/**
 * What a rule, one that is or one only thought of, would have raised between two days; `atOnce`: what it raises when it is
 * switched on, whenever that broke.
 */
export const testRule = async (
  guideline: string | Values,
  from: string,
  to: string,
  signal?: AbortSignal,
  atOnce = false,
) =>
  (
    await call<Backtest>('POST', '/guidelines/backtest', {
      body: { guideline, from, to, at_once: atOnce },
      signal,
    })
  ).data

export const createRule = (definition: Values, key: string) =>
  createEntry('guidelines', definition, key)
export const changeRule = (rule: Rule, change: Values) =>
  changeEntry('guidelines', rule.id, change, `"${rule.version}"`)
export const readRule = async (id: string) => (await call<Rule>('GET', `/guidelines/${id}`)).data

export const refreshRules = () =>
  queryClient.invalidateQueries({ queryKey: ['entries', 'guidelines'] })

/** An exception somebody closed because the rule is wrong. */
export interface Proposal extends ExceptionRow {
  closed_at: string | null
  note: string | null
  reason: string | null
}
export const proposalsQuery = queryOptions({
  queryKey: ['exceptions', 'proposals'],
  queryFn: async ({ signal }) =>
    (
      await call<Page<Proposal>>('GET', '/exceptions', {
        query: { state: 'closed', filter: 'reason = rule_wrong', limit: most },
        signal,
      })
    ).data.data,
})

/** Who closed it; that stands in its history alone. */
export const closerQuery = (exception: string) =>
  queryOptions({
    queryKey: ['exception', exception, 'closer'],
    queryFn: async ({ signal }) => {
      const { data } = await call<Page<{ act: string; actor: Person | null }>>(
        'GET',
        `/exceptions/${exception}/timeline`,
        { query: { limit: 50 }, signal },
      )
      return data.data.find(({ act }) => act === 'accept')?.actor?.name ?? null
    },
    staleTime: Infinity,
    retry: false,
  })

// --- the model -----------------------------------------------------------------------------------

const modelInQuery = (language: Language) =>
  queryOptions({
    queryKey: ['model', language],
    queryFn: async () => (await call<Model>('GET', '/model', { language })).data,
    staleTime: Infinity,
  })

/** The model in every language: what is written here is written in all of them. */
export const modelsQuery = queryOptions({
  queryKey: ['model', 'all'],
  queryFn: async () => {
    const names = Object.keys(languages) as Language[]
    const models = await Promise.all(
      names.map((name) => queryClient.fetchQuery(modelInQuery(name))),
    )
    return Object.fromEntries(names.map((name, i) => [name, models[i]!])) as Record<Language, Model>
  },
  staleTime: Infinity,
})

const fieldPath = (entity: string, field?: string) =>
  `/model/entities/${entity}/fields${field ? `/${field}` : ''}`

export const addField = (entity: string, declaration: Values) =>
  call<unknown>('POST', fieldPath(entity), { body: declaration, idempotencyKey: freshKey() })
export const changeField = (entity: string, field: string, patch: Values) =>
  call<unknown>('PATCH', fieldPath(entity, field), { body: patch })
/** Several fields in one act. */
export const changeFields = (entity: string, fields: Record<string, Values>) =>
  call<unknown>('PATCH', `/model/entities/${entity}`, { body: { fields } })
export const hideField = (entity: string, field: string) =>
  call<unknown>('DELETE', fieldPath(entity, field))

export const refreshModel = () => queryClient.invalidateQueries({ queryKey: ['model'] })

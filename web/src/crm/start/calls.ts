// What a company has set up so far, and the calls that set it up.
import { queryOptions } from '@tanstack/react-query'
import type { MailWay } from '@/api/calls'
import { countEntries } from '@/api/calls'
import { call } from '@/api/client'
import { exceptionCountsQuery, queryClient } from '@/api/queries'
import { language } from '@/base/words'
import type { Entry, Page, Values } from '@/model/types'

export interface Company {
  name: string
  time_zone: string
  currency: string
  /** "" where none is said. */
  country: string
  is_demo: boolean
}

type Span = [from: string, to: string]
export interface Calendar extends Entry {
  name: string
  time_zone: string
  hours: Record<string, Span[]> | null
  country: string | null
}

export interface Rule extends Entry {
  key: string
  entity: string
  sentence: Record<string, string>
  goal: Record<string, string> | null
  within: { n: number; unit: string }
  state: 'off' | 'shadow' | 'on'
}

export interface Invitation {
  id: string
  name: string
  email: string
  role: string
}

/** Everything by which one sees how far a company is. */
export interface StartState {
  company: Company
  calendars: Calendar[]
  people: number
  leads: number
  rules: Rule[]
  /** How many exceptions there were so far, also those settled. */
  exceptions: number
  open: number
  /** Records watched now. */
  watched: number
}

const startKey = ['start']
const list = async <T>(path: string, query: Record<string, string | number>) =>
  (await call<Page<T>>('GET', path, { query })).data

async function readStart(): Promise<StartState> {
  const [company, calendars, people, leads, rules, open, closed] = await Promise.all([
    call<Company>('GET', '/company'),
    list<Calendar>('/calendars', { sort: 'created_at', limit: 50 }),
    countEntries('users', ''),
    countEntries('leads', ''),
    list<Rule>('/guidelines', { limit: 200 }),
    // The page of the exceptions asks for these too.
    queryClient.fetchQuery({ ...exceptionCountsQuery, staleTime: 5000 }),
    call<Page<Entry>>('GET', '/exceptions', { query: { state: 'closed', limit: 1, count: true } }),
  ])
  return {
    company: company.data,
    calendars: calendars.data,
    people,
    leads,
    rules: rules.data,
    open: open.open,
    exceptions: open.open + (closed.data.count ?? 0),
    watched: Object.values(open.running).reduce((sum, n) => sum + n, 0),
  }
}

export const startQuery = queryOptions({ queryKey: startKey, queryFn: readStart })
export const refreshStart = () => queryClient.invalidateQueries({ queryKey: startKey })

export const steps = ['company', 'calendar', 'people', 'leads', 'rules', 'exception'] as const
export type Step = (typeof steps)[number]

const isSetUp = ({ hours, country }: Calendar) =>
  !!country && Object.values(hours ?? {}).some((spans) => spans.length > 0)

/** The data say it; nobody ticks anything off. */
export function doneOf(state: StartState): Record<Step, boolean> {
  const { name, time_zone, currency, country } = state.company
  return {
    company: !!(name && time_zone && currency && country),
    calendar: state.calendars.some(isSetUp),
    people: state.people > 1,
    leads: state.leads > 0,
    rules: state.rules.some((rule) => rule.state === 'on'),
    exception: state.exceptions > 0,
  }
}
export const isDone = (state: StartState) =>
  !state.company.is_demo && Object.values(doneOf(state)).every((done) => done)

export const changeCompany = (change: Partial<Company>) =>
  call<Company>('PATCH', '/company', { body: change })

export const changeCalendar = ({ id, version }: Calendar, change: Values) =>
  call<Entry>('PATCH', `/calendars/${id}`, { body: change, ifMatch: `"${version}"` })

export const changeRule = ({ id, version }: Rule, state: Rule['state']) =>
  call<Rule>('PATCH', `/guidelines/${id}`, { body: { state }, ifMatch: `"${version}"` })

export const invite = async (person: Values) =>
  (await call<Invitation & { mail: MailWay }>('POST', '/invitations', { body: person })).data

export const withdraw = (person: string) => call('DELETE', `/invitations/${person}`)

export const invitationsQuery = queryOptions({
  queryKey: ['start', 'invitations'],
  queryFn: async () => (await list<Invitation>('/invitations', {})).data,
})

export interface Country {
  code: string
  name: string
}
export const countriesQuery = () =>
  queryOptions({
    queryKey: ['holiday countries', language()],
    queryFn: async () =>
      (await list<Country>('/holidays/countries', {})).data.sort((a, b) =>
        a.name.localeCompare(b.name, language()),
      ),
    staleTime: Infinity,
  })

export interface Holiday {
  day: string
  name: string
}
export const holidaysQuery = (country: string, year: number) =>
  queryOptions({
    queryKey: ['holidays', country, year],
    queryFn: async () => (await list<Holiday>('/holidays', { country, year })).data,
    enabled: country !== '',
    staleTime: Infinity,
  })

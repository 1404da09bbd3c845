import { call } from '@/api/client'
import type { Job, MailWay } from '@/api/calls'
import { queryOptions } from '@tanstack/react-query'
import type { Entry, JournalRow, Page, Values } from '@/model/types'

/** Its id is the person's. */
export interface Invitation {
  id: string
  email: string
  name: string
  role: string
  invited_at: string
  expires_at: string
}

/** Under the people's key: what happens to a person asks for the invitations again. */
export const invitationsQuery = queryOptions({
  queryKey: ['entries', 'users', 'invitations'],
  queryFn: async ({ signal }) =>
    (await call<{ data: Invitation[] }>('GET', '/invitations', { signal })).data.data,
})

export interface SentInvitation extends Invitation {
  mail: MailWay
}
export const invite = async (values: Values) =>
  (await call<SentInvitation>('POST', '/invitations', { body: values })).data
/** A new link by mail; the older one works no longer. */
export const inviteAgain = async (person: string) =>
  (await call<SentInvitation>('POST', `/invitations/${person}/resend`, { body: {} })).data
export const withdraw = (person: string) => call('DELETE', `/invitations/${person}`)

export interface Move {
  entity: string
  count: number
  /** Finds them. */
  filter?: string
  /** Only named: it stays until somebody is named to take it. */
  stays?: boolean
}
export interface HandOver {
  /** Null: to the team, by rotation. */
  to: string | null
  deactivate: boolean
}

/** What would move; nothing is written. */
export const previewHandOver = async (person: string, work: HandOver, signal?: AbortSignal) =>
  (
    await call<{ moves: Move[] }>('POST', `/users/${person}/hand_over`, {
      query: { dry_run: true },
      body: work,
      signal,
    })
  ).data.moves
export const handOver = async (person: string, work: HandOver) =>
  (await call<Job>('POST', `/users/${person}/hand_over`, { body: work })).data

/** The last thing a person recorded; null when nothing is known. */
export const lastActQuery = (person: string) =>
  queryOptions({
    queryKey: ['last_act', person],
    retry: false,
    queryFn: async ({ signal }) =>
      (
        await call<Page<Entry & JournalRow>>('GET', '/journal', {
          query: { actor: person, limit: 1 },
          signal,
        })
      ).data.data[0] ?? null,
  })

// What an administrator asks of the house itself: its journal, bin, mail, backups, health.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Entry, Included, JournalRow, Page } from '@/model/types'
import type { Job } from './calls'
import { call, freshKey } from './client'

// --- journal -------------------------------------------------------------------------------------

export interface JournalLine extends JournalRow {
  /** Of the record as it is called now. */
  title: string
  can_undo: boolean
  /** The act it is part of. */
  group: string
  /** How many lines that act has, which are taken back together; some may stand further back. */
  together: number
  recorded_at?: string
}

export interface JournalFilter {
  entity?: string
  actor?: string
  act?: string
  /** Days where the reader is, both counted in. */
  from?: string
  to?: string
}

const journalPage = 50

/** The newest first; a page may be empty and still have a next. */
export const journalQuery = (filter: JournalFilter) =>
  infiniteQueryOptions({
    queryKey: ['journal', filter],
    queryFn: async ({ pageParam, signal }) =>
      (
        await call<Page<JournalLine>>('GET', '/journal', {
          query: { ...filter, limit: journalPage, after: pageParam },
          signal,
        })
      ).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  })

/** Who removed what last: by record. */
export const removersQuery = queryOptions({
  queryKey: ['journal', 'removers'],
  queryFn: async ({ signal }) => {
    const { data } = await call<Page<JournalLine>>('GET', '/journal', {
      query: { act: 'remove', limit: 200 },
      signal,
    })
    const byRecord: Record<string, JournalLine> = {}
    for (const line of data.data) byRecord[line.record] ??= line
    return byRecord
  },
})

// --- recycle bin ---------------------------------------------------------------------------------

export interface Removed extends Entry {
  removed_at: string
  removed_by?: string | null
}

export interface BinPage {
  data: Removed[]
  next: string | null
  included?: Included
}

export const binQuery = (plural: string) =>
  queryOptions({
    queryKey: ['entries', plural, 'removed'],
    queryFn: async ({ signal }) =>
      (
        await call<BinPage>('GET', `/${plural}`, {
          query: { removed: true, sort: '-removed_at', limit: 200, include: '*' },
          signal,
        })
      ).data,
  })

// --- mail ----------------------------------------------------------------------------------------

export interface MailHealth {
  configured: boolean
  server: string | null
  from: string | null
  waiting: number
  failed: number
  oldest_s?: number
  /** What the mail server said, or why it did not answer, when the oldest that was put off was tried. */
  trouble?: string | null
}

/** The mail server as it is used; its password is never told. */
export interface MailServer {
  source: 'none' | 'configuration' | 'company'
  host: string | null
  port: number | null
  security: MailSecurity | null
  user: string | null
  from: string | null
  from_is_fixed: boolean
  has_password: boolean
  /** The kept password cannot be read: it has to be typed again. */
  is_locked: boolean
  can_keep_password: boolean
}
export type MailSecurity = 'none' | 'starttls' | 'tls'

export interface MailServerDraft {
  host: string
  port: number
  security: MailSecurity
  user: string
  /** Absent: the kept one. */
  password?: string
  from: string
}

export interface MailTrial {
  accepted: boolean
  reason: string | null
  message: string
  answer: string
}

export interface MailMessage {
  id: string
  state: 'queued' | 'accepted' | 'failed'
  at: string
  attempts?: number
  /** Which server, and what it answered. */
  detail: string | null
}

export const mailQuery = queryOptions({
  queryKey: ['office', 'mail'],
  queryFn: async ({ signal }) => (await call<MailHealth>('GET', '/mail', { signal })).data,
  staleTime: 0,
})

export const mailServerQuery = queryOptions({
  queryKey: ['office', 'mail', 'server'],
  queryFn: async ({ signal }) => (await call<MailServer>('GET', '/mail/server', { signal })).data,
  staleTime: 0,
})
export const keepMailServer = (draft: MailServerDraft) =>
  call<MailServer>('PUT', '/mail/server', { body: draft })
export const removeMailServer = () => call<MailServer>('DELETE', '/mail/server')
/** Sends one by a server that is not kept; to oneself. */
export const tryMailServer = async (draft: MailServerDraft) =>
  (await call<MailTrial>('POST', '/mail/test', { body: { server: draft } })).data

export interface PasswordLink {
  kind: 'invitation' | 'password_reset'
  /** Told this once; older ones work no longer. */
  link: string
  expires_at: string
}
export const makePasswordLink = async (person: string) =>
  (await call<PasswordLink>('POST', `/users/${person}/password_link`, { body: {} })).data

export const sendTestMail = async (to?: string) =>
  (
    await call<{ id: string }>('POST', '/mail/test', {
      body: to ? { to } : {},
      idempotencyKey: freshKey(),
    })
  ).data.id

const askMailEveryMs = 700
/** Asked again until it is known what became of it. */
export const messageQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['office', 'mail', id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) =>
      (await call<MailMessage>('GET', `/mail/messages/${id}`, { signal })).data,
    refetchInterval: (query) =>
      !query.state.data || query.state.data.state === 'queued' ? askMailEveryMs : false,
  })

// --- backups and health --------------------------------------------------------------------------

export interface Backup {
  name: string
  at: string
  bytes: number
  state: 'checked' | 'unfinished'
}

export const backupsQuery = queryOptions({
  queryKey: ['office', 'backups'],
  queryFn: async ({ signal }) =>
    (await call<{ data: Backup[] }>('GET', '/backups', { signal })).data.data,
  staleTime: 0,
})

export const backupPath = (name: string) => `/api/v1/backups/${encodeURIComponent(name)}`

export const makeBackup = async () =>
  (await call<Job>('POST', '/backups', { body: {}, idempotencyKey: freshKey() })).data

export interface Health {
  version: string
  store: string
  started_at: string
  now: string
  watch: { lag_s: number }
  mail: MailHealth
  jobs: { waiting: number; running: number; failed: number }
  search: { behind: number }
  backups: { possible: boolean; last_at: string | null }
  disk: { free_bytes: number | null }
}

const askHealthEveryMs = 15_000
export const healthQuery = queryOptions({
  queryKey: ['office', 'health'],
  queryFn: async ({ signal }) => (await call<Health>('GET', '/health', { signal })).data,
  refetchInterval: askHealthEveryMs,
  staleTime: 0,
})

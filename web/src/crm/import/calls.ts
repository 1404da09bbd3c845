// The calls of an import: a file is uploaded once, looked at and checked as often as one likes, then taken in.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Job } from '@/api/calls'
import { readJob } from '@/api/calls'
import { call } from '@/api/client'
import { language } from '@/base/words'
import type { Person, Value, Values } from '@/model/types'

export interface Upload {
  id: string
  name: string
  size: number
}

export interface PreviewColumn {
  header: string
  /** "" = goes nowhere. */
  field: string
  how: 'none' | 'skipped' | 'map' | 'name' | 'derived' | 'own_field'
  confidence?: number
  /** Fields that fit equally well. */
  rivals?: string[]
  examples: string[]
  /** What the examples become, of numbers, money and dates; null where one is refused. */
  kept?: Value[]
}

export interface Assumption {
  column: string
  code: string
  text: string
}

export interface Preview {
  header: string[]
  columns: PreviewColumn[]
  unmatched: string[]
  assumptions: Assumption[]
  delimiter: string
  encoding: string
  rows: number
  /** False: only the first rows were looked at. */
  rows_complete: boolean
  sample: string[][]
}

/** What is asked of a preview, a check and an import alike. */
export interface ImportAsk {
  file: string
  entity: string
  map?: Values
  match?: string[]
  historic?: boolean
  dry_run?: boolean
}

export interface Fault {
  line: number
  /** Header of the column; "" = the row as a whole. */
  column: string
  code: string
  reason: string
}

/** A wrong value, once for all rows that have it; without a column: rows wrong as a whole. */
export interface WrongValue {
  column: string
  /** As the file has it, without blanks around it: the server translates it so. */
  value: string
  code: string
  reason: string
  /** Of the first such row. */
  line: number
  rows: number
  /** What else stands in the first such row, to know it by. */
  beside: string[]
}

export interface ImportResult {
  created: number
  updated: number
  unchanged: number
  refused: number
  warnings: number
  /** Over the whole file; complete unless more than a thousand different ones were found. */
  wrong?: { complete: boolean; values: WrongValue[] }
  /** New records by owner, of what has one. */
  owners?: { owner: Person | null; n: number }[]
  /** The first thousand. */
  warned_rows: Fault[]
  message?: string
  errors?: { message: string }[]
  left_count?: number
  left?: { entity: string; record: string; title: string; reason?: string }[]
}

export type ImportJob = Omit<Job, 'result'> & {
  kind: 'import' | 'undo' | 'bulk'
  at: string
  result: ImportResult | null
}

export interface EarlierImport extends Omit<ImportJob, 'result'> {
  entity: string
  dry_run: boolean
  has_refused_file: boolean
  user: Person | null
}

export const uploadFile = async (file: Blob, name: string) =>
  (await call<Upload>('POST', '/files', { query: { name }, file })).data

export const previewQuery = (ask: ImportAsk | null) =>
  queryOptions({
    queryKey: ['import preview', language(), ask],
    queryFn: async ({ signal }) =>
      (await call<Preview>('POST', '/imports/preview', { body: ask, signal })).data,
    enabled: ask !== null,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })

export const startImport = async (ask: ImportAsk, idempotencyKey: string) =>
  (await call<ImportJob>('POST', '/imports', { body: ask, idempotencyKey })).data

const askEveryMs = 400
export const isGoing = ({ state }: Pick<ImportJob, 'state'>) =>
  state === 'queued' || state === 'running'

/** Asks again until the job has ended. */
export const jobQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: async ({ signal }) => (await readJob(id!, signal)) as ImportJob,
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && !isGoing(state.data) ? false : askEveryMs),
  })

export const refusedAddress = (id: string) => `/api/v1/imports/${id}/refused.csv`

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) =>
    (await call<{ data: EarlierImport[] }>('GET', '/imports', { signal })).data.data.filter(
      (one) => !one.dry_run,
    ),
  refetchInterval: ({ state }) => (state.data?.some(isGoing) ? askEveryMs : false),
})

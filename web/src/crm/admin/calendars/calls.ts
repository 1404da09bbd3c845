import { queryOptions } from '@tanstack/react-query'
import { call } from '@/api/client'
import { language } from '@/base/words'

export interface Country {
  code: string
  name: string
}
export interface Holiday {
  day: string
  name: string
}

export const countriesQuery = () =>
  queryOptions({
    queryKey: ['holidays', 'countries', language()],
    queryFn: async ({ signal }) =>
      (await call<{ data: Country[] }>('GET', '/holidays/countries', { signal })).data.data,
    staleTime: Infinity,
  })

export const holidaysQuery = (country: string, year: number) =>
  queryOptions({
    queryKey: ['holidays', country, year],
    queryFn: async ({ signal }) =>
      (await call<{ data: Holiday[] }>('GET', '/holidays', { query: { country, year }, signal }))
        .data.data,
    enabled: country !== '',
    staleTime: Infinity,
  })

/** The days of an iCalendar file; which of them the calendar has not yet. */
export interface FileRead {
  calendar_name?: string
  data: (Holiday & { is_new: boolean })[]
  skipped: { line: number; name: string; message: string }[]
  skipped_more: number
}

export const addFile = (calendar: string, file: Blob, dryRun: boolean) =>
  call<FileRead>('POST', `/calendars/${calendar}/holidays`, {
    query: dryRun ? { dry_run: true } : {},
    file,
    fileType: 'text/calendar',
  })

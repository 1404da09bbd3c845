// The few records Admin is about (people, teams, calendars): all of them at once, changed where they stand.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { ApiError } from '@/api/problem'
import { entriesQuery } from '@/api/queries'
import { showMoment } from '@/base/time'
import { t as say } from '@/base/words'
import { sayError } from '@/kit/undo'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Entry, Included, Value } from '@/model/types'
import { showValue } from '@/model/values'
import { reloadField, saveField } from '@/kit/edits'

export interface All {
  rows: Entry[]
  included: Included
  isPending: boolean
  error: Error | null
  retry: () => void
}

export function useAll(plural: string, sort = 'name'): All {
  const list = useInfiniteQuery(entriesQuery(plural, { sort }))
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const pages = data?.pages
  const rows = useMemo(() => (pages ?? []).flatMap((page) => page.data), [pages])
  const included: Included = useMemo(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.included ?? {})),
    [pages],
  )
  return {
    rows,
    included,
    isPending: list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
  }
}

const isSame = (a: Value, b: Value) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * Changes one field at once, told with Undo. A change of another field meanwhile is nobody's
 * quarrel; of the same one it is told, and theirs stands. Answers whether it was saved.
 */
export async function saveCell(entity: Entity, entry: Entry, key: string, value: Value) {
  const field = fieldOf(entity, key)
  if (!field || isSame(entry[key], value)) return true
  try {
    await saveField(entity, entry.id, field, value, Number(entry.version))
    return true
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isConflict) return refuse(error, key)
    const theirs = await reloadField(entity, entry.id, field)
    if (isSame(theirs.value, entry[key]))
      return await saveField(entity, entry.id, field, value).then(
        () => true,
        (again: unknown) => refuse(again, key),
      )
    const { by = say('person.system'), at = String(entry.updated_at) } = theirs
    const text = showValue(field, theirs.value, theirs.included)
    sayError(new Error(say('conflict.by', { who: by, theirs: text || '–', when: showMoment(at) })))
    return false
  }
}

function refuse(error: unknown, key: string) {
  const own = error instanceof ApiError ? error.byField[key] : undefined
  sayError(own ? new Error(own) : error)
  return false
}

// What keeps the promises of a list, by the guidelines they were made by.
import { useQuery } from '@tanstack/react-query'
import { modelQuery } from '@/api/queries'
import { rulesQuery } from '@/api/process'
import { entityByKey } from '@/model/catalogue'
import type { ExceptionRow } from '@/model/types'
import type { Mends } from '@/model/mends'

type Reader = typeof import('@/model/mends')
const readerQuery = {
  queryKey: ['code', 'mends'],
  queryFn: (): Promise<Reader> => import('@/model/mends'),
  staleTime: Infinity,
  retry: false,
}

export type MendsOf = (
  promise: Partial<Pick<ExceptionRow, 'guideline'>> | undefined,
) => Mends | undefined

/** Answers undefined while it is not known, and where it cannot be told. `isWanted`: there may be promises. */
export function useMends(isWanted: boolean): { mendsOf: MendsOf; isLoading: boolean } {
  const { data: model } = useQuery(modelQuery())
  const mayRead = !!model && !!entityByKey(model, 'guideline')
  const enabled = isWanted && mayRead
  const { data: rules, isLoading: rulesLoad } = useQuery({ ...rulesQuery, enabled })
  const { data: reader, isLoading: readerLoads } = useQuery({ ...readerQuery, enabled })
  const mendsOf: MendsOf = (promise) => {
    const rule = promise?.guideline && rules?.find(({ id }) => id === promise.guideline?.id)
    const entity = rule && model && entityByKey(model, rule.entity)
    return entity && reader ? reader.mendsOf(rule.expect, entity, model) : undefined
  }
  return { mendsOf, isLoading: rulesLoad || readerLoads }
}

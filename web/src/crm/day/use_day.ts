// The day as the server knows it now, with what was done on this page still in its place.
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useExceptions } from '@/api/exceptions'
import { entriesQuery, modelQuery } from '@/api/queries'
import { addDays, dayOf, momentAt, useNow } from '@/base/time'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entry, Included, Model } from '@/model/types'
import { choiceOf } from '@/model/values'
import { thingsOf, type Thing } from './things'
import { t } from './words'

const mine = 'owner = me'

function useMine(plural: string, query: { filter: string; sort: string }, isThere: boolean) {
  const answer = useInfiniteQuery({ ...entriesQuery(plural, query), enabled: isThere })
  const pages = answer.data?.pages ?? []
  return {
    entries: pages.flatMap((page) => page.data),
    included: Object.assign({}, ...pages.map((page) => page.included ?? {})) as Included,
    isLoading: isThere && answer.isPending,
    error: answer.error,
    refetch: answer.refetch,
  }
}

/** Of activities about what is done with: won or lost, or given up as a lead. */
function closedFilter(model: Model): string {
  const lead = entityByKey(model, 'lead')
  const gone = (lead && fieldOf(lead, 'status'))?.choices?.filter(
    ({ tone }) => tone === 'bad' || tone === 'warn',
  )
  return [
    ...(entityByKey(model, 'opportunity') ? ['opportunity.closed_at is not empty'] : []),
    ...(gone?.length ? [`lead.status in (${gone.map(({ key }) => `"${key}"`).join(', ')})`] : []),
  ].join(' or ')
}

export function useDay() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const now = useNow()
  const today = dayOf(new Date(now))
  const promises = useExceptions(mine)
  const activity = entityByKey(model, 'activity')
  const tomorrow = momentAt(addDays(today, 1), 0).toISOString()
  const planned = useMine(
    'activities',
    { filter: `${mine} and state = planned and happened_at < ${tomorrow}`, sort: 'happened_at' },
    !!activity,
  )
  // A person's own task stays when its lead or opportunity is closed; then it says so.
  const closed = useMine(
    'activities',
    { filter: `${mine} and state = planned and (${closedFilter(model)})`, sort: 'happened_at' },
    planned.entries.some((entry) => entry['lead'] || entry['opportunity']),
  )
  const closedIds = new Set(closed.entries.map(({ id }) => id))
  const steps = useMine(
    'opportunity_steps',
    {
      filter: `state = open and opportunity.owner = me and opportunity.closed_at is empty and due <= ${today}`,
      sort: 'due',
    },
    !!entityByKey(model, 'opportunity_step'),
  )
  const kind = activity && fieldOf(activity, 'kind')
  const kindOf = (entry: Entry) => (kind && choiceOf(kind, entry['kind'])?.label) ?? ''
  const things: Thing[] = thingsOf({
    warned: promises.threatened,
    broken: promises.broken,
    planned: planned.entries,
    steps: steps.entries,
    included: { ...planned.included, ...steps.included },
    isClosed: ({ id }) => closedIds.has(id),
    closedWords: t('day.closed'),
    kindOf,
    stepWords: (step) => t('day.step', { step }),
    today,
  })
  return {
    model,
    now,
    today,
    things,
    promiseCount: promises.total,
    isLoading: promises.isLoading || planned.isLoading || steps.isLoading,
    error: promises.error ?? planned.error ?? steps.error,
    refetch: () => Promise.all([planned.refetch(), steps.refetch()]),
  }
}

export type Day = ReturnType<typeof useDay>

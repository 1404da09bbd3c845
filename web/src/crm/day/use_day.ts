// The day as the server knows it now, with what was done on this page still in its place: one's own, or that of whom
// one enters for.
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useExceptions } from '@/api/exceptions'
import { usePrincipal } from '@/api/principal'
import { entriesQuery, modelQuery } from '@/api/queries'
import { addDays, dayOf, momentAt, showAgo, useNow } from '@/base/time'
import { useMends } from '@/kit/mends/use_mends'
import { entityByKey, fieldOf, titleOf } from '@/model/catalogue'
import type { Entry, Included, Model } from '@/model/types'
import { choiceOf } from '@/model/values'
import { useOthersPromises } from './others_promises'
import { bestThing, callees, thingsOf, withReach, type Thing } from './things'
import { t } from './words'

function useList(plural: string, query: { filter: string; sort: string }, isThere: boolean) {
  const answer = useInfiniteQuery({
    ...entriesQuery(plural, { ...query, isUncounted: true }),
    enabled: isThere,
  })
  const pages = answer.data?.pages ?? []
  return {
    entries: pages.flatMap((page) => page.data),
    included: Object.assign({}, ...pages.map((page) => page.included ?? {})) as Included,
    isLoading: isThere && answer.isPending,
    error: answer.error,
    refetch: answer.refetch,
  }
}

/** Of oneself as the exceptions tell them, of another as they stand on his records. */
function usePromises(model: Model, other: string | null) {
  const own = useExceptions('owner = me', { folds: false })
  const others = useOthersPromises(model, other)
  if (other !== null) return { ...others, count: others.rows.length }
  return {
    rows: [...own.broken, ...own.threatened],
    count: own.total + own.threatenedTotal,
    isLoading: own.isLoading,
    error: own.error,
  }
}

/** As many as a page of an answer holds. */
const mostCallees = 200

/** Company and number of whom the things are about, asked for behind them. */
function useReach(model: Model, things: Thing[]): (thing: Thing) => Thing {
  const all = callees(things)
  const listOf = (key: 'lead' | 'contact') =>
    [...new Set(all.flatMap(({ entity, id }) => (entity === key ? [id] : [])))].slice(
      0,
      mostCallees,
    )
  const useThose = (key: 'lead' | 'contact') => {
    const ids = listOf(key)
    const plural = entityByKey(model, key)?.plural
    const query = { filter: `id in (${ids.join(', ')})`, sort: 'id' }
    return useList(plural ?? '', query, !!plural && ids.length > 0)
  }
  const [leads, contacts] = [useThose('lead'), useThose('contact')]
  const found = [...leads.entries, ...contacts.entries]
  const known = Object.fromEntries(found.map((entry) => [entry.id, entry]))
  return (thing) => withReach(thing, known, contacts.included)
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
  const principal = usePrincipal()
  const whose = principal?.id ?? 'me'
  const now = useNow()
  const today = dayOf(new Date(now))
  const promises = usePromises(model, principal?.id ?? null)
  const { mendsOf, isLoading: mendsLoad } = useMends(true)
  const activity = entityByKey(model, 'activity')
  const tomorrow = momentAt(addDays(today, 1), 0).toISOString()
  const planned = useList(
    'activities',
    {
      filter: `owner = ${whose} and state = planned and happened_at < ${tomorrow}`,
      sort: 'happened_at',
    },
    !!activity,
  )
  // A person's own task stays when its lead or opportunity is closed; then it says so.
  const closed = useList(
    'activities',
    {
      filter: `owner = ${whose} and state = planned and (${closedFilter(model)})`,
      sort: 'happened_at',
    },
    planned.entries.some((entry) => entry['lead'] || entry['opportunity']),
  )
  const closedIds = new Set(closed.entries.map(({ id }) => id))
  const steps = useList(
    'opportunity_steps',
    {
      filter: `state = open and opportunity.owner = ${whose} and opportunity.closed_at is empty and due <= ${today}`,
      sort: 'due',
    },
    !!entityByKey(model, 'opportunity_step'),
  )
  const kind = activity && fieldOf(activity, 'kind')
  const kindOf = (entry: Entry) => (kind && choiceOf(kind, entry['kind'])?.label) ?? ''
  const due: Thing[] = thingsOf({
    promises: promises.rows,
    mendsOf,
    planned: planned.entries,
    steps: steps.entries,
    included: { ...planned.included, ...steps.included },
    isClosed: ({ id }) => closedIds.has(id),
    closedWords: t('day.closed'),
    kindOf,
    stepWords: (step) => t('day.step', { step }),
    today,
  })
  const isLoading = promises.isLoading || planned.isLoading || steps.isLoading || mendsLoad
  const error = promises.error ?? planned.error ?? steps.error
  const isClear = !isLoading && !error && due.length === 0
  const reachOf = useReach(model, due)
  const best = useNextBest(model, whose, isClear, now)
  return {
    model,
    principal,
    whose,
    now,
    today,
    things: isClear ? best : due.map(reachOf),
    isClear,
    promiseCount: promises.count,
    isLoading,
    error,
    refetch: () => Promise.all([planned.refetch(), steps.refetch()]),
  }
}

export type Day = ReturnType<typeof useDay>

/**
 * Nobody has reached them, nothing is planned yet, and the number is not known to be wrong: who was tried a moment ago
 * has his turn when it comes.
 */
export const worthATry = (whose: string) =>
  `owner = ${whose} and status in (new, working) and count(activities where outcome = reached) = 0` +
  ' and count(activities where state = planned) = 0' +
  ' and (count(activities where outcome = wrong_number) = 0 or changed(phone) since today - 30 days)'
const bestShown = 3

/** Once the day is clear: leads nobody has reached yet, those that came in last first. */
function useNextBest(model: Model, whose: string, isClear: boolean, now: number): Thing[] {
  const lead = entityByKey(model, 'lead')
  const isKnown = !!lead && ['status', 'owner', 'entered_at'].every((key) => fieldOf(lead, key))
  const found = useList(
    'leads',
    { filter: worthATry(whose), sort: '-entered_at' },
    isClear && isKnown,
  )
  if (!lead) return []
  return found.entries
    .slice(0, bestShown)
    .map((entry) =>
      bestThing(
        entry,
        titleOf(lead, entry),
        t('day.unreached', { ago: showAgo(String(entry['entered_at']), now) }),
      ),
    )
}

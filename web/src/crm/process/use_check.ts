// The server's word on a rule while it is being written: what is wrong with it, and what it would have raised.
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '@/api/problem'
import { checkRule, testRule } from '@/api/process'
import { addDays, currentTime, dayOf } from '@/base/time'
import { useSlowly } from '@/kit/use_slowly'
import type { Values } from '@/model/types'
import { areNumbersGood, definitionOf, type Draft } from './rule'

const waitMs = 350
const busyMs = 2000
const daysTested = 30

/** Its words are written last; without them it can be tried all the same. */
export const trialOf = (draft: Draft): Values => {
  const definition = definitionOf(draft, 'trial')
  const some = (texts: unknown) => (Object.keys(texts as object).length > 0 ? texts : { en: '–' })
  return {
    ...definition,
    sentence: some(definition['sentence']),
    goal: some(definition['goal']),
  }
}

export interface Check {
  /** What is wrong, by part of the rule. */
  problems: Record<string, string>
  /** The rule as it can be tried; null while it cannot be. */
  trial: string | null
}

export function useCheck(draft: Draft, isChanged: boolean): Check {
  const isWorthAsking =
    areNumbersGood(draft) && draft.start.trim() !== '' && draft.expect.trim() !== ''
  const wanted = isWorthAsking ? JSON.stringify(trialOf(draft)) : ''
  const trial = useSlowly(wanted, waitMs)
  const check = useQuery({
    queryKey: ['rule_check', trial],
    queryFn: async ({ signal }) => {
      await checkRule(JSON.parse(trial) as Values, signal)
      return true
    },
    enabled: trial !== '' && isChanged,
    retry: false,
    staleTime: 5000,
  })
  const isSettled = trial === wanted && trial !== ''
  const isGood = isSettled && (!isChanged || check.data === true)
  const problems = check.error instanceof ApiError && trial !== '' ? check.error.byField : {}
  return { problems, trial: isGood ? trial : null }
}

/** The last thirty days, replayed with the rule. `atOnce`: what switching it on raises instead, of all that is late by then. */
export function useTrial(trial: string | null, isWanted: boolean, atOnce = false) {
  const today = dayOf(new Date(currentTime()))
  const from = addDays(today, 1 - daysTested)
  return useQuery({
    queryKey: ['rule_trial', trial, from, atOnce],
    queryFn: ({ signal }) => testRule(JSON.parse(trial!) as Values, from, today, signal, atOnce),
    enabled: trial !== null && isWanted,
    // One at a time: another one's may be running.
    retry: (failures, error) =>
      failures < 10 && error instanceof ApiError && (error.status === 503 || error.status === 0),
    retryDelay: busyMs,
    staleTime: 60_000,
  })
}

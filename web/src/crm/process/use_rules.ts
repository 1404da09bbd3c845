// The rules as they are kept and as they are being rewritten: a draft stays until it is saved or thrown away.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import {
  changeRule,
  createRule,
  readRule,
  refreshRules,
  rulesQuery,
  type Rule,
  type RuleState,
} from '@/api/process'
import { meQuery, queryClient } from '@/api/queries'
import { keepDraft, readDraft } from '@/kit/drafts'
import { sayDone, sayError } from '@/kit/undo'
import type { Values } from '@/model/types'
import {
  changesBetween,
  definitionOf,
  draftOf,
  freshRuleKey,
  newDraft,
  newRung,
  sentenceOf,
  type Draft,
} from './rule'
import { t } from './words'

/** What is being written, and the rule as it was when that began; null for a new one. */
export interface Writing {
  base: Rule | null
  draft: Draft
}
export const newRule = 'new'
type Writings = Record<string, Writing>

/** Kept in this browser: leaving the page or closing it loses no half-written rule. */
const draftPlace = 'rules'
const hasChanged = ({ base, draft }: Writing) =>
  base
    ? Object.keys(changesBetween(draftOf(base), draft)).length > 0
    : JSON.stringify(draft) !== JSON.stringify(newDraft(draft.entity))
/** As it was left; its rungs get rows that nobody else has since. */
const restored = (user: string): Writings =>
  Object.fromEntries(
    Object.entries(readDraft<Writings>(user, draftPlace) ?? {}).map(([id, { base, draft }]) => {
      const then = draft.then.map((rung) => ({ ...rung, row: newRung().row }))
      return [id, { base, draft: { ...draft, then } }]
    }),
  )
const worthKeeping = (writings: Writings): Writings | null => {
  const changed = Object.entries(writings).filter(([, writing]) => hasChanged(writing))
  return changed.length > 0 ? Object.fromEntries(changed) : null
}

export interface Refusal {
  message: string
  byField: Record<string, string>
  /** Someone else was faster: the rule as it is now. */
  theirs?: Rule
}

export interface Rules {
  list: Rule[]
  isLoading: boolean
  error: Error | null
  retry: () => void
  writingOf: (id: string) => Writing | undefined
  hasChanges: (id: string) => boolean
  write: (id: string, draft: Draft) => void
  begin: (entity: string) => void
  discard: (id: string) => void
  /** The rule that now is; null when the server refused, and why stands in `refusal`. */
  save: (id: string, draft: Draft) => Promise<string | null>
  refusal: Refusal | null
  keepMine: (id: string, theirs: Rule) => void
  switchTo: (rule: Rule, state: RuleState) => Promise<void>
}

const wordsFor = (rule: Rule) => sentenceOf(rule.sentence, rule.within)
/** Undo, and the list as it is then. */
const takeBack = (journal: string | null) =>
  journal ? () => undoJournal(journal).finally(refreshRules) : undefined

export function useRules(): Rules {
  const query = useQuery(rulesQuery)
  const list = query.data ?? []
  const me = useSuspenseQuery(meQuery).data.id
  const [writings, setWritings] = useState(() => restored(me))
  useEffect(() => keepDraft(me, draftPlace, worthKeeping(writings)), [me, writings])
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const ruleOf = (id: string) => list.find((rule) => rule.id === id)
  const writingOf = (id: string): Writing | undefined => {
    const rule = ruleOf(id)
    return writings[id] ?? (rule && { base: rule, draft: draftOf(rule) })
  }
  const drop = (id: string) => setWritings(({ [id]: _, ...rest }) => rest)
  const refuse = (error: unknown, theirs?: Rule) => {
    const byField = error instanceof ApiError ? error.byField : {}
    setRefusal({ message: messageOf(error), byField, theirs })
    return null
  }

  const create = async (draft: Draft) => {
    const random = freshKey()
    const definition = definitionOf(draft, freshRuleKey(draft, random))
    const { data, journal } = await createRule({ ...definition, state: 'shadow' }, random)
    drop(newRule)
    sayDone(t('rules.created'), takeBack(journal))
    await refreshRules()
    return data.id
  }
  const change = async (base: Rule, draft: Draft) => {
    const changes = changesBetween(draftOf(base), draft)
    const { journal } = await changedOver(base, changes)
    drop(base.id)
    sayDone(t('rules.saved'), takeBack(journal))
    await refreshRules()
    return base.id
  }

  return {
    list,
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    writingOf,
    hasChanges: (id) => {
      const writing = writings[id]
      return !!writing && (!writing.base || hasChanged(writing))
    },
    write: (id, draft) => {
      setRefusal(null)
      setWritings((all) => ({
        ...all,
        [id]: { base: (all[id] ? all[id].base : ruleOf(id)) ?? null, draft },
      }))
    },
    begin: (entity) => {
      setRefusal(null)
      setWritings((all) => ({
        ...all,
        [newRule]: all[newRule] ?? { base: null, draft: newDraft(entity) },
      }))
    },
    discard: (id) => {
      setRefusal(null)
      drop(id)
    },
    save: async (id, draft) => {
      const base = writingOf(id)?.base ?? null
      setRefusal(null)
      try {
        return await (base ? change(base, draft) : create(draft))
      } catch (error) {
        return refuse(error, error instanceof Overtaken ? error.now : undefined)
      }
    },
    refusal,
    keepMine: (id, theirs) => {
      setRefusal(null)
      setWritings((all) => (all[id] ? { ...all, [id]: { ...all[id], base: theirs } } : all))
    },
    switchTo,
  }
}

class Overtaken extends ApiError {
  constructor(
    readonly now: Rule,
    cause: ApiError,
  ) {
    super(cause.status, cause.code, cause.message)
  }
}

/** What somebody else did to other parts of the rule meanwhile is no quarrel. */
async function changedOver(base: Rule, changes: Values) {
  try {
    return await changeRule(base, changes)
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isConflict) throw error
    const now = await readRule(base.id)
    const theirs = Object.keys(changesBetween(draftOf(base), draftOf(now)))
    if (Object.keys(changes).some((key) => theirs.includes(key))) throw new Overtaken(now, error)
    return changeRule(now, changes)
  }
}

const putState = (id: string, state: RuleState) =>
  queryClient.setQueryData(rulesQuery.queryKey, (all) =>
    all?.map((rule) => (rule.id === id ? { ...rule, state } : rule)),
  )

/** At once; the server's answer brings the rest. */
async function switchTo(rule: Rule, state: RuleState) {
  putState(rule.id, state)
  try {
    const { journal } = await changedOver(rule, { state })
    const done = { off: 'rules.now_off', shadow: 'rules.now_shadow', on: 'rules.now_on' } as const
    sayDone(t(done[state], { rule: wordsFor(rule) }), takeBack(journal))
    await refreshRules()
  } catch (error) {
    putState(rule.id, rule.state)
    sayError(error)
  }
}

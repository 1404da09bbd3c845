// One change or act on all chosen records: one request, one undo. Many records become a job, whose progress is
// asked for until it ends.
import { useEffect, useState } from 'react'
import {
  bulkChange,
  readJob,
  tryChange,
  undoJournal,
  type BulkWork,
  type Chosen,
  type Job,
} from '@/api/calls'
import { askEveryMs, isGoing, takeBackJob } from '@/api/jobs'
import { queryClient } from '@/api/queries'
import type { Keep } from '@/api/waiting'
import { t, tn } from '@/base/words'
import { sendWhole } from '@/kit/missing/missing'
import { say, sayDone, sayError } from '@/kit/undo'
import type { Entity, Entry, Values } from '@/model/types'
import { pick, showInLists } from '@/kit/edits'
import { actOnMany, refusedWords } from './act_on_many'

export interface RunningJob {
  job: Job
  label: string
}

export function refreshLists(plural: string) {
  const shown = [
    ['entries', plural],
    ['entry', plural],
    ['pulse', plural],
  ]
  for (const queryKey of [...shown, ['exceptions'], ['timeline']])
    void queryClient.invalidateQueries({ queryKey })
}

/** More become a job, which asks nothing: whether something is missing is found out by one of them. */
const askedAtOnce = 500
async function changeAll(plural: string, chosen: Chosen, change: Values, keep?: Keep) {
  if (!('ids' in chosen) || chosen.ids.length > askedAtOnce) await tryChange(plural, chosen, change)
  return bulkChange(plural, chosen, { change }, keep)
}

/** A change without a connection: of records whose values the reader has seen, no more than are changed at once. */
export const mayWait = (chosen: Chosen, atHand: Entry[]) =>
  'ids' in chosen && chosen.ids.length <= askedAtOnce && atHand.length === chosen.ids.length

export interface Many {
  chosen: Chosen
  /** All of them, else none. */
  atHand: Entry[]
  /** Of what is asked, if something is. */
  sub?: string
}

type Sent =
  | (Awaited<ReturnType<typeof bulkChange>> & { takeBack?: (() => Promise<unknown>) | undefined })
  | undefined

/** What bulk work there is, and the jobs it has become. */
export function useBulk(entity: Entity) {
  const [running, setRunning] = useState<RunningJob | null>(null)
  useJob(entity, running, setRunning)
  const { plural } = entity

  const send = (many: Many, work: BulkWork, said: string, putBack: () => void): Promise<Sent> => {
    const { chosen, atHand, sub } = many
    const keepOf = (change: Values): Keep => ({
      said,
      about: { entity: entity.key, ids: atHand.map(({ id }) => id) },
      before: Object.fromEntries(
        atHand.map((entry) => [entry.id, pick(entry, Object.keys(change))]),
      ),
      putBack,
    })
    if ('change' in work)
      return sendWhole({ entity, sub }, work.change, (change) =>
        changeAll(plural, chosen, change, mayWait(chosen, atHand) ? keepOf(change) : undefined),
      )
    const act = entity.acts.find(({ key }) => key === work.act)
    if (!act) return bulkChange(plural, chosen, work)
    return actOnMany(entity, chosen, act, work.input ?? {}, () => refreshLists(plural))
  }
  /** `label` says what was done, as a sentence for n records would begin. Whether it was taken. */
  const run = async (many: Many, work: BulkWork, label: string) => {
    const { chosen, atHand } = many
    const isShown = 'change' in work && 'ids' in chosen
    const takeBackShown = isShown ? showInLists(plural, new Set(chosen.ids), work.change) : () => {}
    try {
      const said = tn('bulk.done', atHand.length, { label })
      const done = await send(many, work, said, takeBackShown)
      if (!done) {
        takeBackShown()
        return false
      }
      const { job, changed, journal } = done
      const takeBackAll = done.takeBack ?? (journal ? () => undoJournal(journal) : undefined)
      if (job) {
        setRunning({ job, label })
        return true
      }
      refreshLists(plural)
      const takeBack = takeBackAll && (() => takeBackAll().then(() => refreshLists(plural)))
      sayDone(tn('bulk.done', changed, { label }), takeBack)
      return true
    } catch (error) {
      takeBackShown()
      sayError(error)
      throw error
    }
  }
  return { run, running }
}

function useJob(
  entity: Entity,
  running: RunningJob | null,
  setRunning: (next: RunningJob | null) => void,
) {
  const id = running?.job.id
  useEffect(() => {
    if (!id || !running) return
    const asking = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      try {
        const job = await readJob(id, asking.signal)
        if (asking.signal.aborted) return
        if (isGoing(job)) {
          setRunning({ job, label: running.label })
          timer = setTimeout(() => void ask(), askEveryMs)
        } else {
          setRunning(null)
          tellEnd(entity, job, running.label)
        }
      } catch (error) {
        if (asking.signal.aborted) return
        setRunning(null)
        sayError(error)
      }
    }
    void ask()
    return () => {
      asking.abort()
      clearTimeout(timer)
    }
  }, [id])
}

function tellEnd(entity: Entity, job: Job, label: string) {
  refreshLists(entity.plural)
  if (job.state !== 'done')
    return sayError(new Error(job.result?.message ?? t('bulk.failed', { label })))
  const changed = job.result?.changed ?? job.done - job.refused
  const refused = job.refused > 0 ? ` ${tn('bulk.refused', job.refused)}` : ''
  const takeBack = async () => {
    say(t('bulk.undoing'))
    await takeBackJob(job.id).finally(() => refreshLists(entity.plural))
  }
  const lacked = refusedWords(entity, job.result?.refused ?? [])
  sayDone(tn('bulk.done', changed, { label }) + refused, takeBack, lacked)
}

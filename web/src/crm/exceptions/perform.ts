import { handleBundle, handleExceptions, refreshExceptions } from '@/api/exceptions'
import { readException, undoJournal, type ExceptionAct } from '@/api/calls'
import { currentTime, showMomentWithin } from '@/base/time'
import { t, tn } from '@/base/words'
import { sayDone, sayError, sayMore, untilTold } from '@/kit/undo'
import type { ExceptionRow, Person } from '@/model/types'
import { channelName, stateName } from './told'

/** An act with what its toast needs to say. */
export type Deed = ExceptionAct & { person?: Person | null }

function saidOf(deed: Deed, first: ExceptionRow | undefined, count: number): string {
  const owner = first?.owner?.name ?? t('person.nobody')
  const one = (() => {
    switch (deed.act) {
      case 'remind':
        return t('done.reminded', { name: owner })
      case 'reassign':
        return t('done.reassigned', { name: deed.person?.name ?? '' })
      case 'snooze':
        return t('done.snoozed', { when: showMomentWithin(deed.until) })
      case 'accept':
        return t(deed.reason === 'rule_wrong' ? 'done.accepted_rule' : 'done.accepted')
    }
  })()
  return count > 1 ? `${one} · ${tn('exceptions.count', count)}` : one
}

/** For the list of what waits. */
function wordsOf(deed: Deed, rows: ExceptionRow[]) {
  const [first] = rows
  if (!first) return undefined
  const name = rows.length === 1 && (first.record.title || first.title)
  return {
    said: [saidOf(deed, first, rows.length), name].filter(Boolean).join(' · '),
    about: { entity: first.record.entity, ids: rows.map(({ record }) => record.id) },
  }
}

/** By what way the reminder goes and how far it has come: the words of the evidence. */
async function tellHow(toast: string, [first]: string[]) {
  if (!first) return
  const { evidence } = await readException(first).catch(() => ({ evidence: null }))
  const told = evidence?.told.find(({ rung }) => rung === 'reminded')
  if (told && evidence)
    sayMore(
      toast,
      `${channelName(told.channel)} · ${stateName(told, evidence.mail, currentTime())}`,
    )
}

/**
 * Sends the act; the list has already let the rows go. `restored` hears which rows an undo
 * brought back. False: nothing was taken, and what was typed with it should not be lost.
 */
export async function perform(
  rows: ExceptionRow[],
  deed: Deed,
  restored: (ids: string[]) => void,
): Promise<boolean> {
  const { person: _, ...act } = deed
  try {
    const { done, journal, refusal } = await untilTold(
      handleExceptions(
        rows.map((row) => row.id),
        act,
        wordsOf(deed, rows),
      ),
    )
    const takeBack = async () => {
      await undoJournal(journal!)
      await refreshExceptions()
      restored(done)
    }
    const toast = sayDone(
      saidOf(
        deed,
        rows.find((row) => done.includes(row.id)),
        done.length,
      ),
      journal ? takeBack : undefined,
    )
    if (deed.act === 'remind') void tellHow(toast, done)
    if (done.length < rows.length)
      sayError(
        new Error(tn('done.refused', rows.length - done.length, { why: refusal ?? '' }).trim()),
      )
    return true
  } catch (error) {
    sayError(error)
    return false
  }
}

/** The same with all that a folded line stands for; `within` is what the list is narrowed to. */
export async function performOnBundle(
  first: ExceptionRow,
  within: string | undefined,
  deed: Deed,
  restored: () => void,
): Promise<boolean> {
  const { person: _, ...act } = deed
  try {
    const { changed, takeBack } = await untilTold(handleBundle(first, within, act))
    sayDone(saidOf(deed, first, changed), async () => {
      await takeBack()
      await refreshExceptions()
      restored()
    })
    return true
  } catch (error) {
    sayError(error)
    return false
  }
}

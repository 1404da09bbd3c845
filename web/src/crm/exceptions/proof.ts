// What the page reads out of the evidence of an exception, in plain words.
import { showClock, showClockIn } from '@/base/time'
import type { Evidence, ExceptionRow, JournalRow } from '@/model/types'

/** Fields with their values say less than one sentence: "Status: New; Activities: 0". */
export const isListOfFacts = (see: string) => /[:：]/.test(see)

const isBeginning = (row: JournalRow, started: string) => Date.parse(row.at) === Date.parse(started)

/** What was recorded since the clock began; `beginning`: what it began with. */
export function sinceStart({ since }: Evidence, { started_at: started }: ExceptionRow) {
  return {
    since: since.filter((row) => !isBeginning(row, started)),
    beginning: since.find((row) => isBeginning(row, started)),
  }
}

/** So many of the newest entries are told with an exception. */
const mostTold = 20
export const isCutShort = ({ since }: Evidence) => since.length >= mostTold

/** What people have recorded since the clock began, newest first; what rules do by themselves does not count. */
export const doneSince = (evidence: Evidence, row: ExceptionRow): JournalRow[] =>
  sinceStart(evidence, row)
    .since.filter(
      ({ channel, act, undone_by }) => channel !== 'rule' && act !== 'undo' && !undone_by,
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))

/**
 * The derivation is told by the clock of the owner's office: does the reader's show another time? Evidence without a
 * zone shows it by the time it ends with.
 */
export function isOtherClock({ clock, time_zone: zone }: Evidence, row: ExceptionRow): boolean {
  if (zone)
    return [row.started_at, row.due_at].some((at) => showClockIn(at, zone) !== showClock(at))
  const end = /(\d\d:\d\d)\D*$/.exec(clock)?.[1]
  return end !== undefined && end !== showClock(row.due_at)
}

// What the page reads out of the evidence of an exception, in plain words.
import { showClock, showClockIn } from '@/base/time'
import type { Evidence, ExceptionRow, JournalRow } from '@/model/types'

/** Several facts in a row say less than one sentence. */
export const isListOfFacts = (see: string) => see.includes('; ')

const isBeginning = (row: JournalRow, started: string) => Date.parse(row.at) === Date.parse(started)

/** What was recorded since the clock began; `beginning`: what it began with. */
export function sinceStart({ since }: Evidence, { started_at: started }: ExceptionRow) {
  return {
    since: since.filter((row) => !isBeginning(row, started)),
    beginning: since.find((row) => isBeginning(row, started)),
  }
}

/** People have recorded nothing since the clock began; what rules do by themselves does not count. */
export const isSilent = (evidence: Evidence, row: ExceptionRow) =>
  row.state !== 'closed' &&
  sinceStart(evidence, row).since.every(({ channel }) => channel === 'rule')

/** The derivation is told by the clock of the owner's office: does the reader's show another time? */
export function isOtherClock(clock: string, row: ExceptionRow): boolean {
  const end = /(\d\d:\d\d)\D*$/.exec(clock)?.[1]
  return end !== undefined && end !== showClock(row.due_at)
}

/** The zone, of those in use, in which the deadline shows the time the derivation ends with. */
export const zoneOfClock = (clock: string, row: ExceptionRow, zones: string[]) =>
  zones.find(
    (zone) =>
      clock.trimEnd().endsWith(showClockIn(row.due_at, zone)) &&
      clock.includes(showClockIn(row.started_at, zone)),
  )

// What a newcomer has done already, by what the server has taken; kept on this machine.
import type { Done } from '@/api/client'
import type { JournalRow } from '@/model/types'

export const lessons = ['call', 'lead', 'qualify', 'exception', 'find'] as const
export type Lesson = (typeof lessons)[number]

export interface Progress {
  done: Lesson[]
  isHidden: boolean
  /** Since when the person is here; ISO moment. */
  since?: string
  /** The journal has been looked through for what was done on another machine. */
  isLookedUp?: boolean
}

const calls: [Lesson, RegExp][] = [
  ['call', /^POST \/\w+\/\d+\/log_call$/],
  ['lead', /^POST \/leads$/],
  ['qualify', /^POST \/leads\/\d+\/qualify$/],
  ['exception', /^POST \/exceptions\/(bulk|\d+\/(remind|reassign|snooze|accept))$/],
  ['find', /^GET \/search$/],
]

/** The lesson that a call to the server was, if any; a dry run is no deed, nor is a look into one list. */
export function lessonOf(...[method, path, query]: Parameters<Done>): Lesson | undefined {
  if (query?.['dry_run'] || query?.['entity']) return undefined
  return calls.find(([, look]) => look.test(`${method} ${path}`))?.[0]
}

const settles = ['remind', 'reassign', 'snooze', 'accept']
/** The same by the journal, for who has learned on another machine. */
export function lessonIn({ entity, act }: Pick<JournalRow, 'entity' | 'act'>): Lesson | undefined {
  if (act === 'log_call') return 'call'
  if (entity === 'lead' && act === 'create') return 'lead'
  if (entity === 'lead' && act === 'qualify') return 'qualify'
  return entity === 'exception' && settles.includes(act) ? 'exception' : undefined
}

const keyOf = (user: string) => `vigil.learn.${user}`

export function readProgress(user: string): Progress {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(user)) ?? '{}') as Partial<Progress>
    const done = lessons.filter((lesson) => kept.done?.includes(lesson))
    return {
      done,
      isHidden: kept.isHidden === true,
      ...(typeof kept.since === 'string' && { since: kept.since }),
      ...(kept.isLookedUp === true && { isLookedUp: true }),
    }
  } catch {
    return { done: [], isHidden: false } // somebody else's text under our name
  }
}

const newForMs = 30 * 86_400_000
/** False as well while it is not known. */
export const isNew = ({ since }: Progress, now: number) => now - Date.parse(since ?? '') < newForMs

export const keepProgress = (user: string, progress: Progress) =>
  localStorage.setItem(keyOf(user), JSON.stringify(progress))

// One toast at a time with Undo; earlier acts stay undoable by ⌘Z.
import { Toast } from '@base-ui/react/toast'
import { writesDone } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import { hasWaiting } from '@/api/waiting'
import { t } from '@/base/words'

type UndoStep = () => Promise<unknown>

/** What one may do about what is told, beside taking it back. */
export interface Offer {
  label: string
  keys: string
  run: () => void
}
export interface Told {
  offer?: Offer
  /** The key of the rule that stood in the way: a link leads there. */
  rule?: string
}

export const toasts = Toast.createToastManager<Told>()
type Said = Parameters<typeof toasts.add>[0]
const undoMs = 6000
const errorMs = 10_000

/** What can be taken back, and what was said of it. */
const steps: { takeBack: UndoStep; title: string }[] = []

/** What was said before there was anything to show it; the file of the toasts is fetched late. */
let early: Said[] | null = []
let count = 0

function tell(said: Said) {
  const numbered = { id: `said-${++count}`, ...said }
  if (!early) return toasts.add(numbered)
  early.push(numbered)
  return numbered.id
}

/** The toasts can be seen from now on. */
export function showToasts() {
  const waiting = early ?? []
  early = null
  waiting.forEach((said) => toasts.add(said))
}

export const say = (title: string) => tell({ title, timeout: undoMs })
export const sayError = (error: unknown) =>
  tell({
    title: messageOf(error),
    timeout: errorMs,
    type: 'error',
    priority: 'high',
    data: { rule: error instanceof ApiError ? error.guideline : undefined },
  })

/** What is asked of the server between its answer to an act and the telling of it: mod+Z waits for it. */
const untold = new Set<Promise<unknown>>()
export async function untilTold<T>(asked: Promise<T>): Promise<T> {
  untold.add(asked)
  try {
    return await asked
  } finally {
    setTimeout(() => untold.delete(asked)) // once it is told
  }
}

/**
 * Tells what was done and offers to take it back. As soon as the server has answered, before anything else is asked of
 * it, unless by `untilTold`: until then mod+Z would mean the act before. `about` is its second line.
 */
export function sayDone(title: string, takeBack?: UndoStep, about?: string) {
  // In order: what is done while something waits waits behind it.
  const lines = [about, hasWaiting() && t('waiting.kept')].filter(Boolean)
  const description = lines.join(' · ') || undefined
  if (!takeBack) return tell({ title, description, timeout: undoMs })
  const step = { takeBack, title }
  steps.push(step)
  return tell({
    title,
    description,
    timeout: undoMs,
    actionProps: { children: t('undo.undo'), onClick: () => void runUndo(step) },
  })
}

/** A second line, known a moment later. */
export function sayMore(toast: string, description: string, offer?: Offer) {
  const more = { description, ...(offer && { data: { offer } }) }
  const waiting = early?.find(({ id }) => id === toast)
  if (waiting) Object.assign(waiting, more)
  else toasts.update(toast, more)
}

async function runUndo(step: (typeof steps)[number]) {
  const index = steps.indexOf(step)
  if (index < 0) return // taken back already
  steps.splice(index, 1)
  toasts.close()
  try {
    await step.takeBack()
    tell({ title: t('undo.done'), description: step.title, timeout: undoMs })
  } catch (error) {
    sayError(error)
  }
}

/** Undefined when there is nothing that was answered and not told yet. */
const allTold = (): Promise<unknown> | undefined =>
  untold.size === 0
    ? undefined
    : Promise.allSettled(untold).then(() => new Promise((goOn) => setTimeout(goOn)))

/** What is still on its way to the server is what was done last: it arrives, then it is taken back. */
export async function undoLast() {
  // An act may be several calls: the first answer does not mean that it is done.
  for (let arriving; (arriving = writesDone() ?? allTold()); ) await arriving
  const step = steps.at(-1)
  if (step) void runUndo(step)
  else say(t('undo.nothing'))
}

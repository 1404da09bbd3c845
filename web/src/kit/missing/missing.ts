// A change or an act the server takes only with other fields filled: they are asked for, and it is sent again with them.
import { ApiError } from '@/api/problem'
import { meQuery, modelQuery, queryClient } from '@/api/queries'
import { currentTime, timeZone } from '@/base/time'
import { labelled, listOf, t, tn } from '@/base/words'
import { fieldOf, fieldsOf, mayEdit } from '@/model/catalogue'
import type { Entity, Field, Me, Model, Values } from '@/model/types'
import { choiceOf, draftOf } from '@/model/values'

export interface Question {
  title: string
  /** Of which record, or of how many. */
  sub: string | undefined
  /** What to ask, in the order of the model. */
  fields: Field[]
  /** What sends it. */
  label: string
  /** Throws what the form shows. */
  answer: (values: Values) => Promise<void>
  close: () => void
}

export interface About {
  entity: Entity
  /** Known at once, or found out by what is missing; meanwhile nothing is said. */
  sub?: string | ((missing: Field[]) => Promise<string | undefined>)
  /** As it stands, where it is at hand: what the change is known to need is asked for before anything is sent. */
  record?: Values
  /** What is to be done, where it is an act: its label, and the keys it asks by itself. */
  act?: { label: string; fields: { key: string }[] }
}

let asked: Question | null = null
const listeners = new Set<() => void>()
function ask(question: Question | null) {
  asked = question
  listeners.forEach((listener) => listener())
}
export const currentQuestion = () => asked
export function whenAsked(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const isMissed = (code: string) => /^(one_of_)?required/.test(code)

/** The other fields the server wants filled; none where something else is wrong, or another has to fill them. */
export function missingFields({ entity, act }: About, change: Values, error: unknown): Field[] {
  if (!(error instanceof ApiError) || !error.errors.every(({ code }) => isMissed(code))) return []
  const keys = new Set(error.errors.map(({ field }) => field))
  const isAsked = (key: string) => key in change || !!act?.fields.some((field) => field.key === key)
  if ([...keys].some(isAsked)) return []
  const fields = fieldsOf(entity, [...keys])
  return fields.length === keys.size && fields.every((field) => mayEdit(entity, field))
    ? fields.toSorted((a, b) => entity.fields.indexOf(a) - entity.fields.indexOf(b))
    : []
}

const mostNamed = 3

/** "Lost: Why lost", "Qualify: 10 entries are missing" */
function titleFor({ entity, act }: About, change: Values, fields: Field[]): string {
  const labels =
    fields.length > mostNamed
      ? tn('missing.count', fields.length)
      : listOf(fields.map(({ label }) => label))
  if (act) return labelled(act.label, labels)
  const about = Object.entries(change).map(([key, value]) => {
    const field = fieldOf(entity, key)
    return field && (choiceOf(field, value)?.label ?? field.label)
  })[0]
  return about ? labelled(about, labels) : labels
}

/** Sends the change, after asking for what it lacks. Undefined: the reader did not answer, nothing is changed. */
export async function sendWhole<T>(
  about: About,
  change: Values,
  send: (change: Values) => Promise<T>,
): Promise<T | undefined> {
  const known = await foreseen(about, change)
  if (known.length > 0) return askFor(known, about, change, send)
  try {
    return await send(change)
  } catch (error) {
    const fields = missingFields(about, change, error)
    if (fields.length === 0) throw error
    return askFor(fields, about, change, send)
  }
}

/** Conditions weigh much, and few fields have one. */
async function foreseen({ entity, record }: About, change: Values): Promise<Field[]> {
  if (!record || !entity.fields.some(({ required_when: when }) => when)) return []
  const model = queryClient.getQueryData<Model>(modelQuery().queryKey)
  const needed = await import('@/model/needed').catch(() => null)
  if (!model || !needed) return []
  const me = queryClient.getQueryData<Me>(meQuery.queryKey)
  const fields = needed.neededFor(change, record, entity, model, {
    now: BigInt(Math.round(currentTime())) * 1000n,
    timeZone: timeZone(),
    me: me?.id ?? null,
    myTeam: me?.team?.id ?? null,
  })
  return fields.every((field) => mayEdit(entity, field)) ? fields : []
}

function askFor<T>(
  missing: Field[],
  about: About,
  change: Values,
  send: (change: Values) => Promise<T>,
): Promise<T | undefined> {
  const { sub, act } = about
  const label = act?.label ?? t('missing.send')
  asked?.close()
  return new Promise((resolve, reject) => {
    const close = () => {
      ask(null)
      resolve(undefined)
    }
    const pose = (fields: Field[], given: Values) => {
      const title = titleFor(about, change, fields)
      const needed = fields.map((field) => asNeeded(field, given))
      const posed = { title, fields: needed, label, answer, close }
      ask({ ...posed, sub: typeof sub === 'string' ? sub : undefined })
      if (typeof sub === 'function') void findSub(posed, sub(fields))
      async function answer(values: Values) {
        const whole = { ...change, ...values }
        try {
          const done = await send(whole)
          ask(null)
          resolve(done)
        } catch (error) {
          const known = Object.fromEntries(fields.map(({ key }) => [key, null]))
          const more = missingFields(about, { ...whole, ...known }, error)
          if (more.length > 0) return pose([...fields, ...more], values)
          if (!(error instanceof ApiError && error.isConflict)) throw error
          ask(null)
          reject(error)
        }
      }
    }
    pose(missing, {})
  })
}

/** Shown where it is still asked; the question is the same without it. */
async function findSub(posed: Omit<Question, 'sub'>, finding: Promise<string | undefined>) {
  const sub = await finding.catch(() => undefined)
  if (sub && asked?.answer === posed.answer) ask({ ...posed, sub })
}

/** What was answered already stands there again. */
const asNeeded = (field: Field, given: Values): Field => ({
  ...field,
  required: true,
  default: field.key in given ? draftOf(field, given[field.key]) : undefined,
})

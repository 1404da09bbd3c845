// An act sent with what its record lacks: that is asked for, saved, and the act done again.
import { actOn, changeEntry, readEntry, undoJournal } from '@/api/calls'
import { isCutOff } from '@/api/events'
import { refreshEntry } from '@/api/queries'
import type { About } from '@/api/waiting'
import { currentTime } from '@/base/time'
import { listOf, t } from '@/base/words'
import { sendWhole, type About as AskedAbout } from '@/kit/missing/missing'
import { sayDone, untilTold } from '@/kit/undo'
import { fieldsOf } from '@/model/catalogue'
import { callAct } from './call_act'
import type { Act, Entity, Value, Values } from '@/model/types'

export interface OfRecord {
  id: string
  title?: string
  /** What it is about, where it is another record's part. */
  about?: About
  /** Shows again what stood there, should the act be taken back before it was sent. */
  putBack?: () => void
}

export interface Acted {
  data: unknown
  /** Undefined where nothing can be taken back. */
  takeBack: (() => Promise<void>) | undefined
}

const takerBack = (journals: (string | null)[]) => {
  const undoable = journals.filter((journal) => journal !== null)
  if (undoable.length === 0) return undefined
  return async () => {
    for (const journal of undoable.toReversed()) await undoJournal(journal)
  }
}

const isSame = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b)

interface Deed<Done> {
  about: AskedAbout & { act: Act }
  /** Takes answers into what they are missing in, and notes at each change what takes it back. */
  save: (answers: Values, note: (journal: string | null) => void) => Promise<void>
  act: () => Promise<Done>
  refresh: () => void
}

/** Undefined: the reader did not answer; what he had answered before stays saved and is told. */
export async function doWhole<Done extends { journal: string | null }>(
  deed: Deed<Done>,
): Promise<(Done & Pick<Acted, 'takeBack'>) | undefined> {
  const { about, refresh } = deed
  const journals: (string | null)[] = []
  const keys = new Set<string>()
  let saved: Values = {}
  const save = async (answers: Values) => {
    const fresh = Object.entries(answers).filter(([key, value]) => !isSame(saved[key], value))
    if (fresh.length === 0) return
    fresh.forEach(([key]) => keys.add(key))
    await deed.save(Object.fromEntries(fresh), (journal) => void journals.push(journal))
    saved = answers
  }
  const tellSaved = () => {
    if (journals.length === 0) return
    refresh()
    const fields = listOf(fieldsOf(about.entity, [...keys]).map(({ label }) => label))
    const takeBack = takerBack(journals)
    sayDone(t('missing.saved', { fields }), takeBack && (() => takeBack().then(refresh)))
  }
  try {
    const done = await sendWhole(about, {}, async (answers) => {
      await save(answers)
      return deed.act()
    })
    if (!done) return void tellSaved()
    journals.push(done.journal)
    return { ...done, takeBack: takerBack(journals) }
  } catch (error) {
    tellSaved()
    throw error
  }
}

/** Done without a connection: of nothing they answer does anything else depend. */
const mayWait = new Set([callAct, 'complete_step'])

/** What is to be sent later happened now. */
function asOfNow(act: Act, values: Values): Values {
  const isAsked = act.fields.some(({ key }) => key === 'happened_at')
  if (!isAsked || values['happened_at'] || !isCutOff()) return values
  return { ...values, happened_at: new Date(currentTime()).toISOString() }
}

export async function actWhole(
  entity: Entity,
  { id, title, about, putBack }: OfRecord,
  act: Act,
  values: Values,
): Promise<Acted | undefined> {
  let etag: string | undefined
  return doWhole({
    about: { entity, sub: title, act },
    save: async (answers, note) => {
      etag ??= (await untilTold(readEntry(entity.plural, id))).etag
      const done = await changeEntry(entity.plural, id, answers, etag)
      etag = done.etag ?? undefined
      note(done.journal)
    },
    act: () => {
      if (!mayWait.has(act.key)) return actOn(entity.plural, id, act.key, values)
      const said = [act.label, title].filter(Boolean).join(' · ')
      return actOn(entity.plural, id, act.key, asOfNow(act, values), {
        said,
        about: about ?? { entity: entity.key, ids: [id] },
        putBack,
      })
    },
    refresh: () => refreshEntry(entity.plural, id),
  })
}

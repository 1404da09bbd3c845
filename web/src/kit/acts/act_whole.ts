// An act sent with what its record lacks: that is asked for, saved, and the act done again.
import { actOn, changeEntry, readEntry, undoJournal } from '@/api/calls'
import { refreshEntry } from '@/api/queries'
import { listOf, t } from '@/base/words'
import { sendWhole } from '@/kit/missing/missing'
import { sayDone } from '@/kit/undo'
import { fieldsOf } from '@/model/catalogue'
import type { Act, Entity, Value, Values } from '@/model/types'

export interface OfRecord {
  id: string
  title?: string
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

/** Undefined: the reader did not answer; what he had answered before stays saved and is told. */
export async function actWhole(
  entity: Entity,
  { id, title }: OfRecord,
  act: Act,
  values: Values,
): Promise<Acted | undefined> {
  const journals: (string | null)[] = []
  let saved: Values = {}
  let etag: string | undefined
  const save = async (answers: Values) => {
    const fresh = Object.entries(answers).filter(([key, value]) => !isSame(saved[key], value))
    if (fresh.length === 0) return
    etag ??= (await readEntry(entity.plural, id)).etag
    const done = await changeEntry(entity.plural, id, Object.fromEntries(fresh), etag)
    journals.push(done.journal)
    saved = answers
    etag = done.etag ?? undefined
  }
  const tellSaved = () => {
    if (journals.length === 0) return
    const refresh = () => refreshEntry(entity.plural, id)
    refresh()
    const fields = listOf(fieldsOf(entity, Object.keys(saved)).map(({ label }) => label))
    const takeBack = takerBack(journals)
    sayDone(t('missing.saved', { fields }), takeBack && (() => takeBack().then(refresh)))
  }
  try {
    const done = await sendWhole({ entity, sub: title, act }, {}, async (answers) => {
      await save(answers)
      return actOn(entity.plural, id, act.key, values)
    })
    if (!done) return void tellSaved()
    journals.push(done.journal)
    return { data: done.data, takeBack: takerBack(journals) }
  } catch (error) {
    tellSaved()
    throw error
  }
}

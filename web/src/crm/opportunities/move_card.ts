// From one column to another: shown at once, sent as one change, taken back when the server refuses.
import type { InfiniteData } from '@tanstack/react-query'
import { changeEntry, undoJournal } from '@/api/calls'
import { entriesQuery, queryClient, refreshEntry } from '@/api/queries'
import { pick } from '@/kit/edits'
import { sendWhole } from '@/kit/missing/missing'
import { sayDone, sayError } from '@/kit/undo'
import { titleOf } from '@/model/catalogue'
import type { Entity, Entry, Included, Page, Values } from '@/model/types'
import { seekCard } from './sought'

type List = InfiniteData<Page<Entry>, string | null>

export const boardSort = 'close_date'
/** The cards of a column. */
export const cardsQuery = (entity: Entity, condition: string) =>
  entriesQuery(entity.plural, { filter: condition, sort: boardSort })

export const isColumnQuery = (query: unknown) =>
  typeof query === 'object' && (query as { sort?: unknown } | null)?.sort === boardSort

/** Where the server would put it, among what is loaded; days without a value come first or last there. */
function withEntry(list: List, entry: Entry, included: Included): List {
  const day = String(entry['close_date'] ?? '')
  const place = list.pages.findIndex((page) =>
    page.data.some((one) => String(one['close_date'] ?? '') > day),
  )
  const target = place < 0 ? list.pages.length - 1 : place
  return {
    ...list,
    pages: list.pages.map((page, index) => {
      const count = page.count === undefined ? undefined : page.count + 1
      if (index !== target) return { ...page, count }
      const before = page.data.findIndex((one) => String(one['close_date'] ?? '') > day)
      const data = [...page.data]
      data.splice(before < 0 ? data.length : before, 0, entry)
      return { ...page, data, count, included: { ...included, ...page.included } }
    }),
  }
}

const withoutEntry = (list: List, id: string): List => ({
  ...list,
  pages: list.pages.map((page) => ({
    ...page,
    data: page.data.filter((one) => one.id !== id),
    count: page.count === undefined ? undefined : page.count - 1,
  })),
})

export interface Move {
  entry: Entry
  change: Values
  /** Conditions of the column it leaves and of the one it comes into. */
  from: string
  into: string
  said: string
}

/** Puts the card into the other column; answers what puts it back. */
async function moveInCache(entity: Entity, { entry, change, ...move }: Move) {
  const [from, into] = [move.from, move.into].map((one) => cardsQuery(entity, one).queryKey)
  // An answer from before the move would bring the card back.
  await Promise.all([from!, into!].map((queryKey) => queryClient.cancelQueries({ queryKey })))
  const source = queryClient.getQueryData<List>(from!)
  const included = Object.assign({}, ...(source?.pages ?? []).map((page) => page.included ?? {}))
  if (source) queryClient.setQueryData(from!, withoutEntry(source, entry.id))
  const target = queryClient.getQueryData<List>(into!)
  if (target) queryClient.setQueryData(into!, withEntry(target, { ...entry, ...change }, included))
  return () => {
    queryClient.setQueryData(into!, target)
    queryClient.setQueryData(from!, source)
  }
}

/** The card takes the focus with it; whoever works by keyboard goes on with the next one. */
function placeOf(id: string): () => void {
  const card = document.querySelector(`[data-card="${id}"]`)
  const cards = [...(card?.closest('[data-column]')?.querySelectorAll('[data-card]') ?? [])]
  const at = cards.indexOf(card!)
  const next = (cards[at + 1] ?? cards[at - 1])?.getAttribute('data-card')
  return () =>
    requestAnimationFrame(() => {
      if (!next || document.activeElement !== document.body) return
      document.querySelector<HTMLElement>(`[data-card="${next}"] a`)?.focus()
    })
}

/** What the server wants to know first is asked for; meanwhile the card stands where it is to go. */
export async function moveCard(entity: Entity, move: Move) {
  const { entry } = move
  const keepPlace = placeOf(entry.id)
  const putBack = await moveInCache(entity, move)
  keepPlace()
  const about = { entity, sub: titleOf(entity, entry), record: entry }
  try {
    const done = await sendWhole(about, move.change, (change) =>
      changeEntry(entity.plural, entry.id, change, `"${entry.version}"`, {
        said: move.said,
        about: { entity: entity.key, ids: [entry.id] },
        before: { [entry.id]: pick(entry, Object.keys(change)) },
        putBack,
      }),
    )
    if (!done) return putBack()
    const { journal } = done
    const takeBack = async () => {
      await undoJournal(journal!)
      await refreshEntry(entity.plural, entry.id)
      seekCard(entry.id)
    }
    sayDone(move.said, journal ? takeBack : undefined)
  } catch (error) {
    putBack()
    sayError(error)
  } finally {
    void refreshEntry(entity.plural, entry.id)
  }
}

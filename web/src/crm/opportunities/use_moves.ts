// From one stage to another: shown at once, sent as one change, taken back when the server refuses.
import type { InfiniteData } from '@tanstack/react-query'
import { changeEntry, undoJournal } from '@/api/calls'
import { entriesQuery, queryClient, refreshEntry } from '@/api/queries'
import { t } from '@/base/words'
import { sendWhole } from '@/kit/missing/missing'
import { sayDone, sayError } from '@/kit/undo'
import { titleOf } from '@/model/catalogue'
import type { Choice, Entity, Entry, Included, Page } from '@/model/types'
import { seekCard } from './sought'
import { stageFilter, stageKey } from './stages'

type List = InfiniteData<Page<Entry>, string | null>

export const boardSort = 'close_date'
export const columnQuery = (entity: Entity, stage: string, filter: string | undefined) =>
  entriesQuery(entity.plural, { filter: stageFilter(stage, filter), sort: boardSort })

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

/** Puts the card into the other column; answers what puts it back. */
async function moveInCache(entity: Entity, entry: Entry, to: string, filter?: string) {
  const from = columnQuery(entity, String(entry[stageKey]), filter).queryKey
  const into = columnQuery(entity, to, filter).queryKey
  // An answer from before the move would bring the card back.
  await Promise.all([from, into].map((queryKey) => queryClient.cancelQueries({ queryKey })))
  const [source, target] = [from, into].map((key) => queryClient.getQueryData<List>(key))
  const included = Object.assign({}, ...(source?.pages ?? []).map((page) => page.included ?? {}))
  if (source) queryClient.setQueryData(from, withoutEntry(source, entry.id))
  if (target)
    queryClient.setQueryData(into, withEntry(target, { ...entry, [stageKey]: to }, included))
  return () => {
    queryClient.setQueryData(from, source)
    queryClient.setQueryData(into, target)
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
export function useMoves(entity: Entity, filter: string | undefined) {
  const send = async (entry: Entry, to: Choice) => {
    const keepPlace = placeOf(entry.id)
    const putBack = await moveInCache(entity, entry, to.key, filter)
    keepPlace()
    const title = titleOf(entity, entry)
    try {
      const done = await sendWhole({ entity, sub: title }, { [stageKey]: to.key }, (change) =>
        changeEntry(entity.plural, entry.id, change, `"${entry.version}"`),
      )
      if (!done) return putBack()
      const { journal } = done
      const takeBack = async () => {
        await undoJournal(journal!)
        await refreshEntry(entity.plural, entry.id)
        seekCard(entry.id)
      }
      sayDone(t('board.moved', { title, stage: to.label }), journal ? takeBack : undefined)
    } catch (error) {
      putBack()
      sayError(error)
    } finally {
      void refreshEntry(entity.plural, entry.id)
    }
  }
  return {
    move: (entry: Entry, to: Choice) => {
      if (entry[stageKey] !== to.key) void send(entry, to)
    },
  }
}

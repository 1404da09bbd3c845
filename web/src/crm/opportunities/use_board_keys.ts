// The board by keyboard: from card to card, and what can be done with the one in focus.
import { queryClient } from '@/api/queries'
import { t } from '@/base/words'
import { useKeys } from '@/kit/keys'
import type { Entity, Entry, Page } from '@/model/types'
import type { InfiniteData } from '@tanstack/react-query'

interface BoardKeys {
  entity: Entity
  move: ((entry: Entry) => void) | undefined
  create: (() => void) | undefined
  asideLabels: [left: string, right: string]
}

const cardsIn = (column: Element) => [...column.querySelectorAll<HTMLElement>('[data-card]')]
const columns = () => [...document.querySelectorAll('[data-board] [data-column]')]
const focused = () => document.activeElement?.closest<HTMLElement>('[data-card]') ?? null
/** Seen to be it, though a press of the mouse may have led here. */
export const focusCard = (card: HTMLElement | undefined) => {
  card?.querySelector('a')?.focus({ focusVisible: true } as FocusOptions)
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function stepDown(by: number) {
  const card = focused()
  if (!card) return focusCard(columns().flatMap(cardsIn)[0])
  const cards = cardsIn(card.closest('[data-column]')!)
  focusCard(cards[cards.indexOf(card) + by])
}

/** To the nearest column that has cards, at the same height. */
function stepAside(by: number) {
  const card = focused()
  if (!card) return focusCard(columns().flatMap(cardsIn)[0])
  const all = columns()
  const top = card.getBoundingClientRect().top
  const distance = (other: HTMLElement) => Math.abs(other.getBoundingClientRect().top - top)
  let at = all.indexOf(card.closest('[data-column]')!) + by
  for (; all[at]; at += by) {
    const [nearest] = cardsIn(all[at]!).sort((a, b) => distance(a) - distance(b))
    if (nearest) return focusCard(nearest)
  }
}

/** Whatever column holds it. */
function entryOf(entity: Entity, id: string | undefined): Entry | undefined {
  return queryClient
    .getQueriesData<InfiniteData<Page<Entry>>>({
      queryKey: ['entries', entity.plural],
      type: 'active',
      predicate: ({ state }) => !!(state.data as { pages?: unknown } | undefined)?.pages,
    })
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ data }) => data)
    .find((entry) => entry.id === id)
}

export function useBoardKeys({ entity, move, create, asideLabels }: BoardKeys) {
  const moveFocused = () => {
    const entry = entryOf(entity, focused()?.dataset['card'])
    if (entry) move?.(entry)
  }
  const completeFocused = () => focused()?.querySelector<HTMLElement>('[data-step]')?.click()
  useKeys([
    { keys: 'j', label: t('keys.next'), run: () => stepDown(1) },
    { keys: 'k', label: t('keys.previous'), run: () => stepDown(-1) },
    { keys: 'arrowdown', run: () => stepDown(1) },
    { keys: 'arrowup', run: () => stepDown(-1) },
    { keys: 'arrowleft', label: asideLabels[0], run: () => stepAside(-1) },
    { keys: 'arrowright', label: asideLabels[1], run: () => stepAside(1) },
    ...(move
      ? [
          { keys: 'm', label: t('board.move_to'), run: moveFocused },
          { keys: 'd', label: t('board.step'), run: completeFocused },
        ]
      : []),
    ...(create
      ? [
          { keys: 'n', label: t('list.new'), run: create },
          { keys: 'o', run: create },
        ]
      : []),
  ])
}

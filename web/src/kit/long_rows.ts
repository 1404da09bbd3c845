// Rows of a list or a table that scrolls with its page: when they are many, only those in sight are drawn.
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** So many are simply drawn. */
export const fewRows = 40

interface LongRowsProps<Row> {
  rows: Row[]
  keyOf: (row: Row) => string
  /** About how high a row is, in px; those that are drawn are measured. */
  height: number
}

export interface DrawnRow<Row> {
  row: Row
  index: number
  /** Px of rows that are not drawn before it. */
  gap: number
  /** For the row's element. */
  place: { 'data-index': number; ref: ((element: Element | null) => void) | undefined }
}

/**
 * The scrolling element bears `data-scroller`, the rows' parent gets `list`. A row that has the focus stays drawn, so
 * that nothing typed is lost.
 */
export function useLongRows<Row>({ rows, keyOf, height }: LongRowsProps<Row>) {
  const isLong = rows.length > fewRows
  const [list, setList] = useState<HTMLElement | null>(null)
  const [kept, setKept] = useState<string | null>(null)
  const [aimed, setAimed] = useState<string | null>(null)
  const margin = useMargin(list, isLong)
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scrollerOf(list),
    getItemKey: (index) => keyOf(rows[index]!),
    estimateSize: () => height,
    overscan: 6,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => {
      const drawn = new Set(defaultRangeExtractor(range))
      for (const key of [kept, aimed]) {
        const index = key === null ? -1 : rows.findIndex((row) => keyOf(row) === key)
        if (index >= 0) drawn.add(index)
      }
      return [...drawn].sort((a, b) => a - b)
    },
  })
  useKept(list, isLong, (index) => setKept(index === null ? null : keyOf(rows[index]!)))

  const items = isLong ? virtual.getVirtualItems() : []
  const drawn: DrawnRow<Row>[] = isLong
    ? items.map(({ index, start }, at) => ({
        row: rows[index]!,
        index,
        gap: start - (items[at - 1]?.end ?? margin),
        place: { 'data-index': index, ref: virtual.measureElement },
      }))
    : rows.map((row, index) => ({
        row,
        index,
        gap: 0,
        place: { 'data-index': index, ref: undefined },
      }))
  const end = items.at(-1)?.end ?? margin
  /** Draws a row wherever it is, and gives the focus to what is found in it. */
  const focus = (index: number, selector: string) => {
    const row = rows[index]
    if (!row) return
    if (isLong) flushSync(() => setAimed(keyOf(row)))
    list?.querySelector<HTMLElement>(`[data-index="${index}"] ${selector}`)?.focus()
    setAimed(null)
  }
  return {
    list: setList,
    isLong,
    drawn,
    /** Px of rows that are not drawn after the last. */
    after: isLong ? Math.max(0, virtual.getTotalSize() + margin - end) : 0,
    focus,
  }
}

const scrollerOf = (list: HTMLElement | null) =>
  list?.closest<HTMLElement>('[data-scroller]') ?? null

/** How far down in what scrolls the rows begin. */
function useMargin(list: HTMLElement | null, isLong: boolean) {
  const [margin, setMargin] = useState(0)
  const measure = () => {
    const scroller = scrollerOf(list)
    if (!scroller || !list) return
    const top = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    setMargin(Math.round(top + scroller.scrollTop))
  }
  useLayoutEffect(() => {
    if (isLong) measure()
  })
  useLayoutEffect(() => {
    const scroller = scrollerOf(list)
    if (!isLong || !scroller) return
    const seen = new ResizeObserver(measure)
    for (const part of scroller.children) seen.observe(part)
    return () => seen.disconnect()
  }, [list, isLong])
  return margin
}

/** The row the focus is in. */
function useKept(list: HTMLElement | null, isLong: boolean, keep: (index: number | null) => void) {
  const latest = useRef(keep)
  latest.current = keep
  useLayoutEffect(() => {
    const element = list
    if (!isLong || !element) return
    const come = ({ target }: FocusEvent) => {
      const row = (target as Element).closest('[data-index]')
      latest.current(row ? Number(row.getAttribute('data-index')) : null)
    }
    const go = ({ relatedTarget: next }: FocusEvent) => {
      if (!(next instanceof Node && element.contains(next))) latest.current(null)
    }
    element.addEventListener('focusin', come)
    element.addEventListener('focusout', go)
    return () => {
      element.removeEventListener('focusin', come)
      element.removeEventListener('focusout', go)
    }
  }, [list, isLong])
}

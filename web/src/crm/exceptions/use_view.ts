import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useExceptions } from '@/api/exceptions'
import { bundleQuery, exceptionQuery, exceptionCountsQuery } from '@/api/queries'
import { useNow } from '@/base/time'
import { useIsWide } from '@/kit/media'
import { kindOf } from '@/model/folded'
import type { ExceptionBundle, ExceptionRow } from '@/model/types'
import { entitiesIn, itemsOf, type Folded, type Item } from './items'
import { useHeldBack } from './use_held_back'
import { useTeams } from './use_teams'
import { useWithWhom } from './with_whom'

export type View = ReturnType<typeof useView>

/** What the page shows and which of it is selected. */
export function useView() {
  const { exception: linkedId, team } = useSearch({ from: '/shell/' })
  const teams = useTeams(team)
  const found = useExceptions(teams.filter)
  const named = useWithWhom([...found.broken, ...found.threatened])
  const lists = {
    ...found,
    broken: found.broken.map(named),
    threatened: found.threatened.map(named),
  }
  const now = useNow()
  const isWide = useIsWide()
  const navigate = useNavigate()
  const [wantedEntity, setEntity] = useState<string | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [selectedId, setSelectedId] = useState<string | undefined>(linkedId)

  const all = [...lists.broken, ...lists.threatened]
  const heldBack = useHeldBack(all, lists.isLoading, teams.chosen ?? '')
  const entities = entitiesIn([...all, ...lists.folded.map(({ first }) => first)])
  const entity = wantedEntity !== null && entities.includes(wantedEntity) ? wantedEntity : null
  const isLookedAt = (row: ExceptionRow) => entity === null || row.entity === entity
  const isVisible = (row: ExceptionRow) => heldBack.isShown(row) && isLookedAt(row)
  const isLookedInto = (kind: string) => opened.has(kind) || selectedId === kind
  const folded = useMembers(lists.folded, isLookedInto, teams.filter).filter(
    ({ first }) => entity === null || first.entity === entity,
  )
  const foldedIn = (state: string) => folded.filter(({ first }) => first.state === state)
  const broken = itemsOf(lists.broken.filter(isVisible), now, opened, foldedIn('open'))
  const threatened = itemsOf(lists.threatened.filter(isVisible), now, opened, foldedIn('warned'))
  /** Which entity those are of that were not fetched is not known. */
  const beyondOf = (total: number, rows: ExceptionRow[], state: string) =>
    entity !== null ? 0 : Math.max(0, total - rows.length - sumOf(lists.folded, state))
  const items = [...broken, ...threatened]
  const linked = useLinked(linkedId, all, lists.isLoading)
  const isEmpty = items.length === 0 && !linked
  // Behind the rows, which do not wait for it; where there are none it is what the page says.
  const running = useQuery({ ...exceptionCountsQuery, enabled: !lists.isLoading })
  const waitsForRunning = isEmpty && running.isPending && !running.error
  const selected =
    items.find((item) => item.id === selectedId) ??
    (selectedId === linkedId ? linked : undefined) ??
    (isWide ? items[0] : undefined)

  const select = (item: Item | undefined) => setSelectedId(item?.id)
  const toggle = (item: Item) => setOpened(toggled(opened, item.id))
  return {
    lists: { ...lists, isLoading: lists.isLoading || teams.isLoading || waitsForRunning },
    running: running.data?.running,
    teams,
    chooseTeam: (next: string | undefined) => {
      setSelectedId(undefined)
      void navigate({ to: '/', search: { team: next } })
    },
    now,
    isWide,
    heldBack: { ...heldBack, count: heldBack.countOf(isLookedAt) },
    entities,
    entity,
    setEntity,
    all,
    /** How many are open of one owner, as far as the list shows it. */
    openOf: (person: string) =>
      lists.broken.filter(({ owner }) => owner?.id === person).length +
      sumOf(
        lists.folded.filter(({ first }) => first.owner?.id === person),
        'open',
      ),
    beyond: {
      broken: beyondOf(lists.total, lists.broken, 'open'),
      threatened: beyondOf(lists.threatenedTotal, lists.threatened, 'warned'),
    },
    broken,
    threatened,
    items,
    selected,
    select,
    /** What an undo has brought back is selected, and in sight: others may have become its bundle meanwhile. */
    bringBack: (item: Item, ids: string[]) => {
      const isWhole = item.kind === 'bundle' && ids.length === item.rows.length
      setSelectedId(isWhole ? item.id : ids[0])
      if (item.kind === 'single') setOpened((kinds) => new Set([...kinds, kindOf(item.row)]))
    },
    toggle,
    /** On narrow screens the detail takes the place of the list. */
    showsDetailOnly: !isWide && selected !== undefined && linkedId !== undefined,
    isEmpty,
    press: (item: Item) => {
      select(item)
      if (item.kind === 'bundle') toggle(item)
      else if (!isWide) void navigate({ to: '/', search: { exception: item.id, team } })
    },
    closeDetail: () => {
      setSelectedId(undefined)
      void navigate({ to: '/', search: { team }, replace: true })
    },
  }
}

const sumOf = (bundles: ExceptionBundle[], state: string) =>
  bundles.reduce((sum, { first, count }) => (first.state === state ? sum + count : sum), 0)

/** Of what is folded the first members, once it is looked into. */
function useMembers(
  bundles: ExceptionBundle[],
  isLookedInto: (kind: string) => boolean,
  within: string | undefined,
): Folded[] {
  const pages = useQueries({
    queries: bundles.map(({ first }) => ({
      ...bundleQuery(first, within),
      enabled: isLookedInto(kindOf(first)),
    })),
  })
  return bundles.map((bundle, at) => ({ ...bundle, members: pages[at]?.data?.data ?? [] }))
}

/**
 * The exception named in the address, as in a mail; it may be closed, inside a bundle, or
 * further down.
 */
function useLinked(
  id: string | undefined,
  rows: ExceptionRow[],
  isLoading: boolean,
): Item | undefined {
  const listed = rows.find((row) => row.id === id)
  const { data } = useQuery({
    ...exceptionQuery(id ?? ''),
    enabled: id !== undefined && !isLoading && !listed,
  })
  const row = listed ?? data
  return id !== undefined && row ? { kind: 'single', id, row, inBundle: false } : undefined
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery, modelQuery } from '@/api/queries'
import { refreshExceptions } from '@/api/exceptions'
import { t } from '@/base/words'
import { useMends } from '@/kit/mends/use_mends'
import { useWay, wayLabel } from '@/kit/mends/use_way'
import { waysOf, wayKeys } from '@/kit/mends/ways'
import { useKeys } from '@/kit/keys'
import { entityByKey } from '@/model/catalogue'
import type { Acts } from './acts_bar'
import type { Question } from './dialogs'
import { firstOf, neighbourOf, rowsOf, type Item } from './items'
import { perform, performOnBundle, type Deed } from './perform'
import { domIdOf } from './row'
import type { View } from './use_view'

/** What can be done with the selected exception, by button and by key. */
export function useActs(view: View) {
  const { data: me } = useQuery(meQuery)
  const { data: model } = useQuery(modelQuery())
  const [question, setQuestion] = useState<Question | null>(null)
  // Typed for an act the server did not take; stands there again when it is tried again.
  const [notes, setNotes] = useState<Record<string, string | undefined>>({})
  const { selected } = view

  const act = (deed: Deed) => {
    if (!selected) return
    setQuestion(null)
    if (view.isWide) view.select(neighbourOf(view.items, selected))
    else view.closeDetail()
    view.heldBack.expectMore()
    void send(selected, deed)
  }
  const send = async (item: Item, deed: Deed) => {
    const isTaken =
      item.kind === 'bundle' && item.isFolded
        ? await performOnBundle(firstOf(item), view.teams.filter, deed, () => view.select(item))
        : await perform(rowsOf(item), deed, (ids) => view.bringBack(item, ids))
    if (deed.act === 'accept')
      setNotes((all) => ({ ...all, [item.id]: isTaken ? undefined : deed.note }))
  }

  const first = selected && firstOf(selected)
  const isOthers = first?.owner != null && first.owner.id !== me?.id
  const own = me && selected?.kind !== 'bundle' && first?.owner?.id === me.id ? first : undefined
  const { mendsOf } = useMends(own !== undefined)
  const way = useWay(() => void refreshExceptions())
  /** One's own: what one can do about it oneself. */
  const ways = () => {
    const entity = own && model && entityByKey(model, own.record.entity)
    if (!entity) return []
    const target = { entity, id: own.record.id, title: own.record.title || own.title }
    return waysOf(mendsOf(own), entity).map((one) => ({ way: one, go: () => way.go(one, target) }))
  }
  const acts: Acts | null =
    first && first.state !== 'closed'
      ? {
          ways: ways(),
          remind: isOthers ? () => act({ act: 'remind' }) : undefined,
          reassign: () => setQuestion('reassign'),
          snooze: () => setQuestion('snooze'),
          accept: () => setQuestion('accept'),
        }
      : null
  useListKeys(view, acts)
  const note = selected && notes[selected.id]
  return { acts, act, dialog: way.dialog, question, note, closeQuestion: () => setQuestion(null) }
}

function useListKeys(view: View, acts: Acts | null) {
  const { data: model } = useQuery(modelQuery())
  const navigate = useNavigate()
  const { items, selected } = view
  const step = (by: number) => {
    const index = items.findIndex((item) => item.id === selected?.id)
    const next = items[Math.max(0, Math.min(items.length - 1, index + by))]
    if (!next) return
    view.select(next)
    document.getElementById(domIdOf(next))?.focus()
  }
  const enter = () => {
    if (!selected) return
    if (selected.kind === 'bundle') return view.toggle(selected)
    const { record } = selected.row
    const plural = model && entityByKey(model, record.entity)?.plural
    if (plural) void navigate({ to: '/e/$plural/$id', params: { plural, id: record.id } })
  }
  useKeys([
    { keys: 'j', label: t('keys.next'), isStep: true, run: () => step(1) },
    { keys: 'k', label: t('keys.previous'), isStep: true, run: () => step(-1) },
    { keys: 'arrowdown', run: () => step(1) },
    { keys: 'arrowup', run: () => step(-1) },
    ...(acts?.ways ?? []).flatMap(({ way, go }) => {
      const keys = wayKeys[way.kind]
      return keys ? [{ keys, label: wayLabel(way), run: go }] : []
    }),
    ...(acts?.remind ? [{ keys: 'r', label: t('exceptions.remind'), run: acts.remind }] : []),
    ...(acts
      ? [
          { keys: 'a', label: t('exceptions.reassign'), run: acts.reassign },
          { keys: 's', label: t('exceptions.snooze'), run: acts.snooze },
          { keys: 'x', label: t('exceptions.accept'), run: acts.accept },
        ]
      : []),
    ...(selected ? [{ keys: 'enter', label: t('exceptions.open_record'), run: enter }] : []),
  ])
}

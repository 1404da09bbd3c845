import { Autocomplete } from '@base-ui/react/autocomplete'
import { useSuspenseQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { modelQuery } from '@/api/queries'
import { t, within } from '@/base/words'
import { FoundLines } from '@/kit/find/found_row'
import { useFound } from '@/kit/find/use_found'
import { callActOf } from '@/kit/acts/call_act'
import { Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { FoundRow, Model } from '@/model/types'
import type { CallTarget } from './log_call_dialog'

/** Whom a call can be logged with: leads as found, of customers their open opportunities. */
export function callableOf(rows: FoundRow[], model: Model): FoundRow[] {
  const mayCall = (key: string) => {
    const entity = entityByKey(model, key)
    return !!entity && !!callActOf(entity)
  }
  const expanded = rows.flatMap((row): FoundRow[] => {
    if (mayCall(row.entity)) return [row]
    if (!mayCall('opportunity')) return []
    return row.open_opportunities.map(({ id, title }) => ({
      id,
      title,
      entity: 'opportunity',
      context: row.title,
      found_in: [],
      owner: row.owner,
      open_opportunities: [],
      open_cases: [],
    }))
  })
  return [...new Map(expanded.map((row) => [row.id, row])).values()]
}

type Item = { kind: 'found'; id: string; row: FoundRow } | { kind: 'new'; id: string; text: string }

interface WhomProps {
  choose: (target: CallTarget) => void
  /** Makes a lead of what was typed and is nowhere found; absent for who may not. */
  makeNew?: (text: string) => void
}

export function Whom({ choose, makeNew }: WhomProps) {
  const { data: model } = useSuspenseQuery(modelQuery())
  const [typed, setTyped] = useState('')
  const found = useFound(typed)
  const items: Item[] = callableOf(found.rows, model).map((row) => ({
    kind: 'found',
    id: row.id,
    row,
  }))
  if (makeNew && items.length === 0 && found.isNowhere)
    items.push({ kind: 'new', id: 'new', text: typed.trim() })
  const take = ({ entity: key, id, title }: FoundRow) =>
    choose({ entity: entityByKey(model, key)!, id, title })
  return (
    <Autocomplete.Root
      items={items}
      mode="none"
      value={typed}
      onValueChange={setTyped}
      inline
      open
      autoHighlight="always"
      itemToStringValue={(item) => (item.kind === 'found' ? item.row.title : item.text)}
    >
      <div className="px-4 pt-3">
        <Autocomplete.Input
          autoFocus
          aria-label={t('call.whom')}
          placeholder={t('find.people')}
          className="control"
        />
      </div>
      {found.error && <Problem error={found.error} />}
      <Autocomplete.Empty className="px-6 text-ink-3 not-empty:py-3">
        {typed.trim() === ''
          ? null
          : t(found.isOffline ? 'find.offline' : found.isBusy ? 'list.loading' : 'picker.none')}
      </Autocomplete.Empty>
      <Autocomplete.List
        aria-label={t('call.whom')}
        className="min-h-0 flex-1 overflow-auto p-2 pt-1.5 empty:p-0"
      >
        {(item: Item) => (
          <Autocomplete.Item
            key={item.id}
            value={item}
            onClick={() => (item.kind === 'found' ? take(item.row) : makeNew?.(item.text))}
            className="flex min-h-11 items-center gap-2.5 rounded-md px-2.5 py-1 data-highlighted:bg-hover"
          >
            {item.kind === 'found' ? (
              <FoundLines row={item.row} model={model} seesAll={found.seesAll} />
            ) : (
              <>
                <UserPlus size={15} aria-hidden className="shrink-0 text-ink-3" />
                <span className="min-w-0">
                  <span className="block truncate font-medium">
                    {t('find.new', {
                      entity: within(entityByKey(model, 'lead')!.label),
                      text: item.text,
                    })}
                  </span>
                  <span className="block text-xs text-ink-3">{t('find.none')}</span>
                </span>
              </>
            )}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
      <div className="shrink-0 pb-2" />
    </Autocomplete.Root>
  )
}

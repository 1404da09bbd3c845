import { ListFilter, X } from 'lucide-react'
import { Suspense, useState } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { useKeys } from '@/kit/keys'
import { later } from '@/kit/later'
import type { Condition } from '@/model/condition'
import { parseCondition } from '@/model/condition_parse'
import { filterOf, partOf, partsOf } from '@/model/filter_parts'
import type { Entity, Included, Model } from '@/model/types'
import { conditionWords } from './filter_words'

/** Fetched behind the list, see list_page. */
export const FilterDialog = later(() => import('./filter_dialog').then((m) => m.FilterDialog))

interface FilterChipsProps {
  entity: Entity
  model: Model
  filter: string | undefined
  /** Names behind ids. */
  included: Included
  apply: (filter: string | undefined) => void
}

/** The filter as chips: each a part that can be changed and taken away. */
export function FilterChips({ entity, model, filter, included, apply }: FilterChipsProps) {
  const [edited, setEdited] = useState<number | 'new' | null>(null)
  const parts = partsOf(filter, entity, model)
  useKeys(parts ? [{ keys: '+', label: t('filter.add'), run: () => setEdited('new') }] : [])
  // What cannot be read here the server may still understand: it stands in the box above.
  if (!parts) return null
  const put = (next: (Condition | null)[]) => {
    setEdited(null)
    apply(
      filterOf(
        next.filter((part) => part !== null),
        entity,
      ),
    )
  }
  const replace = (index: number, part: Condition | null) => put(parts.with(index, part!))
  const finish = (text: string) => {
    const part = parseCondition(text, entity, model)
    const more = part.op === 'all' ? part.parts : [part]
    if (typeof edited === 'number') put(parts.toSpliced(edited, 1, ...more))
    else put([...parts, ...more])
  }
  const known = typeof edited === 'number' ? partOf(parts[edited]!) : null
  return (
    <div
      role="group"
      aria-label={t('filter.label')}
      className={classes(
        'flex min-w-0 flex-wrap items-center gap-1.5 px-3 max-md:pb-2 md:pt-1.5',
        parts.length > 0 && 'max-md:w-full',
      )}
    >
      {parts.map((part, index) => {
        const words = conditionWords(part, entity, model, included)
        const isFixed = partOf(part) === null
        return (
          <span
            key={index}
            className="inline-flex h-7 max-w-full items-center rounded-md border border-line-strong bg-raise max-md:h-10"
          >
            <button
              type="button"
              title={isFixed ? words : t('filter.change')}
              disabled={isFixed}
              onClick={() => setEdited(index)}
              className="h-full max-w-96 truncate rounded-l-md pr-1 pl-2.5 enabled:hover:bg-hover"
            >
              {words}
            </button>
            <button
              type="button"
              aria-label={t('filter.remove', { part: words })}
              onClick={() => replace(index, null)}
              className="grid h-full w-6 place-items-center rounded-r-md text-ink-3 hover:bg-hover max-md:w-10"
            >
              <X size={13} aria-hidden />
            </button>
          </span>
        )
      })}
      <Button kind="ghost" shortcut="+" onClick={() => setEdited('new')}>
        <ListFilter size={14} aria-hidden />
        {t('filter.add')}
      </Button>
      {edited !== null && (
        <Suspense fallback={<EarlyLetters />}>
          <FilterDialog
            entity={entity}
            model={model}
            part={known}
            included={included}
            finish={finish}
            close={() => setEdited(null)}
          />
        </Suspense>
      )}
    </div>
  )
}

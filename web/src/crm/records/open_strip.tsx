// The steps of a customer's open opportunities: of one at a time, and a way to each.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { classes } from '@/base/classes'
import { showMoneyShort } from '@/base/money'
import { t, within } from '@/base/words'
import { titleOf } from '@/model/catalogue'
import type { Entity, Entry } from '@/model/types'
import { isMoney } from '@/model/values'
import { StepStrip } from './step_strip'

const worthOf = ({ amount }: Entry) => (isMoney(amount) ? showMoneyShort(amount) : null)
const nameOf = (entity: Entity, entry: Entry) =>
  [titleOf(entity, entry), worthOf(entry)].filter(Boolean).join(' · ')

export function OpenStrip({ entity, entries }: { entity: Entity; entries: Entry[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = entries.find(({ id }) => id === chosen) ?? entries[0]
  if (!shown) return null
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 pt-3">
        <h2 className="min-w-0 truncate font-semibold">
          <Link
            to="/e/$plural/$id"
            params={{ plural: entity.plural, id: shown.id }}
            className="hover:underline"
          >
            {entries.length > 1 ? titleOf(entity, shown) : nameOf(entity, shown)}
          </Link>
        </h2>
        {entries.length > 1 && (
          <div
            role="group"
            aria-label={t('now.open', { entities: within(entity.label_plural) })}
            className="ml-auto flex min-w-0 flex-wrap gap-1"
          >
            {entries.map((entry) => (
              <button
                key={entry.id}
                type="button"
                aria-pressed={entry === shown}
                aria-label={nameOf(entity, entry)}
                title={nameOf(entity, entry)}
                onClick={() => setChosen(entry.id)}
                className={classes(
                  'num h-6 max-w-40 truncate rounded-md px-1.5 max-md:h-10',
                  entry === shown ? 'bg-hover font-medium' : 'text-ink-3 hover:bg-hover',
                )}
              >
                {worthOf(entry) ?? titleOf(entity, entry)}
              </button>
            ))}
          </div>
        )}
      </div>
      <StepStrip key={shown.id} entity={entity} id={shown.id} />
    </>
  )
}

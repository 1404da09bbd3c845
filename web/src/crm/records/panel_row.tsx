// A record in a list of the panel beside another one: its title leads to it, what counts stands at the end of the line.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { titleOf } from '@/model/catalogue'
import type { Entity, Entry } from '@/model/types'

interface PanelRowProps {
  entity: Entity
  entry: Entry
  /** At the end of the first line: an amount, a moment, what one can do with it. */
  beside?: ReactNode
  /** Lines below the first. */
  children?: ReactNode
}

export const PanelRow = ({ entity, entry, beside, children }: PanelRowProps) => (
  <li>
    <div className="flex min-h-6 items-center gap-2 max-md:min-h-10">
      <Link
        to="/e/$plural/$id"
        params={{ plural: entity.plural, id: entry.id }}
        className="min-w-0 flex-1 truncate font-medium hover:underline max-md:leading-9"
      >
        {titleOf(entity, entry)}
      </Link>
      {beside}
    </div>
    {children}
  </li>
)

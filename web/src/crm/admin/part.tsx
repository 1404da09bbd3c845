import type { ReactNode } from 'react'
import { classes } from '@/base/classes'

interface PartProps {
  title: string
  /** One sentence: what it is for. */
  sub?: ReactNode
  actions?: ReactNode
  /** Takes the whole width: for wide tables. */
  wide?: boolean
  children: ReactNode
}

/** What a section of Admin shows: its heading, what can be done, and the rest, which scrolls. */
export function Part({ title, sub, actions, wide, children }: PartProps) {
  return (
    <section
      aria-label={title}
      className={classes('w-full p-4 max-md:px-3', !wide && 'max-w-[1080px]')}
    >
      <div className="mb-3 flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-lg font-semibold">{title}</h2>
          {sub && <p className="text-ink-3">{sub}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-1.5">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

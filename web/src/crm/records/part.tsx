import type { ReactNode } from 'react'

/** A piece of the panel beside a record. */
export function Part({
  title,
  note,
  children,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="border-b border-line px-4 py-3">
      <h2 className="mb-1.5 flex items-baseline gap-2 font-semibold">
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <span className="num font-normal text-ink-3">{note}</span>
      </h2>
      {children}
    </section>
  )
}

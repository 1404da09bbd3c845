// Small parts of all steps.
import type { ReactNode } from 'react'
import { classes } from '@/base/classes'

export function Section({
  title,
  note,
  children,
}: {
  title: string
  note?: string
  children: ReactNode
}) {
  return (
    <section className="mt-6 first:mt-0">
      <h2 className="font-semibold">{title}</h2>
      {note && <p className="mt-0.5 max-w-prose text-ink-3">{note}</p>}
      <div className="mt-2">{children}</div>
    </section>
  )
}

interface ChoiceRowProps {
  label: string
  note?: string
  type: 'checkbox' | 'radio'
  name?: string
  checked: boolean
  change: (checked: boolean) => void
}

export function ChoiceRow({ label, note, type, name, checked, change }: ChoiceRowProps) {
  return (
    <label className="flex items-start gap-2 py-1 max-md:min-h-11 max-md:py-2.5">
      <input
        type={type}
        name={name}
        checked={checked}
        onChange={(event) => change(event.target.checked)}
        className="mt-px size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {note && <span className="block text-ink-3">{note}</span>}
      </span>
    </label>
  )
}

export function Counted({
  n,
  label,
  tone,
}: {
  n: string
  label: string
  tone?: 'good' | 'bad' | 'plain'
}) {
  return (
    <div className="rounded-md border border-line px-3 py-2">
      <div
        className={classes(
          'num text-xl font-semibold',
          tone === 'good' && 'text-good',
          tone === 'bad' && 'text-bad',
        )}
      >
        {n}
      </div>
      <div className="text-ink-3">{label}</div>
    </div>
  )
}

/** How far it is, for the eye and for who listens. */
export function ProgressBar({
  done,
  total,
  label,
}: {
  done: number
  total: number
  label: string
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total || undefined}
      aria-valuenow={total ? done : undefined}
      className="h-2 overflow-hidden rounded-full bg-hover"
    >
      <div
        className={classes('h-full bg-accent', !total && 'w-1/12')}
        style={total ? { width: `${(100 * done) / total}%` } : undefined}
      />
    </div>
  )
}

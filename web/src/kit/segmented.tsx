import { classes } from '@/base/classes'

interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  choose: (value: T) => void
  disabled?: boolean
}

/** A few states of which one holds. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, value, options, choose, disabled } = props
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex shrink-0 rounded-md border border-line-strong bg-frame p-px"
    >
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={one.value === value}
          disabled={disabled}
          onClick={() => one.value !== value && choose(one.value)}
          className={classes(
            'h-6 rounded px-2.5 font-medium max-md:h-9 max-md:px-3',
            one.value === value
              ? 'bg-raise text-ink shadow-[0_0_0_1px_var(--line-strong)]'
              : 'text-ink-3',
            !disabled && one.value !== value && 'hover:text-ink',
          )}
        >
          {one.label}
        </button>
      ))}
    </div>
  )
}

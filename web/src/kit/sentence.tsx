// A sentence with pickers in it: the text says where each stands, so that every language keeps its own order.
import { createContext, Fragment, useContext, type ReactNode } from 'react'
import { classes } from '@/base/classes'

/** "{a} within {b}" with what stands for a and b. */
export function Sentence({ text, parts }: { text: string; parts: Record<string, ReactNode> }) {
  return text
    .split(/\{(\w+)\}/)
    .map((piece, index) => (
      <Fragment key={index}>{index % 2 === 1 ? parts[piece] : piece}</Fragment>
    ))
}

/** Whether the sentence is only read: its pickers are words then. */
export const ReadOnlySentence = createContext(false)

const look = classes(
  'inline-block h-7 rounded-md border border-line-strong bg-raise align-baseline font-medium',
  'field-sizing-content text-accent-ink hover:border-accent max-md:h-10 max-md:text-lg',
  'aria-invalid:border-bad',
)

interface PickProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  pick: (value: T) => void
  invalid?: boolean
}

/** One of a few, as a word of the sentence. */
export function PickOne<T extends string>({ label, value, options, pick, invalid }: PickProps<T>) {
  const isRead = useContext(ReadOnlySentence)
  if (isRead)
    return <b className="font-medium">{options.find((one) => one.value === value)?.label}</b>
  return (
    <select
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={value}
      onChange={(event) => pick(event.target.value as T)}
      className={classes(look, 'max-w-full px-1.5')}
    >
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  )
}

interface PickNumberProps {
  label: string
  /** As typed: a number that is none is the server's to refuse. */
  value: string
  type: (value: string) => void
  invalid?: boolean
  /** The id of what is said about it. */
  describedBy?: string
}

/** A number, as a word of the sentence. */
export function PickNumber({ label, value, type, invalid, describedBy }: PickNumberProps) {
  const isRead = useContext(ReadOnlySentence)
  if (isRead) return <b className="font-medium">{value}</b>
  return (
    <input
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      onChange={(event) => type(event.target.value)}
      onFocus={(event) => event.target.select()}
      style={{ width: `${Math.max(3, value.length + 2)}ch` }}
      className={classes(look, 'num min-w-9 px-1.5 text-center max-md:min-w-12')}
    />
  )
}

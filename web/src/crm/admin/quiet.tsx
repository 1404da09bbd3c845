// Inputs of a table: they look like text until one points at them.
import { useEffect, useRef, useState, type SelectHTMLAttributes } from 'react'
import { classes } from '@/base/classes'
import { isComposing } from '@/kit/keys'

const look = classes(
  'h-7 w-full min-w-0 truncate rounded-md border border-transparent bg-transparent px-1.5 text-ink',
  'hover:border-line-strong focus-visible:border-line-strong',
  'max-md:h-10 max-md:border-line-strong max-md:text-base',
)

export interface QuietOption {
  key: string
  label: string
}

type QuietSelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> & {
  label: string
  value: string
  options: QuietOption[]
  /** What stands for no value; absent where there has to be one. */
  none?: string
  choose: (key: string) => void
}

export function QuietSelect({
  label,
  value,
  options,
  none,
  choose,
  className,
  ...rest
}: QuietSelectProps) {
  return (
    <select
      {...rest}
      aria-label={label}
      value={value}
      onChange={(event) => choose(event.target.value)}
      className={classes(look, value === '' && 'text-ink-3', className)}
    >
      {none !== undefined && <option value="">{none}</option>}
      {options.map(({ key, label: text }) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </select>
  )
}

interface QuietTextProps {
  label: string
  value: string
  /** Leaving it and Enter save; Esc leaves it as it was. Answers whether it was taken. */
  save: (text: string) => Promise<boolean>
  className?: string
  type?: 'text' | 'email'
  list?: string
}

export function QuietText({ label, value, save, className, type = 'text', list }: QuietTextProps) {
  const [draft, setDraft] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => setDraft(value), [value])
  const commit = async () => {
    const text = draft.trim()
    if (text === value) return setDraft(value)
    if (text === '' || !(await save(text))) setDraft(value)
  }
  return (
    <input
      ref={input}
      type={type}
      list={list}
      aria-label={label}
      value={draft}
      autoComplete="off"
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => void commit()}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Enter') void commit()
        if (event.key === 'Escape') setDraft(value)
      }}
      className={classes(look, className)}
    />
  )
}

import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { ariaKeys, keyFaces } from './keys'

export function Key({ keys, onAccent }: { keys: string; onAccent?: boolean }) {
  return (
    <span aria-hidden className="inline-flex gap-0.5 max-md:hidden">
      {keyFaces(keys).map((face, index) => (
        <kbd
          key={index}
          className={classes(
            'inline-flex h-[17px] min-w-[17px] items-center justify-center rounded border',
            'px-1 font-sans text-[10.5px] leading-none',
            onAccent
              ? 'border-current/30 bg-current/0 text-on-accent'
              : 'border-line-strong bg-raise text-ink-3',
          )}
        >
          {face}
        </kbd>
      ))}
    </span>
  )
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'plain' | 'primary' | 'ghost' | 'danger'
  shortcut?: string
  children: ReactNode
}

const looks = {
  plain: 'border border-line-strong bg-raise text-ink hover:bg-hover',
  primary: 'bg-accent text-on-accent hover:brightness-95',
  ghost: 'text-ink-2 hover:bg-hover',
  danger: 'text-bad hover:bg-bad-soft',
}

/** Also of a link that is the thing to do. */
export const buttonLook = (kind: keyof typeof looks = 'plain', className?: string) =>
  classes(
    'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md px-2.5',
    'font-medium whitespace-nowrap',
    'disabled:cursor-default disabled:opacity-50 max-md:h-10 max-md:px-3',
    looks[kind],
    className,
  )

export function Button({
  kind = 'plain',
  shortcut,
  children,
  className,
  type = 'button',
  title,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      title={title ?? (shortcut && t('key.press', { key: keyFaces(shortcut).join(' ') }))}
      aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      className={buttonLook(kind, className)}
    >
      {children}
      {shortcut && <Key keys={shortcut} onAccent={kind === 'primary'} />}
    </button>
  )
}

export function IconButton({
  label,
  className,
  type = 'button',
  ...rest
}: Omit<ButtonProps, 'kind' | 'shortcut'> & { label: string }) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classes(
        'grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover',
        'hover:text-ink max-md:size-10',
        className,
      )}
    />
  )
}

// Small marks: pills, avatars, the check of an empty list.
import type { ReactNode } from 'react'
import { classes } from '@/base/classes'

const tones = {
  neutral: 'bg-hover text-ink-2',
  info: 'bg-accent-soft text-accent-ink',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}
export type PillTone = keyof typeof tones
const isTone = (tone: string | null | undefined): tone is PillTone => !!tone && tone in tones

export function Pill({ tone, children }: { tone?: string | null; children: ReactNode }) {
  return (
    <span
      className={classes(
        'num inline-flex h-5 max-w-full items-center rounded px-1.5 text-xs font-medium',
        tones[isTone(tone) ? tone : 'neutral'],
      )}
    >
      {/* A line that is cut says so by an ellipsis, which what lays out its parts itself has none. */}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  )
}

/** White text on each reaches 4.5:1. */
const hues = [
  '#4a66a8',
  '#7d5a9c',
  '#2f7669',
  '#95603a',
  '#8b4a66',
  '#5b6b34',
  '#3f6f8f',
  '#7a6a2e',
]

const hueOf = (name: string) =>
  hues[
    [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) >>> 0, 7) % hues.length
  ]!

/** No person's name in Han characters is longer. */
const longestHanName = 4
/**
 * "Grace Moreau" → GM; a person's name in Han characters is known by its last one, a company's, which all end alike, by
 * its first. Quotation marks are no letters.
 */
export function initialsOf(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}\s]/gu, '').trim() || name.trim()
  const letters = [...plain]
  if (letters.some((letter) => /\p{Script=Han}/u.test(letter)))
    return letters.length > longestHanName ? letters[0]! : letters.at(-1)!
  const words = plain.split(/\s+/)
  const first = words[0]?.[0] ?? '?'
  return (words.length > 1 ? first + (words.at(-1)![0] ?? '') : first).toUpperCase()
}

/** Without a name: an empty seat. */
export function Avatar({ name, size = 20 }: { name: string | undefined; size?: number }) {
  if (!name) {
    return (
      <span
        aria-hidden
        className="inline-grid shrink-0 rounded-full border border-dashed border-ink-3"
        style={{ width: size, height: size }}
      />
    )
  }
  const initials = initialsOf(name)
  return (
    <span
      aria-hidden
      className={classes(
        'inline-grid shrink-0 place-items-center overflow-hidden rounded-full leading-none',
        'font-semibold text-white',
      )}
      style={{ width: size, height: size, fontSize: size * 0.4, background: hueOf(name) }}
    >
      {initials}
    </span>
  )
}

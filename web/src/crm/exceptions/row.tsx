import { ChevronDown, ChevronRight } from 'lucide-react'
import { classes } from '@/base/classes'
import { showMoneyShort, type Money } from '@/base/money'
import { showDue, showMomentWithin } from '@/base/time'
import { t, tn } from '@/base/words'
import { Avatar, Pill } from '@/kit/marks'
import type { ExceptionRow } from '@/model/types'
import { firstOf, stakesOf, type Bundle, type Item, type Single } from './items'
import { isListOfFacts } from './proof'

interface RowProps {
  item: Item
  /** What the records are called, for a bundle. */
  noun: string
  isSelected: boolean
  now: number
  select: () => void
}

export const domIdOf = (item: Item) => `exception-${item.id.replaceAll('/', '-')}`

/** "Ben Okafor: 7 leads"; the rule stands in the line below. */
export const bundleTitle = (item: Bundle, noun: string) =>
  tn('exceptions.bundle', item.count, {
    name: item.rows[0]?.owner?.name ?? t('person.nobody'),
    noun,
  })

export function Row({ item, noun, isSelected, now, select }: RowProps) {
  return (
    <li>
      <button
        type="button"
        id={domIdOf(item)}
        data-row
        onClick={select}
        aria-current={isSelected || undefined}
        aria-expanded={item.kind === 'bundle' ? item.isOpen : undefined}
        className={classes(
          'grid min-h-14 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3',
          'gap-y-0.5 border-b border-line px-4 py-2 text-left',
          'focus-visible:-outline-offset-2 max-md:min-h-16',
          isSelected ? 'bg-selected shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
          item.kind === 'single' && item.inBundle && 'pl-9',
        )}
      >
        {item.kind === 'bundle' ? (
          <BundleText item={item} noun={noun} />
        ) : (
          <SingleText item={item} />
        )}
        <Side
          row={firstOf(item)}
          stakes={item.kind === 'bundle' ? item.stakes : stakesOf([item.row])}
          now={now}
        />
        <Why row={firstOf(item)} isBundle={item.kind === 'bundle'} />
      </button>
    </li>
  )
}

function SingleText({ item }: { item: Single }) {
  const { title, context } = item.row.record
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <b className="min-w-0 font-semibold break-words">{title || item.row.title}</b>
      <span className="min-w-0 break-words text-ink-3 max-md:hidden">{context}</span>
    </span>
  )
}

function BundleText({ item, noun }: { item: Bundle; noun: string }) {
  const Arrow = item.isOpen ? ChevronDown : ChevronRight
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Arrow size={14} aria-hidden className="-ml-1 shrink-0 text-ink-3" />
      <b className="min-w-0 font-semibold break-words">{bundleTitle(item, noun)}</b>
    </span>
  )
}

function Side({ row, stakes, now }: { row: ExceptionRow; stakes: Money[]; now: number }) {
  const owner = row.owner?.name ?? t('person.nobody')
  return (
    <span className="flex items-center justify-end gap-2.5">
      {stakes.length > 0 && (
        <span className="num text-right text-ink-2">{stakes.map(showMoneyShort).join(' + ')}</span>
      )}
      <span className="min-w-[112px] text-right max-md:min-w-0">
        <Pill tone={row.state === 'warned' ? 'warn' : 'bad'}>{showDue(row.due_at, now)}</Pill>
      </span>
      <span title={owner} className="flex">
        <Avatar name={row.owner?.name} />
        <span className="sr-only">{owner}</span>
      </span>
    </span>
  )
}

/** A list of facts is for the pane; a line says since when. */
const seenIn = ({ see, started_at }: ExceptionRow) =>
  isListOfFacts(see) ? t('exceptions.since', { when: showMomentWithin(started_at) }) : see

/** The rule, then what was seen: in as many lines as that takes. */
function Why({ row, isBundle }: { row: ExceptionRow; isBundle: boolean }) {
  const seen = isBundle ? '' : seenIn(row)
  return (
    <span className="col-span-2 min-w-0 break-words text-ink-2">
      {row.broken || row.sentence}
      {seen && <span className="text-ink-3"> — {seen}</span>}
    </span>
  )
}

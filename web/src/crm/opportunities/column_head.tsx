import type { ReactNode } from 'react'
import { showMoney, showMoneyShort, type Money } from '@/base/money'
import { language, t } from '@/base/words'
import type { Worth } from './stages'

export const showSums = (sums: Money[]) => sums.map(showMoneyShort).join(' + ')
const fully = (sums: Money[]) => sums.map(showMoney).join(' + ')

interface ColumnHeadProps {
  label: string
  count: number | undefined
  worth: Worth | undefined
  notes: ReactNode
}

export function ColumnHead({ label, count, worth, notes }: ColumnHeadProps) {
  return (
    <header className="shrink-0 px-3 pt-2.5 pb-1.5">
      <div className="flex items-baseline gap-2">
        <h2 className="truncate font-semibold">{label}</h2>
        <span className="num text-ink-3">{count?.toLocaleString(language())}</span>
        {worth && (
          <span className="num ml-auto truncate font-semibold" title={fully(worth.sums)}>
            {showSums(worth.sums)}
          </span>
        )}
      </div>
      <div className="num flex min-h-4 items-baseline gap-2 text-xs text-ink-3">
        {notes}
        {worth && worth.weighted.length > 0 && (
          <span className="ml-auto truncate" title={fully(worth.weighted)}>
            {t('board.weighted', { sum: showSums(worth.weighted) })}
          </span>
        )}
      </div>
    </header>
  )
}

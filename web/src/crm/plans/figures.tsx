// Numbers as they stand in tables: short, exact when pointed at, and the way to the records they count.
import { Link } from '@tanstack/react-router'
import { classes } from '@/base/classes'
import { showMoney, showMoneyShort } from '@/base/money'

export const short = (n: number, currency: string) =>
  showMoneyShort({ amount: String(n), currency })
export const exact = (n: number, currency: string) => showMoney({ amount: String(n), currency })

interface SumLinkProps {
  n: number
  currency: string
  count: number
  plural: string
  filter: string
  className?: string
}

/** Nothing is a dash, and leads nowhere. */
export function SumLink({ n, currency, count, plural, filter, className }: SumLinkProps) {
  if (n === 0 && count === 0) return <span className="text-ink-3">–</span>
  return (
    <Link
      to="/e/$plural"
      params={{ plural }}
      search={{ filter }}
      title={`${exact(n, currency)} (${count})`}
      className={classes('num hover:underline', className)}
    >
      {short(n, currency)}
    </Link>
  )
}

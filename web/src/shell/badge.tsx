import { useExceptions } from '@/api/exceptions'
import { classes } from '@/base/classes'
import { language, tn } from '@/base/words'

/** The one badge of the product: how many exceptions are open. */
export function Badge({ className }: { className?: string }) {
  const { total } = useExceptions()
  if (total === 0) return null
  return (
    <span
      data-badge={total}
      className={classes(
        'num rounded bg-bad-soft px-1.5 text-xs font-semibold text-bad',
        className,
      )}
    >
      <span aria-hidden>{total.toLocaleString(language())}</span>
      <span className="sr-only">{tn('exceptions.count', total)}</span>
    </span>
  )
}

import { language, t } from '@/base/words'
import { keepClear } from '@/kit/foot'
import type { RunningJob } from './use_bulk'

/** How far a large change has come. */
export function Progress({ running: { job, label } }: { running: RunningJob }) {
  const share = job.total > 0 ? job.done / job.total : 0
  return (
    <div
      ref={keepClear}
      role="region"
      aria-label={t('bulk.label')}
      className="absolute inset-x-0 bottom-4 z-10 mx-auto w-80 max-w-[96%] rounded-lg bg-raise px-3 py-2 shadow-float"
    >
      <p role="status" className="num mb-1.5 flex gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
        {t('bulk.progress', {
          n: job.done.toLocaleString(language()),
          all: job.total.toLocaleString(language()),
        })}
      </p>
      <div className="h-1.5 overflow-hidden rounded-full bg-hover" aria-hidden>
        <div className="h-full bg-accent" style={{ width: `${100 * share}%` }} />
      </div>
    </div>
  )
}

import { UserPen } from 'lucide-react'
import { enterFor, usePrincipal } from '@/api/principal'
import { t } from '@/base/words'
import { Button } from '@/kit/button'

/** Always in sight: what is entered now counts for somebody else. */
export function EnterForBar() {
  const principal = usePrincipal()
  return (
    <div role="status" className="shrink-0">
      {principal && (
        <div className="flex items-center gap-2 bg-accent-soft px-4 py-1.5 text-accent-ink md:mt-1.5 md:mr-1.5 md:rounded-lg">
          <UserPen size={15} aria-hidden className="shrink-0" />
          <span className="min-w-0 flex-1">{t('enter_for.now', { name: principal.name })}</span>
          <Button onClick={() => enterFor(null)}>{t('enter_for.stop')}</Button>
        </div>
      )}
    </div>
  )
}

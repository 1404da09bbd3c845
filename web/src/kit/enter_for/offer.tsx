// Where somebody who works for others would look for it: a way to begin, and word of for whom it counts.
import { UserPen } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { usePrincipal } from '@/api/principal'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import type { Me } from '@/model/types'

const EnterForDialog = later(() => import('./dialog').then((m) => m.default))

/** A button, for who may; absent while one is at it already. */
export function EnterForOffer({ me }: { me: Me }) {
  const principal = usePrincipal()
  const [isOpen, setIsOpen] = useState(false)
  const isOffered = me.enters_for !== null && !principal
  useEffect(() => {
    if (isOffered) EnterForDialog.fetch()
  }, [isOffered])
  if (!isOffered) return null
  return (
    <>
      <Button onClick={() => setIsOpen(true)} aria-haspopup="dialog">
        <UserPen size={14} aria-hidden />
        {t('enter_for.open')}
      </Button>
      {isOpen && (
        <Suspense fallback={<EarlyLetters />}>
          <EnterForDialog me={me} close={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** A line under what is being entered; `change` asks for whom, where nothing is typed yet. */
export function CountsFor({ me, change }: { me: Me; change?: () => void }) {
  const principal = usePrincipal()
  if (!me.enters_for) return null
  return (
    <p className="flex items-center gap-2 border-t border-line px-4 py-2 text-ink-2">
      <UserPen size={14} aria-hidden className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        {principal ? t('enter_for.counts', { name: principal.name }) : t('enter_for.counts_mine')}
      </span>
      {change && (
        <Button onClick={change}>{t(principal ? 'enter_for.change' : 'enter_for.open')}</Button>
      )}
    </p>
  )
}

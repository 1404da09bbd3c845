// For whom the process is only to read: who changes it, and how he says that a rule is wrong all the same.
import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { Suspense, useState } from 'react'
import { openOfRuleQuery, type Rule } from '@/api/process'
import { usersQuery } from '@/api/queries'
import { listOf } from '@/base/words'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import { t } from './words'

const ProposeDialog = later(() => import('./propose_dialog').then((m) => m.ProposeDialog))

const namesShown = 3

/** By name: "an administrator" is nobody one can walk to. */
export function WhoChanges({ mayPropose }: { mayPropose: boolean }) {
  const people = useQuery(usersQuery()).data ?? []
  const names = people.filter(({ role }) => role === 'admin').map(({ name }) => name)
  const shown = names.slice(0, namesShown)
  return (
    <p className="flex shrink-0 items-start gap-2 border-b border-line bg-frame px-4 py-2 text-ink-2 max-md:px-3">
      <Eye size={15} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
      <span>
        {shown.length > 0
          ? t('reading.by', { names: listOf(shown, 'disjunction') })
          : t('reading.by_admins')}{' '}
        {mayPropose && t('reading.propose')}
      </span>
    </p>
  )
}

export function Propose({ rule }: { rule: Rule }) {
  const [isOpen, setIsOpen] = useState(false)
  const open = useQuery(openOfRuleQuery(rule.id)).data
  return (
    <>
      <Button disabled={!open} onClick={() => setIsOpen(true)} aria-haspopup="dialog">
        {t('propose.open')}
      </Button>
      {isOpen && open && (
        <Suspense fallback={<EarlyLetters />}>
          <ProposeDialog rule={rule} rows={open.rows} close={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

// What cannot be taken away because others hang on it: why, in the server's sentence, and what leads on.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { t } from '@/base/words'
import { Button, buttonLook } from './button'

export interface Refused {
  error: unknown
  /** Links to where it is mended, with the look of buttons. */
  ways?: ReactNode
  close: () => void
}

/** Stands in the dialog that asked for it, instead of the question. */
export function Refusal({ error, ways, close }: Refused) {
  return (
    <div className="min-h-0 space-y-3 overflow-auto px-4 pt-2 pb-4">
      <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
        {messageOf(error)}
      </p>
      <div className="flex flex-wrap justify-end gap-1.5">
        <Button onClick={close}>{t('dialog.close')}</Button>
        {ways}
      </div>
    </div>
  )
}

/** Whether others hang on it: worth more than a toast. */
export const isInUse = (error: unknown): error is ApiError =>
  error instanceof ApiError && /^(user_owns_|team_in_use|calendar_|used_by_)/.test(error.code)

const sections = {
  user_owns_work: { section: 'people', label: 'refused.hand_over' },
  user_owns_past: { section: 'people', label: 'refused.person' },
  team_in_use: { section: 'people', label: 'refused.people' },
  calendar_in_use: { section: 'teams', label: 'refused.teams' },
  used_by_rights: { section: 'rights', label: 'refused.rights' },
} as const

/** To the rule that stands in the way, by its key; what runs under an earlier version of it is ended there. */
export function RuleWay({ rule, className, onClick }: RuleWayProps) {
  return (
    <Link
      to="/process"
      search={{ rule }}
      onClick={onClick}
      className={className ?? buttonLook('primary')}
    >
      {t('refused.rule')}
    </Link>
  )
}
interface RuleWayProps {
  rule: string
  /** Absent: the look of a button. */
  className?: string
  onClick?: () => void
}

/** To where it is mended, in Admin. `id`: of the record that was to go. */
export function AdminWay({ code, id }: { code: string; id: string }) {
  const way = code in sections ? sections[code as keyof typeof sections] : undefined
  if (!way) return null
  const search = {
    user_owns_work: { person: id, leave: '1' },
    user_owns_past: { person: id },
    team_in_use: { team: id },
  }[code]
  return (
    <Link
      to="/admin/$section"
      params={{ section: way.section }}
      search={search ?? {}}
      className={buttonLook('primary')}
    >
      {t(way.label)}
    </Link>
  )
}

import { ChevronRight } from 'lucide-react'
import { classes } from '@/base/classes'
import { showDayShort, dayOf, currentTime } from '@/base/time'
import { IconButton } from '@/kit/button'
import { Avatar, Pill } from '@/kit/marks'
import type { DrawnRow } from '@/kit/long_rows'
import type { Entity } from '@/model/types'
import { QuietSelect, type QuietOption } from '../quiet'
import { saveCell } from '../records'
import type { PersonRow } from './roster'
import { t } from './words'

const columns =
  'md:grid md:grid-cols-[minmax(0,1fr)_140px_140px_110px_84px_130px_28px] xl:grid-cols-[minmax(0,1fr)_150px_200px_150px_84px_130px_28px] md:gap-x-1.5'
export const peopleHead = classes(columns, 'eyebrow hidden px-2 pb-1')

export interface PersonOptions {
  roles: QuietOption[]
  teams: QuietOption[]
  languages: QuietOption[]
}

interface PersonLineProps {
  row: PersonRow
  place: DrawnRow<PersonRow>['place']
  gap: number
  /** Where not all are drawn: which of how many it is. */
  isOneOf: { index: number; count: number } | undefined
  user: Entity
  options: PersonOptions
  isMarked: boolean
  mark: () => void
  open: () => void
}

export function PersonLine(props: PersonLineProps) {
  const { row, place, gap, isOneOf, user, options, isMarked, mark, open } = props
  const { entry, name, email, isActive } = row
  const cell = (key: string, label: string, choices: QuietOption[], none?: string) => (
    <QuietSelect
      label={label}
      value={String(entry[key] ?? '')}
      options={choices}
      none={none ?? (entry[key] ? undefined : '–')}
      choose={(value) => void saveCell(user, entry, key, value || null)}
    />
  )
  return (
    <li
      {...place}
      aria-posinset={isOneOf && isOneOf.index + 1}
      aria-setsize={isOneOf?.count}
      style={gap > 0 ? { marginTop: gap } : undefined}
      onFocus={mark}
      className={classes(
        columns,
        'items-center border-b border-line px-2 py-1 max-md:space-y-1.5 max-md:px-1 max-md:py-2.5',
        isMarked && 'bg-selected',
        !isActive && 'text-ink-3',
      )}
    >
      <button
        type="button"
        data-row
        data-person={entry.id}
        onClick={open}
        aria-haspopup="dialog"
        className="flex w-full min-w-0 items-center gap-2 rounded-md text-left hover:underline"
      >
        <Avatar name={name} size={26} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-xs text-ink-3">
            {email}
            <span className="md:hidden">
              {row.seen && ` · ${t('seen_on', { day: showDayShort(row.seen) })}`}
            </span>
          </span>
        </span>
        <span className="md:hidden">
          <State row={row} />
        </span>
      </button>
      <div className="contents max-md:grid max-md:grid-cols-2 max-md:gap-1.5">
        {cell('role', t('role_of', { name }), options.roles)}
        {cell('team', t('team_of', { name }), options.teams, t('no_team'))}
        <span className="contents max-md:hidden">
          {cell('locale', t('language_of', { name }), options.languages)}
        </span>
      </div>
      <span className="num truncate px-1.5 text-ink-3 max-md:hidden" data-seen>
        <Seen row={row} />
      </span>
      <span className="min-w-0 px-1.5 max-md:hidden">
        <State row={row} />
      </span>
      <IconButton label={t('open', { name })} onClick={open} className="max-md:hidden!">
        <ChevronRight size={15} aria-hidden />
      </IconButton>
    </li>
  )
}

/** The day on which somebody was here last. */
function Seen({ row: { seen, isActive } }: { row: PersonRow }) {
  if (seen)
    return <span title={t('seen_on', { day: showDayShort(seen) })}>{showDayShort(seen)}</span>
  return isActive && <span title={t('never_seen')}>–</span>
}

/** That somebody simply works here is not worth a word. */
function State({ row: { isActive, invitation, leave } }: { row: PersonRow }) {
  const today = dayOf(new Date(currentTime()))
  if (!isActive) return <Pill>{t('inactive')}</Pill>
  if (invitation)
    return (
      <Pill tone="info">
        {t('invited_until', { day: showDayShort(dayOf(new Date(invitation.expires_at))) })}
      </Pill>
    )
  if (leave && leave.from <= today)
    return <Pill tone="warn">{t('away_until', { day: showDayShort(leave.to) })}</Pill>
  if (leave) return <Pill>{t('away_from', { day: showDayShort(leave.from) })}</Pill>
  return <span className="sr-only">{t('active')}</span>
}

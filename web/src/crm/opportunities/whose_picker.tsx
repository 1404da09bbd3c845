import { t } from '@/base/words'
import type { WhoseGroup } from './whose'

interface WhosePickerProps {
  groups: WhoseGroup[]
  filter: string | undefined
  choose: (filter: string | undefined) => void
}

export function WhosePicker({ groups, filter, choose }: WhosePickerProps) {
  const isKnown = groups.some(({ options }) => options.some((one) => one.filter === filter))
  const optionsOf = ({ options }: WhoseGroup) =>
    options.map((one) => (
      <option key={one.filter ?? ''} value={one.filter ?? ''}>
        {one.label}
      </option>
    ))
  return (
    <select
      aria-label={t('board.whose')}
      value={filter ?? ''}
      onChange={(event) => choose(event.target.value || undefined)}
      className="control w-auto! max-w-44 max-md:max-w-36"
    >
      {!isKnown && <option value={filter}>{t('board.filtered')}</option>}
      {groups.map((group) =>
        group.label === null ? (
          optionsOf(group)
        ) : (
          <optgroup key={group.label} label={group.label}>
            {optionsOf(group)}
          </optgroup>
        ),
      )}
    </select>
  )
}

import { t } from '@/base/words'
import type { TeamChoice } from './use_teams'

interface TeamPickerProps {
  choice: TeamChoice
  choose: (team: string | undefined) => void
}

/** For who leads several teams. */
export function TeamPicker({ choice: { teams, chosen }, choose }: TeamPickerProps) {
  if (teams.length === 0) return null
  return (
    <select
      aria-label={t('exceptions.team')}
      value={chosen ?? ''}
      onChange={(event) => choose(event.target.value || undefined)}
      className="control w-auto! max-w-44 max-md:w-full! max-md:max-w-none"
    >
      <option value="">{t('exceptions.all_teams')}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

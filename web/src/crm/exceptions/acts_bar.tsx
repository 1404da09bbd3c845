import { AlarmClock, BellRing, Check, UserRoundCog } from 'lucide-react'
import { t } from '@/base/words'
import { Button } from '@/kit/button'

export interface Acts {
  /** Absent when there is nobody but oneself to remind. */
  remind?: () => void
  reassign: () => void
  snooze: () => void
  accept: () => void
}

export function ActsBar({ acts }: { acts: Acts }) {
  return (
    <div className="mt-3 flex flex-wrap gap-1.5 max-md:grid max-md:grid-cols-2">
      {acts.remind && (
        <Button kind="primary" shortcut="r" onClick={acts.remind}>
          <BellRing size={14} aria-hidden />
          {t('exceptions.remind')}
        </Button>
      )}
      <Button kind={acts.remind ? 'plain' : 'primary'} shortcut="a" onClick={acts.reassign}>
        <UserRoundCog size={14} aria-hidden />
        {t('exceptions.reassign')}
      </Button>
      <Button shortcut="s" onClick={acts.snooze}>
        <AlarmClock size={14} aria-hidden />
        {t('exceptions.snooze')}
      </Button>
      <Button shortcut="x" onClick={acts.accept}>
        <Check size={14} aria-hidden />
        {t('exceptions.accept')}
      </Button>
    </div>
  )
}

import { AlarmClock, BellRing, Check, UserRoundCog } from 'lucide-react'
import { Children, type ReactNode } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { wayLabel } from '@/kit/mends/use_way'
import { wayKeys, type Way } from '@/kit/mends/ways'

export interface Acts {
  /** What keeps one's own promise, the first before all else; empty where it is another's. */
  ways: { way: Way; go: () => void }[]
  /** Absent when there is nobody but oneself to remind. */
  remind?: () => void
  reassign: () => void
  snooze: () => void
  accept: () => void
}

export function ActsBar({ acts }: { acts: Acts }) {
  return (
    <InPairs>
      {acts.ways.map(({ way, go }, index) => (
        <Button
          key={way.kind}
          kind={index === 0 ? 'primary' : 'plain'}
          shortcut={wayKeys[way.kind] ?? 'enter'}
          data-way={way.kind}
          onClick={go}
        >
          {wayLabel(way)}
        </Button>
      ))}
      {acts.remind && (
        <Button kind="primary" shortcut="r" onClick={acts.remind}>
          <BellRing size={14} aria-hidden />
          {t('exceptions.remind')}
        </Button>
      )}
      <Button
        kind={acts.remind || acts.ways.length > 0 ? 'plain' : 'primary'}
        shortcut="a"
        onClick={acts.reassign}
      >
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
    </InPairs>
  )
}

/** In one line, else two and two: of four never one alone. */
function InPairs({ children }: { children: ReactNode }) {
  const all = Children.toArray(children)
  return (
    <div
      role="group"
      aria-label={t('record.acts')}
      className={classes(
        'mt-3 flex flex-wrap gap-1.5',
        'max-md:grid max-md:grid-cols-[repeat(2,minmax(min-content,1fr))]',
      )}
    >
      {all.map((_, index) =>
        index % 2 === 0 ? (
          <div key={index} className="flex flex-wrap gap-1.5 max-md:contents">
            {all.slice(index, index + 2)}
          </div>
        ) : null,
      )}
    </div>
  )
}

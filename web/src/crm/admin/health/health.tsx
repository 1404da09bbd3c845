import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { healthQuery } from '@/api/office'
import { showMoment, showMomentFully } from '@/base/time'
import { language } from '@/base/words'
import { Pill } from '@/kit/marks'
import { Loading, Problem } from '@/kit/page'
import { Part } from '../part'
import { signsOf, type Sign, type State } from './state'
import { t } from './words'

const icons = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert }
const colours = { good: 'text-good', warn: 'text-warn', bad: 'text-bad' }
const subs = { good: 'sub_good', warn: 'sub_warn', bad: 'sub_bad' } as const

const worst = (signs: Sign[]): State =>
  (['bad', 'warn'] as const).find((one) => signs.some(({ state }) => state === one)) ?? 'good'

/** Whether the house does what it should, in plain words. */
export default function HealthSection() {
  const { data: health, error, isPending, refetch } = useQuery(healthQuery)
  const signs = health ? signsOf(health, language()) : []
  return (
    <Part title={t('title')} sub={health && t(subs[worst(signs)])}>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isPending && !error && <Loading />}
      {health && (
        <>
          <ul className="mb-5 max-w-[720px] border-t border-line">
            {signs.map((sign) => (
              <SignLine key={sign.key} sign={sign} />
            ))}
          </ul>
          <dl className="grid max-w-[720px] grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
            <dt className="text-ink-3">{t('version')}</dt>
            <dd className="num">{health.version}</dd>
            <dt className="text-ink-3">{t('store')}</dt>
            <dd>{storeNames[health.store] ?? health.store}</dd>
            <dt className="text-ink-3">{t('since')}</dt>
            <dd className="num">
              <time dateTime={health.started_at} title={showMomentFully(health.started_at)}>
                {showMoment(health.started_at)}
              </time>
            </dd>
          </dl>
        </>
      )}
    </Part>
  )
}

const storeNames: Record<string, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' }

function SignLine({ sign: { key, state, fact, advice } }: { sign: Sign }) {
  const Icon = icons[state]
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5">
      <Icon size={16} aria-hidden className={`mt-px shrink-0 ${colours[state]}`} />
      <div className="min-w-0 flex-1">
        <h3 className="inline font-medium">
          {key === 'mail' || key === 'backups' ? (
            <Link to="/admin/$section" params={{ section: key }} search={{}} className="link">
              {t(key)}
            </Link>
          ) : (
            t(key)
          )}
        </h3>{' '}
        <span className="text-ink-2">{fact}</span>
        {advice && <p>{advice}</p>}
      </div>
      <Pill tone={state}>{t(state)}</Pill>
    </li>
  )
}

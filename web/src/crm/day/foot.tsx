import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, Trophy } from 'lucide-react'
import { countQuery } from '@/api/board'
import { useExceptions } from '@/api/exceptions'
import { language, t as common } from '@/base/words'
import { EnterForOffer } from '@/kit/enter_for/offer'
import { useFigures } from '@/kit/numbers/use_figures'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Me, Model } from '@/model/types'
import { worthATry, type Day } from './use_day'
import { t, tn } from './words'

/** What today's entries have brought already; each number is the way to its records. */
export function Foot({ model, today, whose }: { model: Model; today: string; whose: string }) {
  const metrics = (model.metrics ?? []).filter(({ plan }) => plan)
  const { figures } = useFigures(metrics, { over: 'day', from: today, to: today, whose })
  if (!figures) return null
  const counted = figures.filter(({ answer }) => answer.total.count > 0)
  return (
    <p data-foot className="num flex items-start gap-2 px-4 py-4 text-ink-3 max-md:px-3">
      <Trophy size={14} aria-hidden className="mt-0.5 shrink-0" />
      <span>
        {counted.length === 0 ? t('day.nothing_yet') : t('day.counts')}
        {counted.map(({ metric, answer }, index) => (
          <span key={metric.key}>
            {index > 0 ? ' · ' : ' '}
            <Link
              to="/e/$plural"
              params={{ plural: entityByKey(model, metric.entity)?.plural ?? metric.entity }}
              search={{ filter: answer.total.filter }}
              className="link"
            >
              {metric.label} {answer.total.count.toLocaleString(language())}
            </Link>
          </span>
        ))}
      </span>
    </p>
  )
}

/** The day is done: what would be best now stands below; an assistant may go on with somebody else's. */
export function NothingLeft({ day, me }: { day: Day; me: Me }) {
  const { model, whose } = day
  const lead = entityByKey(model, 'lead')
  const isKnown = !!lead && !!fieldOf(lead, 'status') && !!fieldOf(lead, 'owner')
  const filter = worthATry(whose)
  const { data: count = 0 } = useQuery({ ...countQuery('leads', filter), enabled: isKnown })
  const { total: exceptions } = useExceptions()
  const isForOthers = me.enters_for === 'team' && !day.principal
  return (
    <div className="grid place-content-center justify-items-center gap-2 px-6 py-10 text-center">
      <Check size={24} aria-hidden className="text-good" />
      <p className="text-base">{t('day.clear')}</p>
      {count > 0 && (
        <Link to="/e/$plural" params={{ plural: 'leads' }} search={{ filter }} className="link num">
          {tn('day.next_best', count)}
        </Link>
      )}
      {!day.principal && exceptions > 0 && (
        <Link to="/" className="link num">
          {tn('day.others_exceptions', exceptions)}
        </Link>
      )}
      {isForOthers && (
        <>
          <p className="max-w-80 text-ink-3">{common('enter_for.home')}</p>
          <EnterForOffer me={me} />
        </>
      )}
    </div>
  )
}

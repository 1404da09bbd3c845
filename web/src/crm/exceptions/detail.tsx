import { classes } from '@/base/classes'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { modelQuery, exceptionQuery } from '@/api/queries'
import { showMoney } from '@/base/money'
import { showDue, showDuration, showMoment, showMomentWithin } from '@/base/time'
import { t, tn } from '@/base/words'
import { Avatar, Pill } from '@/kit/marks'
import { entityByKey } from '@/model/catalogue'
import type { ExceptionRow, Model } from '@/model/types'
import { EvidenceView, lineText } from './evidence'
import { countOf, firstOf, rowsOf, type Item } from './items'
import { pluralLabel } from './list'
import { doneSince, isCutShort, isListOfFacts } from './proof'
import { bundleTitle } from './row'

interface DetailProps {
  item: Item
  now: number
  /** How many open exceptions the owner has in this list. */
  ownersOpen: number
  acts: ReactNode
}

export function Detail({ item, now, ownersOpen, acts }: DetailProps) {
  const { data: model } = useQuery(modelQuery())
  const row = firstOf(item)
  const isBundle = item.kind === 'bundle'
  return (
    <>
      <div className="border-b border-line p-4">
        <div className="flex items-center gap-2">
          <Pill tone={row.state === 'warned' ? 'warn' : row.state === 'closed' ? 'neutral' : 'bad'}>
            {(model && entityByKey(model, row.entity)?.label) ?? row.entity}
          </Pill>
          <span className="min-w-0 truncate text-ink-3">{isBundle ? '' : row.record.context}</span>
          <span className="num ml-auto shrink-0 text-xs text-ink-3">
            {row.state === 'closed' ? t('exceptions.closed') : showDue(row.due_at, now)}
          </span>
        </div>
        <h2 className="mt-1.5 text-lg font-semibold break-words">
          {item.kind === 'bundle'
            ? bundleTitle(item, pluralLabel(row.entity, model).toLocaleLowerCase())
            : row.record.title || row.title}
        </h2>
        {acts}
      </div>
      <Facts row={row} isBundle={isBundle} ownersOpen={ownersOpen} model={model} now={now} />
      {isBundle ? <Members item={item} now={now} /> : <Proof row={row} model={model} />}
    </>
  )
}

function Facts({
  row,
  isBundle,
  ownersOpen,
  model,
  now,
}: {
  row: ExceptionRow
  isBundle: boolean
  ownersOpen: number
  model?: Model
  now: number
}) {
  const guidelines = model && entityByKey(model, 'guideline')
  return (
    <dl
      className={classes(
        'grid grid-cols-[minmax(76px,auto)_1fr] gap-x-3',
        'gap-y-2.5 border-b border-line p-4',
      )}
    >
      <dt className="text-ink-3">{t('exceptions.we_expect')}</dt>
      <dd>
        {row.sentence}{' '}
        {guidelines && (
          <Link to="/process" search={{ rule: row.guideline.id }} className="link">
            {t('exceptions.rule')}
          </Link>
        )}
        {row.goal && <span className="mt-0.5 block text-ink-3">{row.goal}</span>}
      </dd>
      {!isBundle && (
        <Fact label={t('exceptions.we_see')}>
          <Seen row={row} model={model} now={now} />
        </Fact>
      )}
      <Fact label={t('exceptions.owner')}>
        <span className="flex flex-wrap items-center gap-x-1.5">
          <Avatar name={row.owner?.name} />
          {row.owner?.name ?? t('person.nobody')}
          {ownersOpen > 1 && (
            <span className="text-ink-3">{tn('exceptions.open_of_owner', ownersOpen)}</span>
          )}
        </span>
      </Fact>
      {!isBundle && row.amount && (
        <Fact label={t('exceptions.at_stake')}>{showMoney(row.amount)}</Fact>
      )}
      <Fact label={t('exceptions.if_ignored')}>
        {row.consequence ?? row.next?.what ?? t('exceptions.no_consequence')}
        {row.next && (
          <>
            {' '}
            <span className="whitespace-nowrap text-ink-3">· {showMoment(row.next.at)}</span>
          </>
        )}
      </Fact>
    </dl>
  )
}

/** One sentence: as the rule saw it, or how much was recorded since and what came last. */
function Seen({ row, model, now }: { row: ExceptionRow; model?: Model; now: number }) {
  const isSentence = !isListOfFacts(row.see)
  const { data, isFetching } = useQuery({ ...exceptionQuery(row.id), enabled: !isSentence })
  if (isSentence) return row.see
  if (!data || !model) return isFetching ? null : row.see
  const done = doneSince(data.evidence, row)
  const since = showMomentWithin(row.started_at)
  const [last] = done
  if (!last) {
    const end = row.state === 'closed' ? Date.parse(row.due_at) : now
    const span = showDuration(end - Date.parse(row.started_at))
    return t('evidence.nothing_for', { span, when: since })
  }
  return tn('evidence.recorded', done.length, {
    ...(isCutShort(data.evidence) ? { n: `${done.length}+` } : {}),
    since,
    last: showMomentWithin(last.at),
    what: lineText(last, model, row),
  })
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function Members({ item, now }: { item: Item; now: number }) {
  return (
    <ul className="p-4">
      {rowsOf(item).map((row) => (
        <li key={row.id} className="flex items-baseline gap-2 py-1">
          <span className="min-w-0 flex-1 truncate">{row.record.title || row.title}</span>
          <span className="num shrink-0 text-ink-3">{showDue(row.due_at, now)}</span>
        </li>
      ))}
      {countOf(item) > rowsOf(item).length && (
        <li className="py-1 text-ink-3">
          {tn('exceptions.more', countOf(item) - rowsOf(item).length)}
        </li>
      )}
    </ul>
  )
}

function Proof({ row, model }: { row: ExceptionRow; model?: Model }) {
  const { data } = useQuery(exceptionQuery(row.id))
  const plural = model && entityByKey(model, row.record.entity)?.plural
  return (
    <div className="p-4">
      {data && model && <EvidenceView evidence={data.evidence} row={row} model={model} />}
      {plural && (
        <Link
          to="/e/$plural/$id"
          params={{ plural, id: row.record.id }}
          aria-keyshortcuts="Enter"
          className={classes(
            'mt-1 inline-flex items-center gap-1 font-medium text-accent-ink',
            'hover:underline max-md:py-2',
          )}
        >
          {t('exceptions.open_record')} <ArrowRight size={13} aria-hidden />
        </Link>
      )}
    </div>
  )
}

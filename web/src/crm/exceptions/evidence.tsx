import { currentTime, nameOfZone, showMoment, showMomentWithin } from '@/base/time'
import { t, tn } from '@/base/words'
import { JournalList } from '@/kit/timeline'
import { headlineOf } from '@/model/journal'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Evidence, ExceptionRow, Fact, JournalRow, Model, Told } from '@/model/types'
import { nameOf, showLoose, showValue } from '@/model/values'
import { isOtherClock, sinceStart } from './proof'
import { answerWord, channelName, isStuck, stateName } from './told'

/**
 * Why we say so: how the deadline came about, the facts then, who was told, what happened since.
 */
export function EvidenceView({
  evidence,
  row,
  model,
}: {
  evidence: Evidence
  row: ExceptionRow
  model: Model
}) {
  const { since, beginning } = sinceStart(evidence, row)
  return (
    <div className="space-y-4 pb-3">
      <Part title={t('evidence.clock')}>
        <Clock evidence={evidence} row={row} />
        {beginning && (
          <p className="text-ink-2">
            {t('evidence.began', { what: lineText(beginning, model, row) })}
          </p>
        )}
        <p className="num text-xs text-ink-3">{t('evidence.version', { n: evidence.version })}</p>
      </Part>
      {evidence.facts.length > 0 && (
        <Part title={t('evidence.facts')}>
          <Facts facts={evidence.facts} />
          {beginning && <p className="mt-1 text-xs text-ink-3">{t('evidence.from_then')}</p>}
        </Part>
      )}
      <Part title={t('evidence.told')}>
        {evidence.told.length === 0 ? (
          <p className="text-ink-3">{t('evidence.nobody_told')}</p>
        ) : (
          <ul className="space-y-1.5">
            {evidence.told.map((told, index) => (
              <ToldLine key={index} told={told} mail={evidence.mail} />
            ))}
          </ul>
        )}
      </Part>
      <Part title={t('evidence.since')}>
        {since.length === 0 ? (
          <p className="text-ink-3">{t('evidence.nothing_since')}</p>
        ) : (
          <JournalList rows={since} model={model} about={row.record} included={evidence.included} />
        )}
      </Part>
    </div>
  )
}

/** "Call · Reached" of an activity, else what was done: "Qualify". */
export function lineText(line: JournalRow, model: Model, { record }: ExceptionRow): string {
  const entity = entityByKey(model, line.entity)
  const said = ['kind', 'outcome'].flatMap((key) => {
    const field = entity && fieldOf(entity, key)
    return (field && showValue(field, line.changes?.[key]?.[1] ?? null)) || []
  })
  return said.length > 0 ? said.join(' · ') : headlineOf(line, model, record)
}

/** By the clock of the owner's office; said where the reader's shows another time. */
function Clock({ evidence, row }: { evidence: Evidence; row: ExceptionRow }) {
  const { clock, time_zone: zone } = evidence
  const isOther = isOtherClock(evidence, row)
  return (
    <>
      <p>
        {clock}
        {isOther && (
          <span data-zone={zone} className="text-ink-3">
            {' '}
            {zone
              ? t('evidence.zone', { zone: nameOfZone(zone, row.due_at) })
              : t('evidence.zone_unknown')}
          </span>
        )}
      </p>
      {isOther && (
        <p data-yours className="num text-ink-2">
          {t('evidence.yours', {
            from: showMomentWithin(row.started_at),
            to: showMomentWithin(row.due_at),
          })}
        </p>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="eyebrow mb-1">{title}</h3>
      {children}
    </section>
  )
}

/** What is known stands open; unanswered questions are only worth a line until asked for. */
function Facts({ facts }: { facts: Fact[] }) {
  const isUnanswered = (fact: Fact) => !!fact.question && !!fact.missing
  const known = facts.filter((fact) => !isUnanswered(fact))
  const unanswered = facts.filter(isUnanswered)
  return (
    <>
      {known.length > 0 && (
        <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {known.map((fact) => (
            <div key={fact.name} className="contents">
              <dt className="break-words text-ink-3">{fact.name}</dt>
              <dd className="break-words">{showLoose(fact.value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {unanswered.length > 0 && (
        <details className={known.length > 0 ? 'mt-1.5' : undefined}>
          <summary className="num text-ink-2 max-md:py-2">
            {tn('evidence.unanswered', unanswered.length)}
          </summary>
          <ul className="mt-0.5 space-y-0.5 pl-4 text-ink-3">
            {unanswered.map((fact) => (
              <li key={fact.name}>{fact.name}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const stateTones: Record<Told['state'], string> = {
  queued: 'text-ink-3',
  accepted: 'text-ink-2',
  seen: 'text-good',
  failed: 'text-bad',
  bounced: 'text-bad',
  cancelled: 'text-ink-3',
}

function ToldLine({ told, mail }: { told: Told; mail: Evidence['mail'] }) {
  const now = currentTime()
  const tone = isStuck(told, mail, now) ? 'text-warn' : stateTones[told.state]
  return (
    <li>
      <div className="flex flex-wrap gap-x-1.5">
        <span>{nameOf(told.user)}</span>
        <span className="text-ink-3">· {channelName(told.channel)} ·</span>
        <span className={tone ?? 'text-ink-2'}>{stateName(told, mail, now)}</span>
        <span className="num ml-auto text-ink-3">{showMoment(told.at)}</span>
      </div>
      {told.detail && (
        <details className="text-xs text-ink-3">
          <summary className="max-md:py-2">{t(answerWord(told))}</summary>
          <p className="pl-4 font-mono break-words">{told.detail}</p>
        </details>
      )}
    </li>
  )
}

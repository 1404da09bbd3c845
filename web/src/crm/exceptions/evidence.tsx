import { showMoment } from '@/base/time'
import { t, tn, type WordKey } from '@/base/words'
import { JournalList } from '@/kit/timeline'
import type { Evidence, ExceptionRow, Fact, Model, Told } from '@/model/types'
import { nameOf, showLoose } from '@/model/values'

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
  return (
    <div className="space-y-4 pb-3">
      <Part title={t('evidence.clock')}>
        <p>{evidence.clock}</p>
        <p className="num text-xs text-ink-3">{t('evidence.version', { n: evidence.version })}</p>
      </Part>
      {evidence.facts.length > 0 && (
        <Part title={t('evidence.facts')}>
          <Facts facts={evidence.facts} />
        </Part>
      )}
      <Part title={t('evidence.told')}>
        {evidence.told.length === 0 ? (
          <p className="text-ink-3">{t('evidence.nobody_told')}</p>
        ) : (
          <ul className="space-y-1.5">
            {evidence.told.map((told, index) => (
              <ToldLine key={index} told={told} />
            ))}
          </ul>
        )}
      </Part>
      <Part title={t('evidence.since')}>
        {evidence.since.length === 0 ? (
          <p className="text-ink-3">{t('evidence.nothing_since')}</p>
        ) : (
          <JournalList
            rows={evidence.since}
            model={model}
            about={row.record}
            included={evidence.included}
          />
        )}
      </Part>
    </div>
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
}

function ToldLine({ told }: { told: Told }) {
  return (
    <li>
      <div className="flex flex-wrap gap-x-1.5">
        <span>{nameOf(told.user)}</span>
        <span className="text-ink-3">· {channelName(told.channel)} ·</span>
        <span className={stateTones[told.state] ?? 'text-ink-2'}>{stateName(told.state)}</span>
        <span className="num ml-auto text-ink-3">{showMoment(told.at)}</span>
      </div>
      {told.detail && <div className="text-xs break-words text-ink-3">{told.detail}</div>}
    </li>
  )
}

const channels = {
  mail: 'channel.mail',
  email: 'channel.mail',
  app: 'channel.app',
  digest: 'channel.digest',
} satisfies Record<string, WordKey>
const channelName = (channel: string) =>
  channel in channels ? t(channels[channel as keyof typeof channels]) : channel

const states = {
  queued: 'told.queued',
  accepted: 'told.accepted',
  failed: 'told.failed',
  bounced: 'told.bounced',
  seen: 'told.seen',
} satisfies Record<Told['state'], WordKey>
const stateName = (state: Told['state']) => (state in states ? t(states[state]) : state)

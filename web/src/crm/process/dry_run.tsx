// What the rule would have raised in the last thirty days, and the records behind the number.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Backtest } from '@/api/process'
import { messageOf } from '@/api/problem'
import { showMoment } from '@/base/time'
import { language, listOf } from '@/base/words'
import { Button } from '@/kit/button'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { useTrial } from './use_check'
import { t, tn } from './words'

interface DryRunProps {
  trial: string | null
  /** The rule as it is kept, to compare with; null for a new one. */
  kept: string | null
  /** Asked without being asked for: something is about to be saved. */
  isChanged: boolean
  /** What it finds late has been raised already. */
  isOn: boolean
  model: Model
}

const shownAtOnce = 50

export function DryRun({ trial, kept, isChanged, isOn, model }: DryRunProps) {
  const [isAsked, setIsAsked] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const run = useTrial(trial, isChanged || isAsked)
  const result = run.data
  // One after the other: the server replays one at a time.
  const before = useTrial(kept, isChanged && result !== undefined).data
  return (
    <section
      aria-label={t('trial.title')}
      className="rounded-md border border-line bg-frame px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="min-w-0 flex-1 py-1" data-trial={result ? result.raised : ''}>
          {statusOf(run, trial, isChanged || isAsked)}
        </p>
        {!isChanged && !isAsked && (
          <Button onClick={() => setIsAsked(true)} disabled={trial === null}>
            {t('trial.run')}
          </Button>
        )}
        {result && result.raised > 0 && (
          <Button onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
            {t(isOpen ? 'trial.hide' : 'trial.show')}
          </Button>
        )}
      </div>
      {result && isChanged && before && (
        <p className="text-ink-3">{tn('trial.before', before.raised)}</p>
      )}
      {result && <Notes result={result} />}
      {result && isOpen && <Found result={result} model={model} />}
      {!isOn && <AtOnce trial={trial} isReady={!run.isFetching} model={model} />}
    </section>
  )
}

/** What is late by now, however old, is raised when the rule is switched on: how many, whose and which. */
function AtOnce({
  trial,
  isReady,
  model,
}: {
  trial: string | null
  /** No other replay is under way. */
  isReady: boolean
  model: Model
}) {
  const [isOpen, setIsOpen] = useState(false)
  const { data: result } = useTrial(trial, isReady, true)
  if (!result) return null
  const owners = result.by_owner
    .slice(0, 4)
    .map(({ owner, raised }) => `${owner?.name ?? t('trial.nobody')} ${raised}`)
  const others = result.by_owner.slice(4).reduce((sum, { raised }) => sum + raised, 0)
  if (others > 0) owners.push(`${t('trial.others')} ${others}`)
  return (
    <div data-at-once={result.raised} className="mt-1 border-t border-line pt-1">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 py-1">
          {result.raised === 0
            ? t('trial.at_once_none')
            : tn('trial.at_once', result.raised, { whose: listOf(owners) })}{' '}
          {!result.complete && result.looked_at_until && (
            <span className="text-warn">
              {t('trial.cut', { until: showMoment(result.looked_at_until) })}
            </span>
          )}
        </p>
        {result.raised > 0 && (
          <Button onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
            {t(isOpen ? 'trial.hide_late' : 'trial.show_late')}
          </Button>
        )}
      </div>
      {isOpen && <Found result={result} model={model} />}
    </div>
  )
}

function statusOf(
  run: { data?: Backtest; isFetching: boolean; error: Error | null },
  trial: string | null,
  isWanted: boolean,
) {
  if (run.data) {
    const number = (
      <b key="n" className="num text-lg font-semibold">
        {run.data.raised.toLocaleString(language())}
      </b>
    )
    const [before, after] = tn('trial.raised', run.data.raised, { n: '\0' }).split('\0')
    return (
      <>
        {before}
        {number}
        {after}{' '}
        <span className="text-ink-3">
          {t('trial.kept', {
            started: run.data.started.toLocaleString(language()),
            met: run.data.met.toLocaleString(language()),
            broken: run.data.broken.toLocaleString(language()),
            running: run.data.running.toLocaleString(language()),
            dropped: run.data.dropped.toLocaleString(language()),
          })}
        </span>
      </>
    )
  }
  if (run.error) return <span className="text-bad">{messageOf(run.error)}</span>
  if (run.isFetching) return <span className="text-ink-3">{t('trial.running')}</span>
  return (
    <span className="text-ink-3">
      {t(isWanted && trial === null ? 'trial.incomplete' : 'trial.idle')}
    </span>
  )
}

function Notes({ result }: { result: Backtest }) {
  const managers = result.by_manager
    .slice(0, 4)
    .map(({ manager, raised }) => `${manager?.name ?? t('trial.nobody')} ${raised}`)
  return (
    <div className="space-y-0.5 pb-0.5 text-ink-3">
      {managers.length > 1 && <p>{t('trial.managers', { list: listOf(managers) })}</p>}
      {!result.complete && result.looked_at_until && (
        <p className="text-warn">{t('trial.cut', { until: showMoment(result.looked_at_until) })}</p>
      )}
      {result.unknown_fields.length > 0 && (
        <p className="text-warn">{t('trial.unknown', { fields: listOf(result.unknown_fields) })}</p>
      )}
    </div>
  )
}

function Found({ result, model }: { result: Backtest; model: Model }) {
  const [shown, setShown] = useState(shownAtOnce)
  return (
    <>
      <ul
        className="mt-1 max-h-80 overflow-auto border-t border-line"
        tabIndex={0}
        aria-label={t('trial.list')}
      >
        {result.exceptions.slice(0, shown).map((one, index) => {
          const plural = entityByKey(model, one.record.entity)?.plural
          const name = one.record.title ?? t('trial.out_of_sight')
          return (
            <li
              key={`${one.record.id} ${index}`}
              className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5 last:border-0"
            >
              <span className="min-w-40 flex-1 truncate font-medium">
                {plural && one.record.title !== null ? (
                  <Link
                    to="/e/$plural/$id"
                    params={{ plural, id: one.record.id }}
                    className="link inline-block py-0.5"
                  >
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
              <span className="text-ink-2">{one.owner?.name ?? t('trial.nobody')}</span>
              <time dateTime={one.raised_at} className="num text-ink-3">
                {showMoment(one.raised_at)}
              </time>
              <span className="num text-ink-3">{t('trial.late', { late: one.late })}</span>
            </li>
          )
        })}
      </ul>
      {result.exceptions.length > shown && (
        <Button kind="ghost" onClick={() => setShown(shown + 200)}>
          {t('trial.more')}
        </Button>
      )}
    </>
  )
}

// Everything of a person who leaves goes to a colleague, or to the team by rotation.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { finishedJob, takeBackJob } from '@/api/jobs'
import { messageOf } from '@/api/problem'
import { queryClient } from '@/api/queries'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { Problem } from '@/kit/page'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { handOver, previewHandOver, type HandOver, type Move } from './calls'
import type { PersonRow } from './roster'
import { t, tn } from './words'

interface HandOverProps {
  row: PersonRow
  people: PersonRow[]
  model: Model
  close: () => void
  back: () => void
}

/** "3 leads", as the model calls them, with the way to their list. */
function MoveText({ model, move: { entity: key, count, filter } }: { model: Model; move: Move }) {
  const entity = entityByKey(model, key)
  const noun = (count === 1 ? entity?.label : entity?.label_plural) ?? key
  const text = `${count.toLocaleString(language())} ${noun}`
  if (!entity?.menu || !filter) return text
  return (
    <Link
      to="/e/$plural"
      params={{ plural: entity.plural }}
      search={{ filter }}
      className="link inline-block min-h-6"
    >
      {text}
    </Link>
  )
}

const byRotation = ''

export function HandOverForm({ row, people, model, close, back }: HandOverProps) {
  const { entry, name } = row
  const [to, setTo] = useState<string | null>(null)
  const [deactivate, setDeactivate] = useState(true)
  const [isBusy, setIsBusy] = useState(false)
  const [progress, setProgress] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const work: HandOver = { to: to || null, deactivate }
  const preview = useQuery({
    queryKey: ['hand_over', entry.id, to],
    queryFn: ({ signal }) => previewHandOver(entry.id, work, signal),
    enabled: to !== null,
    retry: false,
  })
  const colleagues = people.filter((one) => one.isActive && one.entry.id !== entry.id)
  const mates = colleagues.filter((one) => one.entry['team'] === entry['team'])
  const others = colleagues.filter((one) => !mates.includes(one))
  const moves = (preview.data ?? []).filter(({ count }) => count > 0)
  const total = moves.reduce((sum, { count, stays }) => sum + (stays ? 0 : count), 0)

  const send = async () => {
    if (to === null || isBusy) return
    setIsBusy(true)
    setRefusal(null)
    try {
      const started = await handOver(entry.id, work)
      const job = await finishedJob(started, (one) =>
        setProgress(t('progress', { n: one.done, all: one.total })),
      )
      void queryClient.invalidateQueries()
      if (job.state === 'failed') throw new Error(job.result?.message ?? t('hand_over_failed'))
      close()
      const takeBack = () => takeBackJob(job.id).finally(() => void queryClient.invalidateQueries())
      sayDone(tn('handed_over', job.done - job.refused, { name }), takeBack, whatElse())
      if (job.refused > 0) sayError(new Error(tn('hand_over_refused', job.refused)))
    } catch (error) {
      setRefusal(messageOf(error))
    }
    setIsBusy(false)
    setProgress(null)
  }
  const whatElse = () => {
    const taker = people.find((one) => one.entry.id === to)?.name ?? t('by_rotation')
    const isOut = deactivate && t('and_deactivate', { name })
    return [t('handed_over_to', { to: taker }), isOut].filter(Boolean).join(' · ')
  }
  const option = ({ entry: { id }, name: text }: PersonRow) => (
    <option key={id} value={id}>
      {text}
    </option>
  )
  return (
    <>
      <div className="min-h-0 overflow-auto px-4 pt-2 pb-3">
        <label className="mb-3 block">
          <span className="mb-1 block font-medium">{t('hand_over_to')}</span>
          <select
            autoFocus
            value={to ?? 'choose'}
            onChange={(event) => setTo(event.target.value)}
            className="control"
          >
            {to === null && <option value="choose">{t('choose')}</option>}
            <option value={byRotation}>{t('by_rotation')}</option>
            {mates.length > 0 && <optgroup label={t('same_team')}>{mates.map(option)}</optgroup>}
            {others.length > 0 && <optgroup label={t('others')}>{others.map(option)}</optgroup>}
          </select>
        </label>
        <label className="mb-3 flex items-center gap-2 max-md:min-h-10">
          <input
            type="checkbox"
            checked={deactivate}
            onChange={(event) => setDeactivate(event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          {t('and_deactivate', { name })}
        </label>
        {preview.error && <Problem error={preview.error} retry={() => void preview.refetch()} />}
        {preview.data && (
          <section aria-label={t('would_move')} className="rounded-lg border border-line p-3">
            <h3 className="mb-1 font-semibold">{t('would_move')}</h3>
            {moves.length === 0 && <p className="text-ink-3">{t('nothing_moves', { name })}</p>}
            <ul className="num">
              {moves.map((move) => (
                <li key={move.entity} className="py-0.5">
                  <MoveText model={model} move={move} />
                  {move.stays && <span className="text-warn"> {t('stays')}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        {refusal && (
          <p role="alert" className="mt-3 rounded-md bg-bad-soft px-3 py-2 text-bad">
            {refusal}
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-1.5 border-t border-line px-4 py-3">
        <span role="status" className="num min-w-0 flex-1 truncate text-ink-3">
          {progress}
        </span>
        <Button onClick={back}>{t('back')}</Button>
        <Button kind="primary" disabled={!preview.data || isBusy} onClick={() => void send()}>
          {total > 0 ? tn('hand_over_do', total) : t('hand_over_none')}
        </Button>
      </div>
    </>
  )
}

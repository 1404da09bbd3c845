import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, Undo2 } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { undoJob } from '@/api/calls'
import { meQuery, queryClient } from '@/api/queries'
import { showEnd } from '@/base/time'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { emptyCompany } from '@/kit/empty_company'
import { Loading, Problem } from '@/kit/page'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { importsQuery, isGoing, jobQuery, refusedAddress, type ImportJob } from './calls'
import { GivenTo } from './owners'
import { Counted, ProgressBar } from './parts'
import { t, tn } from './words'

const shown = (n: number) => n.toLocaleString(language())

/** An import under way or over. It goes on without the page. */
export function RunView({
  job: id,
  model,
  startOver,
}: {
  job: string
  model: Model
  startOver: () => void
}) {
  const { data: job, error } = useQuery(jobQuery(id))
  const { data: all } = useQuery(importsQuery)
  const entity = entityByKey(model, all?.find((one) => one.id === id)?.entity ?? '')
  const { data: me } = useQuery(meQuery)
  const Back = me?.may.administer ? emptyCompany.Back : undefined
  const isOver = job && !isGoing(job)
  useEffect(() => {
    if (isOver)
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'job' })
  }, [isOver])
  if (error) return <Problem error={error} />
  if (!job) return <Loading />
  return (
    <>
      <div role="status">
        {isGoing(job) ? <Going job={job} /> : <Over job={job} entity={entity} />}
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {isOver && entity && (
          <Link
            to="/e/$plural"
            params={{ plural: entity.plural }}
            search={{ sort: '-created_at' }}
            className="link max-md:py-2.5"
          >
            {t('see', { entities: entity.label_plural })}
          </Link>
        )}
        {isOver && job.refused > 0 && (
          <a className="link max-md:py-2.5" href={refusedAddress(job.id)} download>
            {t('refused_file')}
          </a>
        )}
        {isOver && Back && (
          <Suspense>
            <Back />
          </Suspense>
        )}
        {isOver && <UndoImport job={job} />}
        {isOver && <Button onClick={startOver}>{t('another')}</Button>}
      </div>
    </>
  )
}

function Going({ job }: { job: ImportJob }) {
  return (
    <>
      <p className="num mb-2">
        {job.total > 0
          ? t('importing_n', { n: shown(job.done), all: shown(job.total) })
          : t('importing')}
        {job.refused > 0 && <span className="text-bad"> · {tn('refused', job.refused)}</span>}
      </p>
      <ProgressBar done={job.done} total={job.total} label={t('importing')} />
      <p className="mt-2 text-ink-3">{t('goes_on')}</p>
    </>
  )
}

function Over({ job, entity }: { job: ImportJob; entity: Entity | undefined }) {
  const { result } = job
  if (job.state === 'undone') return <p>{t('was_undone')}</p>
  if (job.state === 'failed')
    return <Problem error={new Error(result?.message ?? t('failed', { n: shown(job.done) }))} />
  return (
    <>
      <p className="mb-3 flex items-center gap-2 text-base font-semibold">
        <Check size={18} aria-hidden className="text-good" />
        {t('finished')}
      </p>
      {result && (
        <div className="grid grid-cols-2 gap-2 md:grid-cols-4">
          <Counted n={shown(result.created)} label={t('n_created')} tone="good" />
          <Counted n={shown(result.updated)} label={t('n_updated')} />
          <Counted n={shown(result.unchanged)} label={t('n_same')} />
          <Counted
            n={shown(result.refused)}
            label={t('n_refused')}
            tone={result.refused > 0 ? 'bad' : undefined}
          />
        </div>
      )}
      {result && <GivenTo result={result} entity={entity} />}
    </>
  )
}

/** Takes back everything the import wrote, and tells what it left alone. */
export function UndoImport({ job }: { job: Pick<ImportJob, 'id' | 'state' | 'undo_until'> }) {
  const [undoing, setUndoing] = useState<string | undefined>()
  const { data: undo } = useQuery(jobQuery(undoing))
  const isOver = undo && !isGoing(undo)
  useEffect(() => {
    if (!isOver) return
    void queryClient.invalidateQueries()
    if (undo.state === 'done') sayDone(t('undone'))
  }, [isOver])
  const start = () => {
    void undoJob(job.id).then(({ id }) => setUndoing(id), sayError)
  }
  if (undo && isGoing(undo))
    return (
      <span role="status" className="num">
        {t('undoing_n', { n: shown(undo.done), all: shown(undo.total) })}
      </span>
    )
  if (undo?.state === 'failed')
    return <Problem error={new Error(undo.result?.message ?? t('check_failed'))} retry={start} />
  if (undo) {
    const left = undo.result?.left_count ?? 0
    return (
      <span className="flex flex-wrap items-center gap-2">
        <span role="status">
          {t('undone')} {left > 0 && tn('left_alone', left)}
        </span>
        {/* What stood in the way may be gone meanwhile; an undo itself is not taken back. */}
        {left > 0 && (
          <Button onClick={start}>
            <Undo2 size={14} aria-hidden />
            {t('undo_rest')}
          </Button>
        )}
      </span>
    )
  }
  if (!job.undo_until) return null
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button disabled={!!undoing} onClick={start}>
        <Undo2 size={14} aria-hidden />
        {t(job.state === 'undone' ? 'undo_rest' : 'undo')}
      </Button>
      <span className="text-ink-3">{t('undo_until', { when: showEnd(job.undo_until) })}</span>
    </span>
  )
}

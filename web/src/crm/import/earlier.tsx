import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { showMomentWithin } from '@/base/time'
import { Pill } from '@/kit/marks'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { importsQuery, refusedAddress, type EarlierImport } from './calls'
import { Section } from './parts'
import { UndoImport } from './run_view'
import { t, tn } from './words'

const states = {
  queued: ['info', 'state.queued'],
  running: ['info', 'state.running'],
  done: ['good', 'state.done'],
  failed: ['bad', 'state.failed'],
  undone: ['neutral', 'state.undone'],
} as const

export function Earlier({ model, except }: { model: Model; except?: string }) {
  const { data } = useQuery(importsQuery)
  const list = data?.filter(({ id }) => id !== except) ?? []
  if (list.length === 0) return null
  return (
    <Section title={t('earlier')} note={t('earlier_note')}>
      <ul className="border-t border-line">
        {list.map((one) => (
          <One key={one.id} job={one} model={model} />
        ))}
      </ul>
    </Section>
  )
}

function One({ job, model }: { job: EarlierImport; model: Model }) {
  const entity = entityByKey(model, job.entity)
  const [tone, word] = states[job.state]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2">
      <Link to="/import" search={{ job: job.id }} className="link num max-md:py-2">
        {entity?.label_plural ?? job.entity}, {showMomentWithin(job.at)}
      </Link>
      <Pill tone={tone}>{t(word)}</Pill>
      <span className="num text-ink-3">
        {tn('rows', job.total)}
        {job.refused > 0 && ` · ${tn('refused', job.refused)}`}
        {job.user && ` · ${job.user.name}`}
      </span>
      <span className="ml-auto flex flex-wrap items-center gap-2">
        {job.has_refused_file && (
          <a className="link" href={refusedAddress(job.id)} download>
            {t('refused_file')}
          </a>
        )}
        <UndoImport job={job} />
      </span>
    </li>
  )
}

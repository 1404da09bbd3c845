import { classes } from '@/base/classes'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { Loaded } from '@/api/calls'
import { ApiError } from '@/api/problem'
import { entryQuery, meQuery, modelQuery } from '@/api/queries'
import { t } from '@/base/words'
import { Loading, Page, Problem } from '@/kit/page'
import { entityByPlural, titleOf } from '@/model/catalogue'
import type { Entity } from '@/model/types'
import { ActsBar } from './acts_bar'
import { FieldSections } from './field_sections'
import { NoSuchPage } from './no_such_page'
import { askedElsewhere, ScriptPanel } from './script_panel'
import { Timeline } from './timeline'

export default function RecordPage() {
  const { plural, id } = useParams({ from: '/shell/e/$plural/$id' })
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = entityByPlural(model, plural)
  const record = useQuery({ ...entryQuery(plural, id), enabled: !!entity })
  const isAbsent = record.error instanceof ApiError && record.error.status === 404
  if (entity && isAbsent && record.data)
    return <GonePage entity={entity} title={titleOf(entity, record.data.entry)} />
  if (!entity || isAbsent) return <NoSuchPage />
  if (record.data) return <RecordView key={id} entity={entity} loaded={record.data} />
  return (
    <Page title={entity.label}>
      {record.error ? (
        <Problem error={record.error} retry={() => void record.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** It was here a moment ago: given away, say, to someone whose work the reader does not see. */
function GonePage({ entity, title }: { entity: Entity; title: string }) {
  return (
    <Page title={t('record.gone_title')}>
      <div className="p-4">
        <p className="mb-3 max-w-prose text-ink-2">{t('record.gone', { title })}</p>
        <Link to="/e/$plural" params={{ plural: entity.plural }} className="link">
          {t('record.all', { entities: entity.label_plural })}
        </Link>
      </div>
    </Page>
  )
}

function RecordView({ entity, loaded }: { entity: Entity; loaded: Loaded }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const title = titleOf(entity, loaded.entry)
  const currency = me.company.currency
  return (
    <Page
      title={title}
      back={
        <Link
          to="/e/$plural"
          params={{ plural: entity.plural }}
          aria-label={t('record.all', { entities: entity.label_plural })}
          title={t('record.all', { entities: entity.label_plural })}
          className={classes(
            'grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover',
            'max-md:size-10 md:-ml-1.5',
          )}
        >
          <ArrowLeft size={16} />
        </Link>
      }
      sub={entity.label}
    >
      <ActsBar entity={entity} loaded={loaded} title={title} currency={currency} />
      <div className="flex min-h-0 flex-1 max-lg:block max-lg:overflow-auto">
        <div className="min-w-0 flex-1 lg:overflow-auto">
          <ScriptPanel entity={entity} loaded={loaded} title={title} currency={currency} />
          <FieldSections
            entity={entity}
            loaded={loaded}
            model={model}
            currency={currency}
            without={askedElsewhere(entity)}
          />
        </div>
        <aside
          aria-label={t('timeline.title')}
          className={classes(
            'w-[372px] shrink-0 border-line max-lg:w-auto max-lg:border-t lg:overflow-auto',
            'lg:border-l',
          )}
        >
          <Timeline entity={entity} loaded={loaded} model={model} />
        </aside>
      </div>
    </Page>
  )
}

import { classes } from '@/base/classes'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { Loaded } from '@/api/calls'
import { ApiError } from '@/api/problem'
import { entryQuery, meQuery, modelQuery } from '@/api/queries'
import { listOf, t, within } from '@/base/words'
import { IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { useMedia } from '@/kit/media'
import { askForPlan, mayPlanFor, planKey } from '@/kit/plan/plan'
import { Loading, Page, Problem } from '@/kit/page'
import { activityFor } from '@/model/activity'
import { allowedOf, entityByKey, entityByPlural, titleOf } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { ActsBar } from './acts_bar'
import { Composer } from './composer'
import { FieldSections } from './field_sections'
import { neighboursOf } from './neighbours'
import { NoSuchPage } from '@/kit/no_such_page'
import { Figures, FirstOfAll, NowPanel, People } from './now_panel'
import { usePending } from './use_pending'
import { OpenStrip } from './open_strip'
import { isOpen, keyFieldsOf, missingAmong, pendingOf } from './related'
import { askedElsewhere, ScriptPanel, useDueAfterScript } from './script_panel'
import { isGone, RemovedBar } from './removed_bar'
import { StepStrip } from './step_strip'
import { Timeline } from './timeline'

export default function RecordPage() {
  const { plural, id } = useParams({ from: '/shell/e/$plural/$id' })
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = entityByPlural(model, plural)
  const record = useQuery({ ...entryQuery(plural, id), enabled: !!entity })
  const isAbsent = record.error instanceof ApiError && record.error.status === 404
  if (entity && isAbsent && record.data)
    return <GonePage entity={entity} title={titleOf(entity, record.data.entry)} />
  if (!entity) return <NoSuchPage />
  if (isAbsent) return <NoSuchPage list={{ plural: entity.plural, label: entity.label_plural }} />
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
          {t('record.all', { entities: within(entity.label_plural) })}
        </Link>
      </div>
    </Page>
  )
}

function RecordView({ entity: every, loaded }: { entity: Entity; loaded: Loaded }) {
  const entity = useMemo(() => allowedOf(every, loaded.may), [every, loaded.may])
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const hasRoom = useMedia('(min-width: 1180px)')
  const title = titleOf(entity, loaded.entry)
  const currency = me.company.currency
  const dueOf = useDueAfterScript(entity)
  const isRemoved = isGone(loaded)
  const plan =
    mayPlanFor(model, entity) && !isRemoved
      ? () => askForPlan({ entity, id: loaded.entry.id, title })
      : undefined
  useKeys(plan ? [{ keys: planKey, label: t('plan.plan'), run: plan }] : [])
  const hasOpen = useOpenOnes(model, entity, loaded).length > 0
  const parts = {
    facts: <Facts entity={entity} loaded={loaded} model={model} currency={currency} />,
    steps: <Steps entity={entity} loaded={loaded} model={model} />,
    script: <ScriptPanel entity={entity} loaded={loaded} />,
    people: <People entity={entity} loaded={loaded} model={model} />,
    first: <FirstOfAll entity={entity} loaded={loaded} model={model} plan={plan} />,
    figures: <Figures entity={entity} loaded={loaded} model={model} />,
    timeline: <TimelinePart entity={entity} loaded={loaded} model={model} plan={plan} />,
    now: <NowPanel entity={entity} loaded={loaded} model={model} />,
  }
  return (
    <Page
      title={title}
      back={
        <Link
          to="/e/$plural"
          params={{ plural: entity.plural }}
          aria-label={t('record.all', { entities: within(entity.label_plural) })}
          title={t('record.all', { entities: within(entity.label_plural) })}
          className={classes(
            'grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover',
            'max-md:size-10 md:-ml-1.5',
          )}
        >
          <ArrowLeft size={16} />
        </Link>
      }
      sub={entity.label}
      actions={<Stepper entity={entity} id={loaded.entry.id} />}
    >
      {isRemoved && <RemovedBar entity={entity} loaded={loaded} title={title} />}
      <ActsBar
        entity={entity}
        loaded={loaded}
        title={title}
        currency={currency}
        isQuiet={hasOpen || entity.layout.first !== undefined || askedElsewhere(entity).size > 0}
        due={hasOpen ? undefined : dueOf(loaded.entry)}
      />
      {hasRoom ? <ThreeParts {...parts} /> : <Tabs {...parts} />}
    </Page>
  )
}

interface Parts {
  facts: ReactNode
  steps: ReactNode
  script: ReactNode
  timeline: ReactNode
  /** Of now, what comes before everything else. */
  first: ReactNode
  /** Of the facts, what one looks for first. */
  figures: ReactNode
  people: ReactNode
  now: ReactNode
}

function ThreeParts(props: Omit<Parts, 'figures'>) {
  const { facts, steps, script, timeline, first, people, now } = props
  return (
    <div className="flex min-h-0 flex-1">
      <div className="w-[320px] shrink-0 overflow-auto border-r border-line">{facts}</div>
      <div className="min-w-0 flex-1 overflow-auto">
        {steps}
        {script}
        {timeline}
      </div>
      <aside
        aria-label={t('now.title')}
        className="w-[290px] shrink-0 overflow-auto border-l border-line"
      >
        {first}
        {people}
        {now}
      </aside>
    </div>
  )
}

const tabs = ['now', 'timeline', 'facts'] as const
const tabWords = {
  now: 'now.title',
  timeline: 'timeline.title',
  facts: 'facts.title',
} as const

/** One part at a time where there is no room for three; what is said first comes first. */
function Tabs({ facts, steps, script, timeline, first, figures, people, now }: Parts) {
  const [tab, setTab] = useState<(typeof tabs)[number]>('now')
  const shown = {
    facts,
    timeline,
    now: (
      <>
        {people}
        {figures}
        {first}
        {steps}
        {now}
        {script}
      </>
    ),
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const next = by && tabs[tabs.indexOf(tab) + by]
    if (!next) return
    event.preventDefault()
    setTab(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <>
      <div role="tablist" onKeyDown={onKeyDown} className="flex shrink-0 border-b border-line px-2">
        {tabs.map((key) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            aria-selected={key === tab}
            aria-controls="tab-panel"
            tabIndex={key === tab ? 0 : -1}
            onClick={() => setTab(key)}
            className={classes(
              '-mb-px h-10 border-b-2 px-3',
              key === tab ? 'border-accent font-semibold' : 'border-transparent text-ink-2',
            )}
          >
            {t(tabWords[key])}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="tab-panel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto"
      >
        {shown[tab]}
      </div>
    </>
  )
}

interface PartProps {
  entity: Entity
  loaded: Loaded
  model: Model
}

function Facts(props: PartProps & { currency: string }) {
  const elsewhere = askedElsewhere(props.entity)
  const keys = keyFieldsOf(props.entity).filter(({ key }) => !elsewhere.has(key))
  const missing = missingAmong(keys, props.loaded.entry)
  const args = { n: keys.length - missing.length, all: keys.length }
  return (
    <>
      {keys.length > 0 && (
        <p className="flex items-baseline px-4 pt-3 font-semibold">
          {t('facts.title')}
          <span
            title={
              missing.length > 0
                ? t('facts.missing', { fields: listOf(missing.map(({ label }) => label)) })
                : undefined
            }
            className={classes(
              'num ml-auto font-normal',
              missing.length > 0 && props.entity.may.change ? 'text-warn' : 'text-ink-3',
            )}
          >
            <span aria-hidden>• </span>
            {t('facts.complete', args)}
          </span>
        </p>
      )}
      <FieldSections {...props} without={elsewhere} />
    </>
  )
}

/** Its open opportunities. */
function useOpenOnes(model: Model, entity: Entity, loaded: Loaded) {
  const related = pendingOf(model, entity).find((one) => one.entity.key === 'opportunity')
  return usePending(related, loaded.entry.id).entries
}

/** The record's own steps, or those of its open opportunities. */
function Steps({ entity, loaded, model }: PartProps) {
  const opportunities = entityByKey(model, 'opportunity')
  const entries = useOpenOnes(model, entity, loaded)
  if (!opportunities) return null
  if (entity.key === opportunities.key)
    return <StepStrip entity={entity} id={loaded.entry.id} isOpen={isOpen(entity, loaded.entry)} />
  return <OpenStrip entity={opportunities} entries={entries} />
}

function TimelinePart({ entity, loaded, model, plan }: PartProps & { plan?: () => void }) {
  const activity = activityFor(model, entity)
  return (
    <>
      {activity && (
        <Composer
          entity={entity}
          id={loaded.entry.id}
          activity={activity}
          plan={plan}
          isClosed={isGone(loaded)}
        />
      )}
      <Timeline entity={entity} loaded={loaded} model={model} />
    </>
  )
}

/** To the neighbours in the list one came from. */
function Stepper({ entity, id }: { entity: Entity; id: string }) {
  const navigate = useNavigate()
  const around = neighboursOf(entity.plural, id)
  const { plural } = entity
  const open = (to: string | undefined) =>
    to && void navigate({ to: '/e/$plural/$id', params: { plural, id: to }, replace: true })
  const previous = () => open(around?.previous)
  const next = () => open(around?.next)
  useKeys(
    around
      ? [
          { keys: '[', label: t('record.previous'), isStep: true, run: previous },
          { keys: ']', label: t('record.next'), isStep: true, run: next },
        ]
      : [],
  )
  if (!around) return null
  return (
    <>
      <span className="num text-ink-3 max-md:hidden">
        {t('record.place', { n: around.place, all: around.count })}
      </span>
      <IconButton label={t('record.previous')} disabled={!around.previous} onClick={previous}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('record.next')} disabled={!around.next} onClick={next}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
    </>
  )
}

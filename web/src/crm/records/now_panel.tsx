import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, type ReactNode } from 'react'
import { recordExceptionsQuery, totalQuery } from '@/api/board'
import type { Loaded } from '@/api/calls'
import { entriesQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { showMoney, type Money } from '@/base/money'
import { dayOf, showDue, useNow } from '@/base/time'
import { language, t, within } from '@/base/words'
import { later } from '@/kit/later'
import { Avatar } from '@/kit/marks'
import { ValueView } from '@/kit/value'
import { activityFor } from '@/model/activity'
import { fieldsOf } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { isEmpty, isMoney, nameOf, showValue } from '@/model/values'
import { PanelRow } from './panel_row'
import { Part } from './part'
import {
  attachedOf,
  customerFieldsOf,
  isOverdue,
  peopleFieldsOf,
  pendingOf,
  reachFieldsOf,
  stateFieldOf,
  worthsOf,
  type Attached,
  type Related,
} from './related'
import { usePending } from './use_pending'

// The rest of the record does not wait for it.
const next = () => import('./next_part')
const NextPart = later(() => next().then((m) => m.NextPart))
const PendingNext = later(() => next().then((m) => m.PendingNext))

interface NowProps {
  entity: Entity
  loaded: Loaded
  model: Model
}

/** How far it has come, what it is worth, when it ends: of what its list shows, where the facts are a tab away. */
export function Figures({ entity, loaded, model }: NowProps) {
  const { entry, included } = loaded
  const state = stateFieldOf(entity)
  const today = dayOf(new Date(useNow()))
  const fields = fieldsOf(entity, entity.layout.list).filter(
    (field) =>
      (field === state || ['money', 'day'].includes(field.kind)) && !isEmpty(entry[field.key]),
  )
  if (fields.length === 0) return null
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2 border-b border-line px-4 py-3">
      {fields.map((field) => (
        <div key={field.key}>
          <dt className="text-xs text-ink-3">{field.label}</dt>
          <dd
            className={classes(
              'num font-semibold',
              isOverdue(entity, field, entry, today) && 'text-warn',
            )}
          >
            <ValueView field={field} value={entry[field.key]} included={included} model={model} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What is broken, before all else, and how one gets hold of them. */
export function FirstOfAll({ entity, loaded, model, plan }: NowProps & { plan?: () => void }) {
  return (
    <>
      <Broken entity={entity} id={loaded.entry.id} />
      {activityFor(model, entity) && (
        <Suspense fallback={<Part title={t('plan.title')}>{'\u00a0'}</Part>}>
          <NextPart entity={entity} loaded={loaded} model={model} plan={plan} />
        </Suspense>
      )}
      <Reach entity={entity} loaded={loaded} model={model} />
    </>
  )
}

/** What has to be in sight always: what is open, what belongs to it. */
export function NowPanel({ entity, loaded, model }: NowProps) {
  const { id } = loaded.entry
  const attached = attachedOf(model, entity, id)
  return (
    <>
      {pendingOf(model, entity).map((related) => (
        <Pending key={related.entity.key} related={related} id={id} model={model} />
      ))}
      {attached.map((one) => (
        <AttachedPart key={one.entity.key} {...one} model={model} />
      ))}
    </>
  )
}

function Reach({ entity, loaded, model }: NowProps) {
  const fields = reachFieldsOf(entity, loaded.entry)
  if (fields.length === 0) return null
  return (
    <Part title={t('now.reach')}>
      <ul className="space-y-1 max-md:space-y-0">
        {fields.map((field) => (
          <li
            key={field.key}
            className="flex items-baseline gap-2 [overflow-wrap:anywhere] max-md:min-h-10 max-md:items-center"
          >
            <span className="min-w-0 flex-1">
              <ValueView
                field={field}
                value={loaded.entry[field.key]}
                included={loaded.included}
                model={model}
              />
            </span>
            <span className="shrink-0 text-ink-3">{field.label}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Broken({ entity, id }: { entity: Entity; id: string }) {
  const { data } = useQuery(recordExceptionsQuery(entity.plural, id))
  const now = useNow()
  const open = (data ?? []).filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  return (
    <Part title={t('nav.exceptions')} note={open.length.toLocaleString(language())}>
      <ul className="space-y-2">
        {open.map((row) => (
          <li key={row.id}>
            <Link
              to="/"
              search={{ exception: row.id }}
              className="block rounded-md bg-bad-soft px-2.5 py-1.5 text-bad hover:underline"
            >
              <span className="block">{row.broken || row.sentence}</span>
              <span className="num block text-xs">{showDue(row.due_at, now)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** Who looks after it. */
export function People({ entity, loaded, model }: NowProps) {
  const people = peopleFieldsOf(entity)
  const customer = customerFieldsOf(entity).filter(({ key }) => !isEmpty(loaded.entry[key]))
  if (people.length + customer.length === 0) return null
  return (
    <Part title={t('now.people')}>
      <ul className="space-y-1.5">
        {people.map((field) => {
          const id = loaded.entry[field.key]
          const name = isEmpty(id) ? t('person.nobody') : nameOf(String(id), loaded.included)
          return (
            <li key={field.key} className="flex items-center gap-2">
              <Avatar name={isEmpty(id) ? undefined : name} />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="shrink-0 text-ink-3">{field.label}</span>
            </li>
          )
        })}
        {customer.map((field) => (
          <li key={field.key} className="flex items-start gap-2">
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <ValueView
                field={field}
                value={loaded.entry[field.key]}
                included={loaded.included}
                model={model}
              />
            </span>
            <span className="shrink-0 text-ink-3">{field.label}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

interface PendingProps {
  related: Related
  id: string
  model: Model
}

export function Pending({ related, id, model }: PendingProps) {
  const { entity, state } = related
  const { entries, count } = usePending(related, id)
  const hasSteps = entity.key === 'opportunity'
  return (
    <Part
      title={t('now.open', { entities: within(entity.label_plural) })}
      note={
        count !== undefined && (
          <ListLink entity={entity} filter={`${related.link} = ${id} and ${related.where}`}>
            {count.toLocaleString(language())}
          </ListLink>
        )
      }
    >
      {count === 0 && <p className="text-ink-3">{t('now.none')}</p>}
      <ul className="space-y-2">
        {entries.map((entry) => {
          const amount = entry['amount']
          return (
            <PanelRow
              key={entry.id}
              entity={entity}
              entry={entry}
              beside={
                isMoney(amount) && (
                  <span className="num shrink-0 font-medium">{showMoney(amount)}</span>
                )
              }
            >
              <div className="truncate text-ink-3">{showValue(state, entry[state.key])}</div>
              {hasSteps && (
                <div className="flex min-h-5 items-center *:flex-1" data-next-of={entry.id}>
                  <Suspense>
                    <PendingNext entity={entity} entry={entry} among={entries} model={model} />
                  </Suspense>
                </div>
              )}
            </PanelRow>
          )
        })}
      </ul>
      <Worths related={related} id={id} model={model} open={count ?? 0} />
    </Part>
  )
}

/** To the list of just what was counted. */
function ListLink({
  entity,
  filter,
  children,
}: {
  entity: Entity
  filter: string
  children: ReactNode
}) {
  return (
    <Link
      to="/e/$plural"
      params={{ plural: entity.plural }}
      search={{ filter }}
      className="link"
      title={t('now.list', { entities: within(entity.label_plural) })}
    >
      {children}
    </Link>
  )
}

const showSums = (sums: Money[] = []) => sums.map((sum) => showMoney(sum)).join(' + ')

/** What several open ones are worth together, and what came in. */
function Worths({ related, id, model, open }: PendingProps & { open: number }) {
  const { entity, link } = related
  const metrics = worthsOf(model, related)
  const mine = `${link} = ${id}`
  const { data: openWorth } = useQuery(totalQuery(open > 1 ? metrics.open : undefined, mine))
  const { data: won } = useQuery(totalQuery(metrics.won, mine))
  const lines = [
    { label: t('now.together'), worth: open > 1 ? openWorth : undefined },
    { label: metrics.won?.label ?? '', worth: won?.count ? won : undefined },
  ].flatMap(({ label, worth }) => (worth ? [{ label, worth }] : []))
  if (lines.length === 0) return null
  return (
    <ul className="mt-2 space-y-1 border-t border-line pt-2">
      {lines.map(({ label, worth }) => (
        <li key={label} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 text-ink-2">
            {label} <span className="num text-ink-3">{worth.count.toLocaleString(language())}</span>
          </span>
          <span className="num text-right">
            <ListLink entity={entity} filter={worth.filter}>
              {showSums(worth.sums) || t('now.without_amount')}
            </ListLink>
          </span>
        </li>
      ))}
    </ul>
  )
}

const attachedShown = 5

function AttachedPart({ entity, filter, isOpen, model }: Attached & { model: Model }) {
  const query = { filter, limit: attachedShown, sort: '-updated_at' }
  const { data } = useInfiniteQuery(entriesQuery(entity.plural, query))
  const page = data?.pages[0]
  if (!page) return null
  const title = isOpen
    ? t('now.open', { entities: within(entity.label_plural) })
    : entity.label_plural
  const count = page.count ?? page.data.length
  const state = isOpen ? stateFieldOf(entity) : undefined
  return (
    <Part
      title={title}
      note={
        <ListLink entity={entity} filter={filter}>
          {count.toLocaleString(language())}
        </ListLink>
      }
    >
      {count === 0 && <p className="text-ink-3">{t('now.none')}</p>}
      <ul className="space-y-2">
        {page.data.map((entry) => (
          <PanelRow key={entry.id} entity={entity} entry={entry}>
            <span className="flex flex-wrap gap-x-2 leading-6 text-ink-3 max-md:leading-9">
              {state && <span>{showValue(state, entry[state.key])}</span>}
              {reachFieldsOf(entity, entry).map((field) => (
                <span key={field.key} className="min-w-0 truncate">
                  <ValueView
                    field={field}
                    value={entry[field.key]}
                    included={page.included ?? {}}
                    model={model}
                  />
                </span>
              ))}
            </span>
          </PanelRow>
        ))}
      </ul>
    </Part>
  )
}

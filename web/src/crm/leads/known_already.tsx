// Who a lead that is being typed could be already: shown meanwhile, and never in the way.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { find, type CreatePreview, type KnownTo } from '@/api/calls'
import { modelQuery } from '@/api/queries'
import { listOf, t, tn, within } from '@/base/words'
import { useSlowly } from '@/kit/use_slowly'
import { fieldOf, titleOf } from '@/model/catalogue'
import type { Entity, Entry, FoundRow, Values } from '@/model/types'
import { sameIn } from './same_in'

interface KnownProps {
  entity: Entity
  values: Values
  /** What the server says of the addresses. */
  known: CreatePreview | undefined
}

interface Line {
  /** The record's, where the reader may open it. */
  id?: string
  plural?: string
  title: string
  more: string
}

const waitMs = 180
const mostShown = 4

/** Customers of that name, of that company: the company's own record too. */
function useNamesakes(values: Values): FoundRow[] {
  const words = ['first_name', 'last_name', 'company'].map((key) => values[key]).filter(Boolean)
  const name = useSlowly(words.join(' '), waitMs)
  const { data } = useQuery({
    queryKey: ['namesakes', name],
    queryFn: ({ signal }) => find(name, signal),
    enabled: name.length > 1,
    retry: false,
    staleTime: 5000,
    placeholderData: (before) => (name.length > 1 ? before : undefined),
  })
  const customers = ['lead', 'contact', 'account']
  return (data?.data ?? []).filter((row) => customers.includes(row.entity))
}

/** "Fiona looks after the account Salamander Foods". */
function elsewhere(entity: Entity, values: Values, { owner, by }: KnownTo): string {
  const name = owner?.name ?? ''
  const company = String(values['company'] ?? '')
  if (by === 'company')
    return owner
      ? t('line.known_company', { name, company })
      : t('line.known_company_nobody', { company })
  const field = within(fieldOf(entity, by)?.label ?? by)
  return owner ? t('line.known_to', { name, field }) : t('line.known_to_nobody', { field })
}

/** "same e-mail and phone" */
function sameWords(labels: string[]): string {
  return labels.length > 0 ? t('line.same', { field: listOf(labels.map(within)) }) : ''
}

/** By which fields the search found it; both halves of a name are the name. */
function foundIn(row: FoundRow, of: Entity | undefined): string[] {
  const labels = row.found_in.map((key) =>
    ['first_name', 'last_name'].includes(key) ? t('list.name') : of && fieldOf(of, key)?.label,
  )
  return [...new Set(labels)].flatMap((label) => label ?? [])
}

const joined = (...parts: unknown[]) => parts.filter(Boolean).join(' · ')

export function KnownAlready({ entity, values, known }: KnownProps) {
  const { data: model } = useQuery(modelQuery())
  const entityOf = (key: string) => model?.entities.find((one) => one.key === key)
  const same = known?.duplicates ?? []
  const others = known?.known_to ?? []
  const isTold = (id: string) => [...same, ...others].some((one) => one.id === id)
  const ofSame = (entry: Entry): Line => ({
    id: entry.id,
    plural: entity.plural,
    title: titleOf(entity, entry),
    more: joined(
      sameWords(sameIn(entity, values, entry).map(({ label }) => label)),
      entry['company'],
      entry['email'],
      entry['phone'],
    ),
  })
  const lines: Line[] = [
    ...others.map((one) => ({
      id: one.id ?? undefined,
      plural: entityOf(one.entity)?.plural,
      title: elsewhere(entity, values, one),
      more: '',
    })),
    ...same.map(ofSame),
    ...useNamesakes(values)
      .filter(({ id }) => !isTold(id))
      .map((row) => ({
        id: row.id,
        plural: entityOf(row.entity)?.plural,
        title: row.title,
        more: joined(
          sameWords(foundIn(row, entityOf(row.entity))),
          entityOf(row.entity)?.label,
          row.context,
          row.owner?.name,
        ),
      })),
  ].slice(0, mostShown)
  return (
    <div role="status">
      {lines.length > 0 && (
        <div className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <p className="mb-1 font-medium">{tn('line.duplicates', lines.length)}</p>
          <ul>
            {lines.map((line, index) => (
              <KnownLine key={line.id ?? index} line={line} />
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

/** Beside what is being typed, which stays as it is. */
function KnownLine({ line: { id, plural, title, more } }: { line: Line }) {
  return (
    <li className="flex min-h-6 items-center gap-2">
      {id && plural ? (
        <Link
          to="/e/$plural/$id"
          params={{ plural, id }}
          target="_blank"
          className="link inline-flex min-h-6 min-w-0 items-center gap-1 text-inherit! max-md:min-h-10"
        >
          <span className="truncate">{title}</span>
          <ExternalLink size={12} aria-label={t('line.new_tab')} className="shrink-0" />
        </Link>
      ) : (
        <span className="min-w-0">{title}</span>
      )}
      <span className="min-w-0 flex-1 truncate">{more}</span>
    </li>
  )
}

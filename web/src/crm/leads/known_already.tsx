// Who a lead that is being typed could be already: shown meanwhile, and never in the way.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { find, type CreatePreview } from '@/api/calls'
import { modelQuery } from '@/api/queries'
import { t, tn } from '@/base/words'
import { useSlowly } from '@/kit/use_slowly'
import { titleOf } from '@/model/catalogue'
import type { Entity, FoundRow, Values } from '@/model/types'

interface KnownProps {
  entity: Entity
  values: Values
  /** What the server says of the addresses. */
  known: CreatePreview | undefined
  close: () => void
}

interface Line {
  key: string
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

export function KnownAlready({ entity, values, known, close }: KnownProps) {
  const { data: model } = useQuery(modelQuery())
  const pluralOf = (key: string) => model?.entities.find((one) => one.key === key)?.plural
  const same = known?.duplicates ?? []
  const lines: Line[] = [
    ...(known?.known_to ?? []).map((person, index) => ({
      key: `elsewhere-${index}`,
      title: person ? t('line.known_to', { name: person.name }) : t('line.known_to_nobody'),
      more: '',
    })),
    ...same.map((entry) => ({
      key: entry.id,
      plural: entity.plural,
      title: titleOf(entity, entry),
      more: [entry['company'], entry['email'], entry['phone']].filter(Boolean).join(' · '),
    })),
    ...useNamesakes(values)
      .filter(({ id }) => !same.some((entry) => entry.id === id))
      .map(({ id, entity: key, title, context, owner }) => ({
        key: id,
        plural: pluralOf(key),
        title,
        more: [context, owner?.name].filter(Boolean).join(' · '),
      })),
  ].slice(0, mostShown)
  return (
    <div role="status">
      {lines.length > 0 && (
        <div className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <p className="mb-1 font-medium">{tn('line.duplicates', lines.length)}</p>
          <ul>
            {lines.map((line) => (
              <KnownLine key={line.key} line={line} close={close} />
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function KnownLine({
  line: { key, plural, title, more },
  close,
}: {
  line: Line
  close: () => void
}) {
  return (
    <li className="flex min-h-6 items-center gap-2">
      {plural ? (
        <Link
          to="/e/$plural/$id"
          params={{ plural, id: key }}
          onClick={close}
          className="link inline-flex min-h-6 shrink-0 items-center whitespace-nowrap text-inherit!"
        >
          {title}
        </Link>
      ) : (
        <span>{title}</span>
      )}
      <span className="truncate">{more}</span>
    </li>
  )
}

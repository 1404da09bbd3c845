// Who will have what is entered: said before it is saved, and set where it stands.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Colleague, CreatePreview } from '@/api/calls'
import { meQuery, usersQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { labelled, t } from '@/base/words'
import { inOrderOfUse } from '@/kit/people_picker'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Field } from '@/model/types'
import { takeOwner } from './line_owner'

/** Under which what is chosen here stands among the corrections; no piece of a line is called so. */
export const ownerMark = '@'

/** Whom it may be given to, by this reader. `ownerField` is undefined where he may not say so. */
export function useOwner(entity: Entity) {
  const { data: me } = useSuspenseQuery(meQuery)
  const owner = fieldOf(entity, 'owner')
  const ownerField = owner?.right === 'edit' && !owner.read_only ? owner : undefined
  const { data } = useQuery({ ...usersQuery(), enabled: !!ownerField })
  const people = inOrderOfUse(data ?? [], me.id)
  return { ownerField, people, ownerIn: (line: string) => takeOwner(line, people) }
}

/** "Owner: Nobody", told of what was entered. */
export function ownerWords(field: Field | undefined, id: unknown, people: Colleague[]) {
  const name = id ? people.find((person) => person.id === id)?.name : t('person.nobody')
  return field && name && labelled(field.label, name)
}

interface OwnerChipProps {
  field: Field
  people: Colleague[]
  /** Empty: nobody. */
  value: string
  choose: (id: string) => void
}

export function OwnerChip({ field, people, value, choose }: OwnerChipProps) {
  return (
    <li
      className={classes(
        'flex h-7 max-w-full items-center overflow-hidden rounded-md border max-md:h-10',
        value ? 'border-line-strong' : 'border-warn',
      )}
    >
      <span className="flex h-full items-center border-r border-line bg-hover px-1.5 text-ink-2">
        {field.label}
      </span>
      <select
        aria-label={field.label}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className={classes('h-full min-w-0 bg-raise px-1.5', !value && 'text-warn')}
      >
        <option value="">{t('person.nobody')}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </li>
  )
}

/** What becomes of it when nobody has it: nobody is chosen silently, and nobody is to think that it is lost. */
export function Pooled({ rules }: { rules: CreatePreview['guidelines'] }) {
  return (
    <p className="mt-2 text-warn" data-pooled>
      {t('line.pooled')}{' '}
      {rules.length > 0 &&
        t('line.pooled_told', { rules: rules.map(({ sentence }) => sentence).join(' ') })}
    </p>
  )
}

// The two sides of what was refused: what somebody entered, and what the others made of the same fields.
import { useQueries, useQuery } from '@tanstack/react-query'
import { listByIds } from '@/api/calls'
import { entryQuery } from '@/api/queries'
import type { Waiting } from '@/api/waiting'
import { t, tn } from '@/base/words'
import { sentenceOf } from '@/kit/conflict_bar'
import { reloadField } from '@/kit/edits'
import type { Held } from '@/kit/waiting/held'
import { changedByOthers, wantedBy } from '@/kit/waiting/send'
import { entityByKey, titleOf } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { showValue } from '@/model/values'

/** What was typed is never only in the machine: it can be read, and copied. */
export function HeldPart({ part: { field, value }, model }: { part: Held; model: Model }) {
  const linked = field.kind === 'link' && value ? entityByKey(model, field.link ?? '') : undefined
  const { data } = useQuery({
    ...entryQuery(linked?.plural ?? '', String(value)),
    enabled: !!linked,
  })
  const said = linked ? data && titleOf(linked, data.entry) : showValue(field, value)
  return (
    <p className="break-words whitespace-pre-wrap text-ink-2">
      <span className="text-ink-3">{t('text.label', { label: field.label })}</span>
      {said || t('waiting.cleared')}
    </p>
  )
}

/** What the others made of the same fields, asked for anew: they may have gone on. Of many records how many it is. */
export function Theirs({ one, entity, held }: { one: Waiting; entity: Entity; held: Held[] }) {
  const [id = '', ...others] = one.about.ids
  const answers = useQueries({
    queries: held.map(({ field }) => ({
      queryKey: ['theirs', entity.plural, id, field.key, one.id],
      queryFn: () => reloadField(entity, id, field),
      enabled: others.length === 0,
      retry: false,
    })),
  })
  const known = answers.flatMap(({ data }, at) => (data ? sentenceOf(held[at]!.field, data) : []))
  return known.join(' ') || one.why
}

/** As many as one reads through; the line above leads to all of them. */
const mostNamed = 5

/** Of many: whose value somebody else changed, and what it says by now. */
export function Others({ one, entity, held }: { one: Waiting; entity: Entity; held: Held[] }) {
  const { data = [] } = useQuery({
    queryKey: ['others', entity.plural, one.id],
    queryFn: () => listByIds(entity.plural, one.about.ids),
    staleTime: 0,
    retry: false,
  })
  const others = changedByOthers(data, wantedBy(one), one.before ?? {})
  return (
    <ul className="text-warn">
      {others.slice(0, mostNamed).map((entry) => (
        <li key={entry.id} className="break-words">
          {[
            titleOf(entity, entry),
            ...held.map(({ field }) => showValue(field, entry[field.key]) || t('waiting.cleared')),
          ].join(' · ')}
        </li>
      ))}
      {others.length > mostNamed && <li>{tn('waiting.others', others.length - mostNamed)}</li>}
    </ul>
  )
}

// What somebody with a role would see and do, in sentences.
import { listOf } from '@/base/words'
import type { EntityRights, RightEntity, Rights, Scope } from './calls'
import { t } from './words'

/** Labels of the entities by the scope a role has there; what it has nothing of comes under none. */
export function byScope(all: Rights, role: string, side: 'see' | 'change') {
  const groups = new Map<Scope, string[]>()
  for (const { key, label } of all.entities) {
    const scope = all.rights[role]?.[key]?.[side] ?? 'none'
    groups.set(scope, [...(groups.get(scope) ?? []), label])
  }
  return groups
}

/** "Lead (phone, e-mail)": fields of what is seen that are hidden, or shown as dots. */
function fieldsOf(all: Rights, role: string, right: 'masked' | 'none'): string[] {
  return all.entities.flatMap(({ key, label, fields }) => {
    const rights = all.rights[role]?.[key]
    if (!rights || rights.see === 'none') return []
    const found = fields.filter((field) => rights.fields[field.key] === right)
    return found.length > 0
      ? [t('fields_in', { entity: label, fields: listOf(found.map((field) => field.label)) })]
      : []
  })
}

export function sightOf(all: Rights, role: string, who: string): string[] {
  const see = byScope(all, role, 'see')
  const change = byScope(all, role, 'change')
  const says = (key: Parameters<typeof t>[0], entities: string[] | undefined) =>
    entities && entities.length > 0 ? [t(key, { who, entities: listOf(entities) })] : []
  const masked = fieldsOf(all, role, 'masked')
  const hidden = fieldsOf(all, role, 'none')
  return [
    ...says('sees_all', see.get('all')),
    ...says('sees_team', see.get('team')),
    ...says('sees_own', see.get('own')),
    ...says('sees_pool', see.get('pool')),
    ...says('sees_custom', see.get('custom')),
    ...says('sees_none', see.get('none')),
    ...says('changes_all', change.get('all')),
    ...says('changes_team', change.get('team')),
    ...says('changes_own', change.get('own')),
    ...says('changes_pool', change.get('pool')),
    ...says('masked_fields', masked),
    ...says('hidden_fields', hidden),
  ]
}

/** How many fields are not simply as the entity is. */
export const limitedFields = ({ fields }: RightEntity, rights: EntityRights) =>
  fields.filter(({ key }) => ['masked', 'none'].includes(rights.fields[key] ?? '')).length

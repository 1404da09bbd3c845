// What a field is used for where nobody has said it: the goal of the rules that are on and ask for it.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { rulesQuery, type Rule } from '@/api/process'
import { modelQuery } from '@/api/queries'
import { language, listOf } from '@/base/words'
import { useMends } from '@/kit/mends/use_mends'
import { entityByKey } from '@/model/catalogue'
import type { Entity } from '@/model/types'
import { stateFieldOf } from './related'

/** `fieldsOf`: the fields a rule looks at. The state is what everything is about. */
export function withUses(
  entity: Entity,
  rules: Rule[],
  fieldsOf: (rule: Rule) => string[],
): Entity {
  const state = stateFieldOf(entity)?.key
  const goals = new Map<string, Set<string>>()
  for (const rule of rules.filter((one) => one.state === 'on' && one.entity === entity.key)) {
    const goal = rule.goal[language()] ?? Object.values(rule.goal)[0]
    if (!goal) continue
    for (const key of fieldsOf(rule)) goals.set(key, (goals.get(key) ?? new Set()).add(goal))
  }
  goals.delete(state ?? '')
  if (goals.size === 0) return entity
  return {
    ...entity,
    fields: entity.fields.map((field) => {
      const own = goals.get(field.key)
      return own && !field.used_for && !field.read_only
        ? { ...field, used_for: listOf([...own]) }
        : field
    }),
  }
}

export function useUses(entity: Entity): Entity {
  const { data: model } = useSuspenseQuery(modelQuery())
  const mayRead = !!entityByKey(model, 'guideline')
  const { data: rules = [] } = useQuery({ ...rulesQuery, enabled: mayRead })
  const { mendsOf } = useMends(mayRead)
  return withUses(entity, rules, ({ id, key }) => mendsOf({ guideline: { id, key } })?.fields ?? [])
}

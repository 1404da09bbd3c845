import { useQuery } from '@tanstack/react-query'
import { teamsQuery, usersQuery } from '@/api/queries'
import { entityByKey } from '@/model/catalogue'
import type { Included, Model } from '@/model/types'
import type { Subject } from './condition_words'

/** What a rule's conditions speak of: people and teams by name. */
export function useSubject(entity: string, model: Model): Subject | null {
  const users = useQuery(usersQuery())
  const teams = useQuery(teamsQuery)
  const included: Included = {}
  for (const { id, name } of users.data ?? []) included[id] = { id, entity: 'user', title: name }
  for (const { id, name } of teams.data ?? []) included[id] = { id, entity: 'team', title: name }
  const known = entityByKey(model, entity)
  return known ? { entity: known, model, included } : null
}

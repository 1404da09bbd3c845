import { queryOptions } from '@tanstack/react-query'
import { call } from '@/api/client'
import { language } from '@/base/words'

/** Which records: "custom" is a condition that is none of the words. */
export type Scope = 'all' | 'team' | 'own' | 'pool' | 'none' | 'custom'
export type FieldRight = 'edit' | 'see' | 'masked' | 'none'

export interface RoleFace {
  /** Of its record; null where there is none. */
  id: string | null
  key: string
  name: string
  is_own: boolean
  people: number
}

export interface RightField {
  key: string
  label: string
  personal: boolean
  read_only: boolean
}

export interface RightEntity {
  key: string
  label: string
  /** False: create and remove cannot be given. */
  can_be_created: boolean
  /** The words that mean something for it. */
  scopes: Scope[]
  fields: RightField[]
}

export interface EntityRights {
  see: Scope
  see_condition: string
  change: Scope
  change_condition: string
  create: boolean
  remove: boolean
  fields: Record<string, FieldRight>
}
export type EntityPatch = Partial<EntityRights>
export type RightsOfRole = Record<string, EntityRights>

export interface Rights {
  roles: RoleFace[]
  entities: RightEntity[]
  /** By role, by entity. */
  rights: Record<string, RightsOfRole>
}

export const rightsQuery = () =>
  queryOptions({
    queryKey: ['rights', language()],
    queryFn: async ({ signal }) => (await call<Rights>('GET', '/rights', { signal })).data,
  })

/** Null gives an entity back what ships. */
export const changeRights = (role: string, patch: Record<string, EntityPatch | null>) =>
  call<{ role: string; rights: RightsOfRole }>('PATCH', `/rights/${role}`, { body: patch })

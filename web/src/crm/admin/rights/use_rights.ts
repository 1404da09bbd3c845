// Rights changed where they stand: at once, with undo.
import { createEntry, readEntry, changeEntry, removeEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, modelQuery, queryClient } from '@/api/queries'
import { sayDone, sayError, untilTold } from '@/kit/undo'
import { changeRights, rightsQuery, type EntityPatch, type RoleFace } from './calls'
import { patched } from './patch'
import { t } from './words'

/** What the reader himself may do can have changed with it. */
export function refreshRights() {
  void queryClient.invalidateQueries({ queryKey: ['rights'] })
  void queryClient.invalidateQueries({ queryKey: ['entries', 'roles'] })
  void queryClient.invalidateQueries({ queryKey: modelQuery().queryKey })
  void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}
const takeBackOf = (journal: string | null) =>
  journal ? () => undoJournal(journal).then(refreshRights) : undefined

function refuse(error: unknown) {
  const own = error instanceof ApiError ? Object.values(error.byField)[0] : undefined
  sayError(new Error(own ?? messageOf(error)))
  return false
}

/** Answers whether it was taken. Without a patch the entity gets back what ships. */
export async function saveRights(
  role: RoleFace,
  entity: { key: string; label: string },
  patch: EntityPatch | null,
): Promise<boolean> {
  const { queryKey } = rightsQuery()
  const before = queryClient.getQueryData(queryKey)
  if (before && patch)
    queryClient.setQueryData(queryKey, patched(before, role.key, entity.key, patch))
  try {
    const { data, journal } = await changeRights(role.key, { [entity.key]: patch })
    queryClient.setQueryData(
      queryKey,
      (all) => all && { ...all, rights: { ...all.rights, [role.key]: data.rights } },
    )
    refreshRights()
    sayDone(t('changed', { role: role.name, entity: entity.label }), takeBackOf(journal))
    return true
  } catch (error) {
    queryClient.setQueryData(queryKey, before)
    return refuse(error)
  }
}

/** Answers its key. */
export async function addRole(name: string, like: string): Promise<string | null> {
  try {
    const { data, journal } = await createEntry('roles', { name, like }, freshKey())
    sayDone(t('role_added', { name }), takeBackOf(journal))
    await queryClient.invalidateQueries({ queryKey: ['rights'] })
    refreshRights()
    return String(data['key'])
  } catch (error) {
    refuse(error)
    return null
  }
}

export async function renameRole({ id }: RoleFace, name: string): Promise<boolean> {
  if (!id) return false
  try {
    const { etag } = await untilTold(readEntry('roles', id))
    const { journal } = await changeEntry('roles', id, { name }, etag)
    refreshRights()
    sayDone(t('role_renamed', { name }), takeBackOf(journal))
    return true
  } catch (error) {
    return refuse(error)
  }
}

export async function removeRole({ id, name }: RoleFace): Promise<boolean> {
  if (!id) return false
  try {
    const { journal } = await removeEntry('roles', id)
    refreshRights()
    sayDone(t('role_removed', { name }), takeBackOf(journal))
    return true
  } catch (error) {
    return refuse(error)
  }
}

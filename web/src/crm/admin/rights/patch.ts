import type { EntityPatch, Rights } from './calls'

/** The rights as they will be once the server has taken the change. */
export function patched(all: Rights, role: string, entity: string, patch: EntityPatch): Rights {
  const ofRole = all.rights[role]
  const before = ofRole?.[entity]
  if (!ofRole || !before) return all
  const after = { ...before, ...patch, fields: { ...before.fields, ...patch.fields } }
  return { ...all, rights: { ...all.rights, [role]: { ...ofRole, [entity]: after } } }
}

import { listOf } from '@/base/words'
import type { Entity } from '@/model/types'
import { missingOf } from './plan'
import type { Import } from './use_import'
import { t } from './words'

/** Said where columns are chosen and where rows are refused for it. */
export function Missing({ state, entity }: { state: Import; entity: Entity }) {
  const fields = missingOf(state.plan, entity, state.preview)
  if (fields.length === 0) return null
  return (
    <p role="note" className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-warn">
      {t('missing', { fields: listOf(fields.map(({ label }) => label)) })}
    </p>
  )
}

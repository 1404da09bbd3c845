// A journal row in words.
import { t, type WordKey } from '@/base/words'
import { entityByKey, fieldOf } from './catalogue'
import type { Entity, Included, JournalRow, Model } from './types'
import { showLoose, showValue } from './values'

const generic = {
  create: 'act.create',
  update: 'act.update',
  change: 'act.update',
  remove: 'act.remove',
  restore: 'act.restore',
  undo: 'act.undo',
  import: 'act.import',
  assign: 'act.assign',
  remind: 'act.remind',
  reassign: 'act.reassign',
  snooze: 'act.snooze',
  accept: 'act.accept',
  raise: 'act.raise',
  warn: 'act.warn',
  close: 'act.close',
  cancel: 'act.cancel',
  finish: 'act.finish',
  rule: 'act.rule',
  movement: 'act.movement',
  schedule: 'act.schedule',
  reset_password: 'act.reset_password',
  change_password: 'act.change_password',
  password_link: 'act.password_link',
  download_backup: 'act.download_backup',
  merge_choice: 'act.merge_choice',
  invite: 'act.invite',
  withdraw_invitation: 'act.withdraw_invitation',
  move: 'act.move',
  step: 'act.step',
} satisfies Record<string, WordKey>

/** "Lead created", "Log a call", "Call · created". */
export function headlineOf(
  row: JournalRow,
  model: Model,
  about: { entity: string; id: string },
): string {
  const entity = entityByKey(model, row.entity)
  const own = entity?.acts.find((act) => act.key === row.act)?.label
  const text =
    own ??
    undoneText(row) ??
    movedText(row) ??
    (row.act in generic
      ? t(generic[row.act as keyof typeof generic])
      : row.act.replaceAll('_', ' '))
  return row.entity === about.entity ? text : `${entity?.label ?? row.entity} · ${text}`
}

/** What an undo of making or removing a record did, which its one changed field tells nobody. */
function undoneText({ act, changes }: JournalRow): string | undefined {
  const pair = changes?.['removed_at']
  if (act !== 'undo' || !Array.isArray(pair)) return undefined
  return t(pair[1] === null ? 'act.undo_removed' : 'act.undo_made')
}

/** An exception goes with its record: to another owner, by another calendar, or both. */
function movedText({ act, changes }: JournalRow): string | undefined {
  if (act !== 'move' || !changes || 'due_at' in changes) return undefined
  return t('act.move_owner')
}

export interface ChangeText {
  label: string
  before: string
  after: string
}

/** Changed fields the reader may see, in the order of the model. */
export function changesOf(row: JournalRow, model: Model, included: Included = {}): ChangeText[] {
  const entity = entityByKey(model, row.entity)
  // That a record is gone, or back, is what the act itself says.
  const said = Object.entries(row.changes ?? {}).filter(([key]) => key !== 'removed_at')
  return said.map(([key, pair]) => {
    const [before, after] = Array.isArray(pair) ? pair : [null, pair]
    return {
      label: labelOf(entity, key),
      before: textOf(model, entity, key, before, included),
      after: textOf(model, entity, key, after, included),
    }
  })
}

/** What every record has, beside the fields of its own. */
const common = {
  created_at: 'field.created_at',
  updated_at: 'field.updated_at',
} satisfies Record<string, WordKey>

function labelOf(entity: Entity | undefined, key: string): string {
  const own = entity && fieldOf(entity, key)?.label
  if (own) return own
  return key in common ? t(common[key as keyof typeof common]) : key.replaceAll('_', ' ')
}

/** A key that names something of the model is shown by its name. */
export function nameInModel(model: Model, key: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (key === 'entity') return entityByKey(model, value)?.label
  if (key === 'metric') return model.metrics?.find((metric) => metric.key === value)?.label
  return undefined
}

function textOf(
  model: Model,
  entity: Entity | undefined,
  key: string,
  value: unknown,
  included: Included,
): string {
  const named = nameInModel(model, key, value)
  if (named) return named
  const field = entity && fieldOf(entity, key)
  return field ? showValue(field, value, included) || '–' : showLoose(value)
}

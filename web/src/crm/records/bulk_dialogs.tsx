// What the bulk bar asks.
import { Download } from 'lucide-react'
import { exportAddress, type BulkWork } from '@/api/calls'
import { t } from '@/base/words'
import { Modal, OptionList } from '@/kit/modal'
import { fieldOf } from '@/model/catalogue'
import type { Act, Entity, Field } from '@/model/types'
import { Colleagues } from './colleagues'
import { columnKeysOf } from './columns'
import { filterOfChosen, type Selection } from './selection'

interface AskProps {
  sub?: string
  perform: (work: BulkWork, label: string) => void
  close: () => void
}

export function StateDialog({ state, sub, perform, close }: AskProps & { state: Field }) {
  const choices = state.choices ?? []
  const choose = (key: string) => {
    const label = choices.find((choice) => choice.key === key)?.label ?? key
    perform({ change: { [state.key]: key } }, `${state.label}: ${label}`)
  }
  return (
    <Modal title={state.label} sub={sub} open close={close}>
      <OptionList
        options={choices.map(({ key, label }) => ({ value: key, label }))}
        choose={choose}
      />
    </Modal>
  )
}

export function OwnerDialog({ assign, sub, perform, close }: AskProps & { assign?: Act }) {
  const workOf = (id: string): BulkWork =>
    assign
      ? { act: 'assign', input: { [assign.fields[0]?.key ?? 'to']: id } }
      : { change: { owner: id } }
  return (
    <Modal title={t('bulk.assign')} sub={sub} open close={close}>
      <Colleagues
        choose={({ id, title }) => perform(workOf(id), t('bulk.assigned', { name: title }))}
      />
    </Modal>
  )
}

interface ExportDialogProps {
  entity: Entity
  selection: Selection
  filter: string | undefined
  sort: string | undefined
  columns: string[] | undefined
  close: () => void
}

/** Of the chosen, or, when none is, of all that the filter finds. */
export function ExportDialog({
  entity,
  selection,
  filter,
  sort,
  columns,
  close,
}: ExportDialogProps) {
  const isNone = !selection.isAll && selection.ids.size === 0
  const keys = columnKeysOf(entity, columns).filter((key) => fieldOf(entity, key))
  const isPerson = keys[0] === 'last_name' && fieldOf(entity, 'first_name')
  const query = {
    filter: isNone ? filter : filterOfChosen(selection, filter),
    sort,
    fields: (isPerson ? ['first_name', ...keys] : keys).join(','),
  }
  return (
    <Modal title={t('bulk.export')} sub={t('bulk.export_sub')} open close={close}>
      <div className="flex gap-1.5 px-4 pt-3 pb-4">
        {(['csv', 'xlsx'] as const).map((format) => (
          <a
            key={format}
            href={exportAddress(entity.plural, { ...query, format })}
            download
            onClick={close}
            className="inline-flex h-9 flex-1 items-center justify-center gap-2 rounded-md border border-line-strong font-medium hover:border-accent hover:bg-accent-soft max-md:h-12"
          >
            <Download size={15} aria-hidden />
            {format.toUpperCase()}
          </a>
        ))}
      </div>
    </Modal>
  )
}

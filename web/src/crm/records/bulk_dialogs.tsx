// What the bulk bar asks.
import type { BulkWork } from '@/api/calls'
import { t } from '@/base/words'
import { Modal, OptionList } from '@/kit/modal'
import type { Act, Field } from '@/model/types'
import { Colleagues } from './colleagues'

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

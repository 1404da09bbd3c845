import { useState } from 'react'
import type { AcceptReason, Colleague } from '@/api/calls'
import { currentTime, showMoment } from '@/base/time'
import { t, tn, type WordKey } from '@/base/words'
import { Modal, OptionList } from '@/kit/modal'
import { PeoplePicker } from '@/kit/people_picker'
import type { Deed } from './perform'
import { snoozeChoices } from './snooze'

export type Question = 'reassign' | 'snooze' | 'accept'

interface DialogProps {
  subject: string
  /** Who has it now. */
  owner: string | undefined
  /** How many exceptions somebody has already; undefined of whom the list does not show. */
  openOf: (person: Colleague) => number | undefined
  /** Typed before, for an act that was not taken. */
  note?: string
  answer: (deed: Deed) => void
  close: () => void
}

/** The one question an act asks; remind asks none. */
export function QuestionDialog({ question, ...rest }: DialogProps & { question: Question }) {
  if (question === 'reassign') return <Reassign {...rest} />
  return question === 'snooze' ? <Snooze {...rest} /> : <Accept {...rest} />
}

function Reassign({ subject, owner, openOf, answer, close }: DialogProps) {
  return (
    <Modal title={t('reassign.title')} sub={subject} open close={close}>
      <PeoplePicker
        label={t('reassign.find')}
        near={owner}
        among={({ id }) => id !== owner}
        hint={(person) => {
          const open = openOf(person)
          return open === undefined ? undefined : tn('exceptions.open_of_owner', open)
        }}
        choose={({ id, title }) => answer({ act: 'reassign', to: id, person: { id, name: title } })}
      />
    </Modal>
  )
}

function Snooze({ subject, answer, close }: DialogProps) {
  const [openedAt] = useState(currentTime)
  const options = snoozeChoices(openedAt).map(({ label, until }) => ({
    value: until,
    label: t(label),
    hint: showMoment(until),
  }))
  const choose = (until: string) => answer({ act: 'snooze', until })
  return (
    <Modal title={t('snooze.title')} sub={subject} open close={close}>
      <OptionList options={options} choose={choose} />
      <p className="px-4 pb-4 text-xs text-ink-3">{t('snooze.personal')}</p>
    </Modal>
  )
}

const reasons = {
  justified: 'accept.justified',
  customer_asked: 'accept.customer_asked',
  rule_wrong: 'accept.rule_wrong',
  absent: 'accept.absent',
} satisfies Record<AcceptReason, WordKey>

function Accept({ subject, note: before = '', answer, close }: DialogProps) {
  const [note, setNote] = useState(before)
  const options = Object.entries(reasons).map(([value, label]) => ({
    value: value as AcceptReason,
    label: t(label),
  }))
  const choose = (reason: AcceptReason) =>
    answer({ act: 'accept', reason, note: note.trim() || undefined })
  return (
    <Modal title={t('accept.title')} sub={subject} open close={close} keeps>
      <div className="min-h-0 overflow-auto">
        <OptionList options={options} choose={choose} />
        <label className="block px-4 pb-4">
          <span className="eyebrow mb-1 block">{t('accept.note')}</span>
          <textarea
            value={note}
            onChange={(event) => setNote(event.target.value)}
            rows={2}
            className="control resize-none"
          />
        </label>
      </div>
    </Modal>
  )
}

// A question, or the name of a stage, in every language.
import { useState } from 'react'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import type { Texts } from '@/api/process'
import { ChoicesEditor, newChoice } from './choices_editor'
import { hasText, type WrittenChoice } from './questions'
import { TextsInput } from './rule_words'
import { t } from './words'

export interface Written {
  label: Texts
  choices: WrittenChoice[]
}

interface QuestionDialogProps {
  title: string
  /** What it says now; null for a new one. */
  before: Written | null
  /** A stage is a name alone. */
  hasChoices: boolean
  /** False: refused, and said so. */
  save: (written: Written) => Promise<boolean>
  close: () => void
}

export function QuestionDialog({ title, before, hasChoices, save, close }: QuestionDialogProps) {
  const [label, setLabel] = useState<Texts>(before?.label ?? {})
  const [choices, setChoices] = useState(
    before?.choices ?? (hasChoices ? [newChoice(), newChoice()] : []),
  )
  const [isBusy, setIsBusy] = useState(false)
  const isGood = hasText(label) && (!hasChoices || choices.some((choice) => hasText(choice.label)))
  const submit = async () => {
    if (!isGood || isBusy) return
    setIsBusy(true)
    const isDone = await save({ label, choices })
    setIsBusy(false)
    if (isDone) close()
  }
  return (
    <Modal title={title} open close={close} keeps wide>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        className="flex min-h-0 flex-col"
      >
        <div className="min-h-0 space-y-3 overflow-auto px-4 pt-3 pb-3">
          <div className="grid gap-3 sm:grid-cols-2">
            <TextsInput
              label={t(hasChoices ? 'question.text' : 'stage.name')}
              texts={label}
              change={setLabel}
            />
          </div>
          {hasChoices && <ChoicesEditor choices={choices} change={setChoices} />}
        </div>
        <div className="flex shrink-0 justify-end gap-1.5 border-t border-line px-4 py-3">
          <Button onClick={close}>{common('dialog.cancel')}</Button>
          <Button kind="primary" type="submit" shortcut="enter" disabled={!isGood || isBusy}>
            {t('question.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

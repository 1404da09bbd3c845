// A proposal hangs on a case in which the rule is wrong: that exception is accepted with what should be different.
import { useId, useState } from 'react'
import { actOnException, undoJournal } from '@/api/calls'
import { refreshExceptions } from '@/api/exceptions'
import { messageOf } from '@/api/problem'
import type { Rule } from '@/api/process'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import type { ExceptionRow } from '@/model/types'
import { sentenceOf } from './rule'
import { t } from './words'

interface ProposeProps {
  rule: Rule
  /** What the rule has open, the newest first. */
  rows: ExceptionRow[]
  close: () => void
}

export function ProposeDialog({ rule, rows, close }: ProposeProps) {
  const id = useId()
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState(rows[0]?.id ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const send = async () => {
    if (isBusy || !note.trim()) return
    setIsBusy(true)
    setProblem(null)
    try {
      const act = { act: 'accept', reason: 'rule_wrong', note: note.trim() } as const
      const { journal } = await actOnException(chosen, act)
      sayDone(
        t('propose.done'),
        journal ? () => undoJournal(journal).finally(refreshExceptions) : undefined,
      )
      close()
      await refreshExceptions()
    } catch (error) {
      setProblem(messageOf(error))
      setIsBusy(false)
    }
  }
  const sentence = sentenceOf(rule.sentence, rule.within)
  return (
    <Modal title={t('propose.title')} sub={sentence} open close={close} keeps wide>
      {rows.length === 0 ? (
        <div className="px-4 pt-3 pb-4">
          <p>{t('propose.none')}</p>
          <Button className="mt-3" onClick={close}>
            {common('dialog.close')}
          </Button>
        </div>
      ) : (
        <form
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <div className="min-h-0 space-y-3 overflow-auto px-4 pt-3 pb-1">
            {problem && (
              <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
                {problem}
              </p>
            )}
            <label className="block">
              <span className="mb-1 block font-medium">{t('propose.note')}</span>
              <textarea
                autoFocus
                required
                rows={3}
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send()
                }}
                className="control"
              />
            </label>
            <div>
              <label htmlFor={`${id}-case`} className="mb-1 block font-medium">
                {t('propose.case')}
              </label>
              <select
                id={`${id}-case`}
                aria-describedby={`${id}-closes`}
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
                className="control"
              >
                {rows.map((row) => (
                  <option key={row.id} value={row.id}>
                    {[row.record.title || row.title, row.owner?.name].filter(Boolean).join(' · ')}
                  </option>
                ))}
              </select>
              <p id={`${id}-closes`} className="mt-1 text-xs text-ink-3">
                {t('propose.closes')}
              </p>
            </div>
          </div>
          <div className="flex shrink-0 justify-end gap-1.5 px-4 py-3">
            <Button onClick={close}>{common('dialog.cancel')}</Button>
            <Button
              type="submit"
              kind="primary"
              shortcut="mod+enter"
              disabled={isBusy || !note.trim()}
            >
              {t('propose.send')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

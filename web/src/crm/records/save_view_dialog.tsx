// Gives a name to what the list shows now.
import { useState } from 'react'
import { createEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { messageOf } from '@/api/problem'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import type { Entity } from '@/model/types'
import { columnsIn, type ListSearch } from './views'

interface SaveViewDialogProps {
  entity: Entity
  search: ListSearch
  me: string
  refresh: () => Promise<void>
  close: () => void
}

export function SaveViewDialog({ entity, search, me, refresh, close }: SaveViewDialogProps) {
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [key] = useState(freshKey)
  const save = async () => {
    const values = {
      name: name.trim(),
      entity: entity.key,
      filter: search.filter ?? null,
      sort: search.sort ?? null,
      columns: columnsIn(search) ?? null,
      owner: me,
      shared: isShared,
    }
    const { journal } = await createEntry('saved_views', values, key)
    const takeBack = journal ? () => undoJournal(journal).then(refresh) : undefined
    sayDone(t('views.saved', { name: name.trim() }), takeBack)
    close()
    await refresh()
  }
  return (
    <Modal title={t('views.save')} sub={t('views.save_sub')} open close={close} keeps>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save().catch((error: unknown) => setProblem(messageOf(error)))
        }}
        className="space-y-3 px-4 pt-3 pb-4"
      >
        <label className="block">
          <span className="mb-1 block font-medium">{t('views.name')}</span>
          <input
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="control"
            maxLength={200}
            required
          />
        </label>
        <label className="flex min-h-7 items-center gap-2">
          <input
            type="checkbox"
            checked={isShared}
            onChange={() => setIsShared(!isShared)}
            className="size-4 accent-[var(--accent)]"
          />
          {t('views.shared')}
        </label>
        {problem && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-1.5">
          <Button onClick={close}>{t('dialog.cancel')}</Button>
          <Button kind="primary" type="submit" shortcut="enter" disabled={!name.trim()}>
            {t('views.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { actOn, removeEntry, restoreEntry, undoJournal, type Loaded } from '@/api/calls'
import { queryClient, refreshEntry } from '@/api/queries'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { GeneratedForm } from '@/kit/form'
import { useKeys } from '@/kit/keys'
import { Modal } from '@/kit/modal'
import { sayDone, sayError } from '@/kit/undo'
import type { Act, Entity, Values } from '@/model/types'

interface ActsBarProps {
  entity: Entity
  loaded: Loaded
  title: string
  currency: string
}

/** The acts of the entity; an act without questions is done at once. */
export function ActsBar({ entity, loaded, title, currency }: ActsBarProps) {
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Act | null>(null)
  const id = loaded.entry.id

  const perform = async (act: Act, values: Values) => {
    const { journal } = await actOn(entity.plural, id, act.key, values)
    refreshEntry(entity.plural, id)
    const takeBack = async () => {
      await undoJournal(journal!)
      refreshEntry(entity.plural, id)
    }
    setAsked(null)
    sayDone(t('record.done', { act: act.label }), journal ? takeBack : undefined)
  }
  const start = (act: Act) =>
    act.fields.length > 0 ? setAsked(act) : void perform(act, {}).catch(sayError)
  const remove = async () => {
    try {
      await removeEntry(entity.plural, id)
    } catch (error) {
      return sayError(error)
    }
    sayDone(t('record.removed', { title }), async () => {
      await restoreEntry(entity.plural, id)
      refreshEntry(entity.plural, id)
    })
    await navigate({ to: '/e/$plural', params: { plural: entity.plural } })
    queryClient.removeQueries({ queryKey: ['entry', entity.plural, id] })
    refreshEntry(entity.plural, id)
  }
  const shortcut = (index: number) => (index < 9 ? String(index + 1) : undefined)
  useKeys(
    entity.acts
      .slice(0, 9)
      .map((act, index) => ({ keys: String(index + 1), label: act.label, run: () => start(act) })),
  )

  if (entity.acts.length === 0 && !entity.may.remove) return null
  return (
    <div
      role="group"
      aria-label={t('record.acts')}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2.5"
    >
      {entity.acts.map((act, index) => (
        <Button
          key={act.key}
          kind={index === 0 ? 'primary' : 'plain'}
          shortcut={shortcut(index)}
          onClick={() => start(act)}
        >
          {act.label}
        </Button>
      ))}
      {entity.may.remove && (
        <Button kind="danger" className="ml-auto" onClick={() => void remove()}>
          <Trash2 size={14} aria-hidden />
          {t('record.remove')}
        </Button>
      )}
      {asked && (
        <Modal
          title={asked.label}
          sub={title}
          open
          close={() => setAsked(null)}
          wide={asked.fields.length > 2}
        >
          <GeneratedForm
            fields={asked.fields}
            currency={currency}
            submitLabel={asked.label}
            submit={(values) => perform(asked, values)}
            cancel={() => setAsked(null)}
          />
        </Modal>
      )}
    </div>
  )
}

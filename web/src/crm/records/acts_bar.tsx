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
import type { Act, Entity, Field, Values } from '@/model/types'

interface ActsBarProps {
  entity: Entity
  loaded: Loaded
  title: string
  currency: string
  /** The page has a more important button: none of these stands out. */
  isQuiet?: boolean
}

function useRecordActs({ entity, loaded, title }: ActsBarProps) {
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Act | null>(null)
  const id = loaded.entry.id
  const refresh = () => refreshEntry(entity.plural, id)

  const perform = async (act: Act, values: Values) => {
    const { journal } = await actOn(entity.plural, id, act.key, values)
    refresh()
    setAsked(null)
    const takeBack = journal ? () => undoJournal(journal).then(refresh) : undefined
    sayDone(t('record.done', { act: act.label }), takeBack)
  }
  const remove = async () => {
    await removeEntry(entity.plural, id)
    sayDone(t('record.removed', { title }), () => restoreEntry(entity.plural, id).then(refresh))
    await navigate({ to: '/e/$plural', params: { plural: entity.plural } })
    queryClient.removeQueries({ queryKey: ['entry', entity.plural, id] })
    refresh()
  }
  return {
    asked,
    setAsked,
    perform,
    /** An act without questions is done at once. */
    start: (act: Act) =>
      act.fields.length > 0 ? setAsked(act) : void perform(act, {}).catch(sayError),
    remove: () => void remove().catch(sayError),
  }
}

/** A call is logged so often that it has a letter of its own, the same wherever it can be done. */
const keyOf = (act: Act, index: number) => (act.key === 'log_call' ? 'l' : String(index + 1))

/** The one choice an act cannot do without; everything else it asks may stay empty. */
function oneQuestionOf(act: Act): Field | undefined {
  const needed = act.fields.filter((field) => field.required && field.default === undefined)
  const [field] = needed
  const isShort = field?.kind === 'choice' && (field.choices?.length ?? 0) <= 9
  return needed.length === 1 && isShort ? field : undefined
}

/** The acts of the entity, by button and by key. */
export function ActsBar(props: ActsBarProps) {
  const { entity, title, currency } = props
  const { asked, setAsked, perform, start, remove } = useRecordActs(props)
  const withKeys = entity.acts.slice(0, 9).map((act, index) => ({ act, keys: keyOf(act, index) }))
  useKeys(withKeys.map(({ act, keys }) => ({ keys, label: act.label, run: () => start(act) })))

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
          kind={index === 0 && !props.isQuiet ? 'primary' : 'plain'}
          shortcut={withKeys[index]?.keys}
          onClick={() => start(act)}
        >
          {act.label}
        </Button>
      ))}
      {entity.may.remove && (
        <Button kind="danger" className="ml-auto" onClick={remove}>
          <Trash2 size={14} aria-hidden />
          {t('record.remove')}
        </Button>
      )}
      {asked && (
        <ActDialog
          act={asked}
          title={title}
          currency={currency}
          submit={(values) => perform(asked, values)}
          close={() => setAsked(null)}
        />
      )}
    </div>
  )
}

interface ActDialogProps {
  act: Act
  title: string
  currency: string
  submit: (values: Values) => Promise<void>
  close: () => void
}

function ActDialog({ act, title, currency, submit, close }: ActDialogProps) {
  return (
    <Modal title={act.label} sub={title} open close={close} wide={act.fields.length > 2} keeps>
      <GeneratedForm
        fields={act.fields}
        ask={oneQuestionOf(act)}
        currency={currency}
        submitLabel={act.label}
        submit={submit}
        cancel={close}
      />
    </Modal>
  )
}

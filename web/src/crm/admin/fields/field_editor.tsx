import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { changeField, removeField } from '@/api/model_changes'
import { Button } from '@/kit/button'
import { Loading } from '@/kit/page'
import type { Entity, Field } from '@/model/types'
import { ofField, textsOf, useBothModels, type BothModels, type Texts } from './both_languages'
import { Choices } from './choices'
import { labelsFrom } from './names'
import { useGo } from './place'
import { tell } from './send'
import { TwoTexts } from './two_texts'
import type { Uses } from './uses'
import { t } from './words'

interface FieldEditorProps {
  entity: Entity
  field: Field
  uses: Uses
}

/** What can be said of a field: its texts in both languages, its choices, and that it goes. */
export function FieldEditor({ entity, field, uses }: FieldEditorProps) {
  const models = useBothModels()
  const go = useGo()
  if (uses.question > 0) return <Question n={uses.question} />
  if (!models) return <Loading />
  const remove = async () => {
    const title = t('field_removed', { label: field.label })
    if (await tell(title, removeField(entity.key, field.key))) go({ object: entity.key }, true)
  }
  return (
    <div className="grid gap-x-8 gap-y-4 px-6 pt-1 pb-4 max-md:px-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.35fr)]">
      <FieldTexts entity={entity} field={field} models={models} />
      {field.kind === 'choice' && <Choices entity={entity} field={field} models={models} />}
      {field.own && (
        <div className="xl:col-span-2">
          <Button kind="danger" className="-ml-2.5" onClick={() => void remove()}>
            {t('field_remove')}
          </Button>
        </div>
      )}
    </div>
  )
}

const process = '/process?part=questions'

/** A question is changed where its order and its answers are. */
function Question({ n }: { n: number }) {
  const { history } = useRouter()
  return (
    <p className="px-6 pt-1 pb-4 text-ink-2 max-md:px-2">
      {t('question_note', { n })}{' '}
      <a
        href={process}
        className="link"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          history.push(process)
        }}
      >
        {t('to_process')}
      </a>
    </p>
  )
}

const textKeys = ['label', 'help', 'used_for'] as const
type TextKey = (typeof textKeys)[number]

function FieldTexts({
  entity,
  field,
  models,
}: {
  entity: Entity
  field: Field
  models: BothModels
}) {
  const saved = (key: TextKey) =>
    textsOf(
      models,
      ofField(entity.key, field.key, (one) => one[key]),
    )
  const [drafts, setDrafts] = useState<Partial<Record<TextKey, Texts>>>({})
  const isChanged = (key: TextKey) =>
    drafts[key] && JSON.stringify(drafts[key]) !== JSON.stringify(saved(key))
  const changed = textKeys.filter(isChanged)
  const save = async () => {
    const change = Object.fromEntries(changed.map((key) => [key, labelsFrom(drafts[key]!)]))
    const title = t('field_changed', { label: field.label })
    if (await tell(title, changeField(entity.key, field.key, change))) setDrafts({})
  }
  return (
    <form
      aria-label={t('texts')}
      className="min-w-0"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed.length > 0) void save()
      }}
    >
      {textKeys.map((key) => (
        <TwoTexts
          key={key}
          label={t(key)}
          texts={drafts[key] ?? saved(key)}
          change={(texts) => setDrafts({ ...drafts, [key]: texts })}
        />
      ))}
      <Button type="submit" disabled={changed.length === 0} shortcut="enter">
        {t('save')}
      </Button>
    </form>
  )
}

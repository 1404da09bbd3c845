import { useMemo, useRef, useState } from 'react'
import { changeField } from '@/api/model_changes'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entity, Field, Model } from '@/model/types'
import type { BothModels } from './both_languages'
import { changeFrom, rowsOf, type ChoiceRow } from './choice_rows'
import { tell } from './send'

interface Change {
  rows: ChoiceRow[]
  title: string
  /** Takes a refusal to itself, or leaves it to a toast. */
  refused?: ((error: unknown) => boolean) | undefined
}

/**
 * The choices as they were last arranged here. One change is on its way at a time; of those made
 * meanwhile the last one says all.
 */
export function useChoices(entity: Entity, field: Field, models: BothModels) {
  const known = useMemo(() => {
    const of = (model: Model) => {
      const one = entityByKey(model, entity.key)
      return (one && fieldOf(one, field.key)?.choices) ?? []
    }
    return rowsOf({ en: of(models.en), 'zh-CN': of(models['zh-CN']) })
  }, [models, entity.key, field.key])
  const [draft, setDraft] = useState<ChoiceRow[] | null>(null)
  const waiting = useRef<Change | null>(null)
  const isSending = useRef(false)
  const latestKnown = useRef(known)
  latestKnown.current = known

  const send = async () => {
    if (isSending.current) return
    isSending.current = true
    while (waiting.current) {
      const { rows, title, refused } = waiting.current
      waiting.current = null
      const choices = changeFrom(latestKnown.current, rows)
      const isDone = await tell(title, changeField(entity.key, field.key, { choices }), refused)
      if (!isDone) waiting.current = null // what was built on it falls with it
    }
    isSending.current = false
    setDraft(null)
  }
  const rows = draft ?? known
  const latest = useRef(rows)
  latest.current = rows
  return {
    rows,
    latest,
    save: (next: ChoiceRow[], title: string, refused?: Change['refused']) => {
      setDraft(next)
      waiting.current = { rows: next, title, refused }
      void send()
    },
  }
}

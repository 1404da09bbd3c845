import { useEffect, useRef, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { t } from '@/base/words'
import { isComposing } from './keys'
import type { Field, Included, Value } from '@/model/types'
import { draftOf, isMoney, parseDraft } from '@/model/values'

/** What the field says now, when someone else was faster. */
export interface Theirs {
  value: Value
  included: Included
  /** Who changed it last and when, where that is known. */
  by?: string
  at?: string
}

export interface EditProps {
  field: Field
  value: Value
  included: Included
  currency: string
  /** Throws a conflict when someone else was faster. */
  save: (value: Value) => Promise<void>
  /** Asks for the field as it is now. */
  reload: () => Promise<Theirs>
  close: () => void
}

const sameValue = (a: Value, b: Value) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** Complete in itself as soon as it is chosen. */
const isChosen = (field: Field) => ['choice', 'boolean', 'link'].includes(field.kind)
const isLong = (field: Field) => field.kind === 'long_text' || field.kind === 'json'

/** What somebody else made of the value while this one was being typed: told as soon as the stream has brought it. */
function useNews(value: Value, before: Value, included: Included, reload: () => Promise<Theirs>) {
  const [news, setNews] = useState<Theirs | null>(null)
  const isNew = !sameValue(value, before)
  const brought = JSON.stringify(value ?? null)
  useEffect(() => {
    let isAsked = isNew
    setNews(isNew ? { value, included } : null)
    if (isNew)
      void reload().then(
        (theirs) => isAsked && setNews(theirs),
        () => {}, // who it was remains unknown
      )
    return () => void (isAsked = false)
    // Asked once for each value that comes.
  }, [isNew, brought])
  return news
}

/** One value from the first key stroke to the server's answer. */
export function useEdit({ field, value, included, currency, save, reload, close }: EditProps) {
  const [before] = useState(value)
  const [draft, setDraft] = useState(() => draftOf(field, value))
  const [problem, setProblem] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Theirs | null>(null)
  const isDone = useRef(false)
  const news = useNews(value, before, included, reload)

  const commit = async (text: string, overTheirs = false) => {
    if (isDone.current) return
    if (text === draftOf(field, before) && !overTheirs) return close()
    // The stream may have brought a newer value while this one was being typed.
    if (!sameValue(value, before) && !overTheirs) {
      const theirs = await reload().catch(() => ({ value, included }))
      return setConflict(theirs)
    }
    const parsed = parseDraft(field, text, isMoney(value) ? value.currency : currency)
    if (parsed.problem) return setProblem(t(parsed.problem))
    isDone.current = true
    try {
      await save(parsed.value)
      close()
    } catch (error) {
      isDone.current = false
      await onRefusal(error, text)
    }
  }
  const onRefusal = async (error: unknown, text: string) => {
    if (!(error instanceof ApiError)) return setProblem(messageOf(error))
    if (!error.isConflict) return setProblem(error.byField[field.key] ?? messageOf(error))
    const theirs = await reload()
    // A change of another field is nobody's quarrel.
    if (sameValue(theirs.value, before)) await commit(text, true)
    else setConflict(theirs)
  }
  return {
    draft,
    problem,
    conflict,
    /** Unless the question which of the two is to stand says it. */
    news: conflict ? null : news,
    change: (next: string) => {
      setDraft(next)
      setProblem(null)
      if (isChosen(field)) void commit(next)
    },
    /** Leaving saves, except for a link, which is saved by picking it. */
    leave: () => {
      if (field.kind === 'link') close()
      else if (!conflict && !problem) void commit(draft)
    },
    keepMine: () => {
      setConflict(null)
      void commit(draft, true)
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (isComposing(event.nativeEvent)) return
      if (event.key === 'Escape') {
        isDone.current = true
        close()
      } else if (event.key === 'Enter' && field.kind !== 'link' && !conflict) {
        if (isLong(field) && !event.metaKey && !event.ctrlKey) return
        event.preventDefault()
        void commit(draft)
      }
    },
  }
}

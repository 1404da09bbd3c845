// A value that becomes its own input when clicked. There is no edit mode.
import { useEffect, useId, useRef, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import type { Field, Included, Model, Value } from '@/model/types'
import { draftOf, isEmpty, isMoney, parseDraft, showValue } from '@/model/values'
import { Button } from './button'
import { FieldInput } from './fields'
import { ValueView } from './value'

interface InlineEditProps {
  field: Field
  value: Value
  included: Included
  model: Model
  currency: string
  mayEdit: boolean
  /** Throws a conflict when someone else was faster. */
  save: (value: Value) => Promise<void>
  /** Asks for the record as it is now, after a conflict. */
  reload: () => Promise<{ value: Value; included: Included }>
}

/** Label and value share one height, so that they stand on one line. */
const line = 'min-h-7 py-[5px] max-md:py-[9px]'

/**
 * Following a link beats editing it: such a value keeps its own click, the room beside it edits.
 */
export function InlineEdit(props: InlineEditProps) {
  const { field, value, included, model, mayEdit } = props
  const [isEditing, setIsEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setIsEditing(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  const labelLook = `${line} text-ink-3`
  if (isEditing) {
    return (
      <div className="contents">
        <dt className={labelLook}>{field.label}</dt>
        <dd className="min-w-0">
          <Editor {...props} close={close} />
        </dd>
      </div>
    )
  }
  const isFollowed = ['link', 'email', 'phone', 'url'].includes(field.kind) && !isEmpty(value)
  const shown = isEmpty(value) ? null : (
    <ValueView
      field={field}
      value={value}
      included={included}
      model={isFollowed ? model : undefined}
    />
  )
  const name = t('record.edit', { field: field.label })
  const buttonLook = `${line} rounded-md px-2 text-left hover:bg-hover`
  return (
    <div className="contents">
      <dt className={labelLook} title={field.used_for ?? field.help ?? undefined}>
        {field.label}
      </dt>
      <dd className="num flex min-w-0 items-start gap-1 break-words">
        {!mayEdit && <span className={classes(line, 'min-w-0 px-2')}>{shown ?? '–'}</span>}
        {mayEdit && isFollowed && (
          <>
            <span className={classes(line, 'min-w-0 truncate pr-0 pl-2')}>{shown}</span>
            <button
              ref={opener}
              type="button"
              aria-label={name}
              onClick={() => setIsEditing(true)}
              className={classes(buttonLook, 'flex-1 self-stretch')}
            />
          </>
        )}
        {mayEdit && !isFollowed && (
          <button
            ref={opener}
            type="button"
            onClick={() => setIsEditing(true)}
            className={classes(buttonLook, 'min-w-0 flex-1 break-words', !shown && 'text-ink-3')}
          >
            <span className="sr-only">{name}: </span>
            {shown ?? <Missing field={field} />}
          </button>
        )}
      </dd>
    </div>
  )
}

const sameValue = (a: Value, b: Value) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** A field the process stands on asks to be filled; any other may stay empty. */
const Missing = ({ field }: { field: Field }) =>
  field.used_for ? <span className="text-warn">{t('record.add')}</span> : '–'

type Conflict = { value: Value; included: Included }

function Editor({
  field,
  value,
  included,
  currency,
  save,
  reload,
  close,
}: InlineEditProps & { close: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(field, value))
  const [problem, setProblem] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const isLeaving = useRef(false)
  const frame = useRef<HTMLDivElement>(null)
  const noteId = useId()
  const ownCurrency = isMoney(value) ? value.currency : currency

  const commit = async (text: string, again = false) => {
    if (isLeaving.current) return
    if (text === draftOf(field, value) && !again) return close()
    const parsed = parseDraft(field, text, ownCurrency)
    if (parsed.problem) return setProblem(t(parsed.problem))
    isLeaving.current = true
    try {
      await save(parsed.value)
      close()
    } catch (error) {
      isLeaving.current = false
      if (error instanceof ApiError && error.isConflict) await onConflict(text)
      else
        setProblem(
          error instanceof ApiError
            ? (error.byField[field.key] ?? error.message)
            : messageOf(error),
        )
    }
  }
  /** Someone was faster; a change of another field is nobody's quarrel. */
  const onConflict = async (text: string) => {
    const theirs = await reload()
    if (sameValue(theirs.value, value)) await commit(text, true)
    else setConflict(theirs)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const isLong = field.kind === 'long_text' || field.kind === 'json'
    if (event.key === 'Escape') {
      isLeaving.current = true
      close()
    } else if (
      event.key === 'Enter' &&
      field.kind !== 'link' &&
      (!isLong || event.metaKey || event.ctrlKey)
    ) {
      event.preventDefault()
      void commit(draft)
    }
  }
  const change = (next: string) => {
    setDraft(next)
    setProblem(null)
    // A choice or a picked link is complete in itself.
    if (field.kind === 'choice' || field.kind === 'boolean' || field.kind === 'link')
      void commit(next)
  }
  const onBlur = (event: React.FocusEvent) => {
    const goesTo = event.relatedTarget
    if (
      conflict ||
      frame.current?.contains(goesTo) ||
      goesTo?.closest('[role="listbox"], [role="option"]')
    )
      return
    if (field.kind === 'link' || problem) return field.kind === 'link' ? close() : undefined
    void commit(draft)
  }
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])

  return (
    <div ref={frame} onKeyDown={onKeyDown} onBlur={onBlur}>
      <FieldInput
        field={field}
        draft={draft}
        change={change}
        currency={ownCurrency}
        linkTitle={included[draft]?.title}
        invalid={!!problem}
        describedBy={noteId}
      />
      <p
        id={noteId}
        className={classes('mt-0.5 text-xs', problem ? 'text-bad' : 'text-ink-3 max-md:hidden')}
      >
        {problem ?? t('record.save_hint')}
      </p>
      {conflict && (
        <div role="alert" className="mt-1 rounded-md bg-warn-soft p-2 text-warn">
          <p className="mb-2">
            {isEmpty(conflict.value)
              ? t('conflict.text_empty')
              : t('conflict.text', { theirs: showValue(field, conflict.value, conflict.included) })}
          </p>
          <div className="flex flex-wrap gap-1.5">
            <Button
              autoFocus
              onClick={() => {
                setConflict(null)
                void commit(draft, true)
              }}
            >
              {t('conflict.mine')}
            </Button>
            <Button onClick={close}>{t('conflict.theirs')}</Button>
          </div>
        </div>
      )}
    </div>
  )
}

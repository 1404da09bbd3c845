// A value that becomes its own input when clicked. There is no edit mode.
import { useEffect, useId, useState } from 'react'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import type { Field, Included, Model, Value } from '@/model/types'
import { isEmpty, isFigure } from '@/model/values'
import { EditedField } from './edited_field'
import { FieldHelp, fetchLinkPicker, helpOf } from './fields'
import { useFocusBack } from './focus'
import type { Theirs } from './use_edit'
import { isOwner, ValueView } from './value'

interface InlineEditProps {
  field: Field
  value: Value
  included: Included
  model: Model
  currency: string
  mayEdit: boolean
  /** It is missed when it is empty. */
  isKey?: boolean
  /** What is odd about the value. */
  warning?: string
  /** Throws a conflict when someone else was faster. */
  save: (value: Value) => Promise<void>
  /** Asks for the record as it is now, after a conflict. */
  reload: () => Promise<Theirs>
}

/** Label and value share one height, so that they stand on one line. */
const line = 'min-h-7 py-[5px] max-md:py-[9px]'

/**
 * Following a link beats editing it: such a value keeps its own click, the room beside it edits.
 */
export function InlineEdit(props: InlineEditProps) {
  const { field, value, included, model, mayEdit, isKey, warning } = props
  const [isEditing, setIsEditing] = useState(false)
  const [isTold, setIsTold] = useState(false)
  const helpId = useId()
  const opener = useFocusBack<HTMLButtonElement>(isEditing)
  useEffect(() => {
    if (mayEdit && field.kind === 'link') fetchLinkPicker()
  }, [mayEdit, field.kind])
  const close = () => setIsEditing(false)
  const labelLook = `${line} text-ink-3`
  if (isEditing) {
    return (
      <div className="contents">
        <dt className={labelLook}>{field.label}</dt>
        <dd className="min-w-0">
          <EditedField {...props} hint={t('record.save_hint')} close={close} />
        </dd>
      </div>
    )
  }
  const isFollowed = ['link', 'email', 'phone', 'url'].includes(field.kind) && !isEmpty(value)
  const shown =
    isEmpty(value) && !isOwner(field) ? null : (
      <ValueView
        field={field}
        value={value}
        included={included}
        model={isFollowed ? model : undefined}
      />
    )
  const isAsked = !mayEdit && helpOf(field).length > 0
  const name = t('record.edit', { field: field.label })
  const buttonLook = `${line} rounded-md px-2 text-left hover:bg-hover`
  return (
    <div className="contents">
      <dt className={labelLook} title={helpOf(field).join('\n') || undefined}>
        {isAsked ? (
          // No input says what it is for: the label does, by finger and by key.
          <button
            type="button"
            aria-expanded={isTold}
            aria-controls={helpId}
            onClick={() => setIsTold(!isTold)}
            className="text-left decoration-dotted underline-offset-4 hover:text-ink underline"
          >
            {field.label}
          </button>
        ) : (
          field.label
        )}
        {isKey && (
          <span title={t('facts.key')} className="text-ink-3">
            {' '}
            <span aria-hidden>•</span>
            <span className="sr-only">({t('facts.key')})</span>
          </span>
        )}
      </dt>
      <dd
        className={classes('flex min-w-0 items-start gap-1 break-words', isFigure(field) && 'num')}
      >
        {!mayEdit && (
          <div className={classes(line, 'min-w-0 px-2', !shown && 'text-ink-3')}>
            {shown ?? '–'}
            {isAsked && (
              <div id={helpId} hidden={!isTold} className="font-normal">
                <FieldHelp field={field} />
              </div>
            )}
          </div>
        )}
        {mayEdit && isFollowed && (
          <>
            <span className={classes(line, 'min-w-0 pr-0 pl-2 [overflow-wrap:anywhere]')}>
              {shown}
            </span>
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
            {shown ??
              (isKey || field.used_for ? (
                <span className="text-warn">{t('record.add')}</span>
              ) : (
                '–'
              ))}
            {warning && <span className="block text-xs text-warn">{warning}</span>}
          </button>
        )}
      </dd>
    </div>
  )
}

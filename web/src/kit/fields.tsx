// One input per kind of field. All speak in drafts (text); model/values turns them into values.
import { Suspense } from 'react'
import { t } from '@/base/words'
import type { Field } from '@/model/types'
import { later } from './later'
import type { Pickable } from './picker'

/** Finding a record by typing weighs more than all other inputs together. */
const LinkPicker = later(() => import('./picker').then((m) => m.LinkPicker))
export const fetchLinkPicker = LinkPicker.fetch

export interface FieldInputProps {
  field: Field
  draft: string
  change: (draft: string) => void
  id?: string
  /** The title behind a link's id, when it is known. */
  linkTitle?: string
  currency: string
  autoFocus?: boolean
  invalid?: boolean
  describedBy?: string
}

const inputTypes: Partial<Record<Field['kind'], string>> = {
  email: 'email',
  phone: 'tel',
  url: 'url',
  day: 'date',
  moment: 'datetime-local',
}
const inputModes: Partial<Record<Field['kind'], 'numeric' | 'decimal' | 'email' | 'tel' | 'url'>> =
  {
    integer: 'numeric',
    decimal: 'decimal',
    money: 'decimal',
    email: 'email',
    phone: 'tel',
    url: 'url',
  }

export function FieldInput(props: FieldInputProps) {
  const { field, draft, change, id, autoFocus, invalid, describedBy } = props
  const common = {
    id,
    autoFocus,
    className: 'control',
    value: draft,
    'aria-label': id ? undefined : field.label,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
    'aria-required': field.required || undefined,
  }
  switch (field.kind) {
    case 'link':
      return <LinkInput {...props} />
    case 'choice':
    case 'boolean':
      return (
        <select {...common} onChange={(event) => change(event.target.value)}>
          {!(field.required && draft) && (
            <option value="">{t(field.required ? 'form.choose' : 'form.none')}</option>
          )}
          {optionsOf(field).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )
    case 'long_text':
    case 'json':
      return (
        <textarea
          {...common}
          rows={field.kind === 'json' ? 5 : 3}
          spellCheck={field.kind !== 'json'}
          onChange={(event) => change(event.target.value)}
        />
      )
    case 'money':
      return (
        <span className="flex items-center gap-2">
          <input {...common} inputMode="decimal" onChange={(event) => change(event.target.value)} />
          <span className="shrink-0 text-ink-3">{props.currency}</span>
        </span>
      )
    default:
      return (
        <input
          {...common}
          type={inputTypes[field.kind] ?? 'text'}
          inputMode={inputModes[field.kind]}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
        />
      )
  }
}

function optionsOf(field: Field): [string, string][] {
  if (field.kind === 'boolean')
    return [
      ['true', t('value.yes')],
      ['false', t('value.no')],
    ]
  return (field.choices ?? []).map((choice) => [choice.key, choice.label])
}

function LinkInput({ field, draft, change, linkTitle, id, ...rest }: FieldInputProps) {
  const value: Pickable | null = draft ? { id: draft, title: linkTitle ?? `#${draft}` } : null
  return (
    <Suspense fallback={<span className="control block" />}>
      <LinkPicker
        entity={field.link ?? ''}
        value={value}
        id={id}
        label={field.label}
        choose={(item) => change(item?.id ?? '')}
        autoFocus={rest.autoFocus}
        invalid={rest.invalid}
        describedBy={rest.describedBy}
      />
    </Suspense>
  )
}

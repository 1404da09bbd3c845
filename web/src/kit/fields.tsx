// One input per kind of field. All speak in drafts (text); model/values turns them into values.
import { Suspense } from 'react'
import { t } from '@/base/words'
import type { Field } from '@/model/types'
import { EarlyField } from './early_letters'
import { later } from './later'
import type { Pickable } from './picker'
import { ZoneNote } from './zone_note'

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

/** What the company says of a field, where it is filled in: by finger and by keyboard no tooltip is read. */
export const FieldHelp = ({ field }: { field: Field }) => (
  <>
    {helpOf(field).map((text) => (
      <p key={text} className="mt-1 text-xs text-ink-3">
        {text}
      </p>
    ))}
    {field.kind === 'moment' && <ZoneNote />}
  </>
)

export const helpOf = ({ help, used_for }: Field) =>
  [help, used_for && t('form.used_for', { text: used_for })].filter((text) => !!text)

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
          {optionsOf(field, draft).map(([key, label]) => (
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

function optionsOf(field: Field, draft: string): [string, string][] {
  if (field.kind === 'boolean')
    return [
      ['true', t('value.yes')],
      ['false', t('value.no')],
    ]
  // One that was removed is no longer offered; what has it keeps it.
  const kept = (field.former_choices ?? []).filter(({ key }) => key === draft)
  return [...(field.choices ?? []), ...kept].map(({ key, label }) => [key, label])
}

function LinkInput({ field, draft, change, linkTitle, id, ...rest }: FieldInputProps) {
  const value: Pickable | null = draft ? { id: draft, title: linkTitle ?? `#${draft}` } : null
  // A field that one just asked for is typed into at once; the others wait for a hand.
  const early = rest.autoFocus ? (
    <EarlyField label={field.label} />
  ) : (
    <span className="control block" />
  )
  return (
    <Suspense fallback={early}>
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

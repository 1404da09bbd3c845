// A form made from fields: for a new record and for the questions of an act.
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { ApiError, restOf } from '@/api/problem'
import { t } from '@/base/words'
import type { Field, Section, Values } from '@/model/types'
import { parseDraft, readingOf } from '@/model/values'
import { Button } from './button'
import { FieldHelp, FieldInput } from './fields'
import { OptionList } from './modal'
import { isPastEnd } from './past_end'

interface GeneratedFormProps {
  fields: Field[]
  /** Headings; without them the fields stand as they come. */
  sections?: Section[]
  /** Fields shown at once; the others wait behind "All fields". */
  first?: ReadonlySet<string>
  currency: string
  submitLabel: string
  submit: (values: Values) => Promise<void>
  cancel: () => void
  /** The one choice that has to be made: making it sends the form. */
  ask?: Field
}

type Problems = Record<string, string>
type Drafts = Record<string, string>

const defaultsOf = (fields: Field[]): Drafts =>
  Object.fromEntries(
    fields.flatMap(({ key, default: usual }) =>
      usual === undefined ? [] : [[key, String(usual)]],
    ),
  )

/** Drafts, and what became of sending them. */
function useDrafts({ fields, currency, submit }: GeneratedFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [drafts, setDrafts] = useState<Record<string, string>>(() => defaultsOf(fields))
  const [problems, setProblems] = useState<Problems>({})
  const [general, setGeneral] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  // With the fields that are shown for it; a frame later the reader may be typing elsewhere.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  const onRefusal = (error: unknown) => {
    const byField = error instanceof ApiError ? error.byField : {}
    setGeneral(
      restOf(
        error,
        fields.map(({ key }) => key),
      ),
    )
    setProblems(byField)
  }
  const send = async (drafts: Drafts) => {
    if (isBusy) return
    const { values, problems: found } = parseAll(fields, drafts, currency)
    if (Object.keys(found).length > 0) return setProblems(found)
    setIsBusy(true)
    setGeneral(null)
    await submit(values).catch(onRefusal)
    setIsBusy(false)
  }
  const change = (key: string, draft: string) => setDrafts((all) => ({ ...all, [key]: draft }))
  return { form, drafts, change, problems, general, isBusy, send }
}

export function GeneratedForm(props: GeneratedFormProps) {
  const { fields, sections, first, currency, submitLabel, cancel, ask } = props
  const { form, drafts, change, problems, general, isBusy, send } = useDrafts(props)
  const [showsAll, setShowsAll] = useState(!first)
  const shown = fields.filter(
    (field) => field !== ask && (showsAll || first?.has(field.key) || problems[field.key]),
  )
  const inputOf = (field: Field) => (
    <FormField
      key={field.key}
      field={field}
      draft={drafts[field.key] ?? ''}
      currency={currency}
      problem={problems[field.key]}
      autoFocus={!ask && field === shown[0]}
      change={(draft) => change(field.key, draft)}
    />
  )
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) form.current?.requestSubmit()
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!ask) void send(drafts)
      }}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-col"
    >
      <div className="min-h-0 overflow-auto px-4 pt-3 pb-1">
        {ask && (
          <Asked
            field={ask}
            problem={problems[ask.key]}
            choose={(key) => void send({ ...drafts, [ask.key]: key })}
          />
        )}
        {general && (
          <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-bad">
            {general}
          </p>
        )}
        {groupsOf(shown, showsAll ? sections : undefined).map((group) => (
          <fieldset key={group.label} className="mb-2">
            {group.label && <legend className="eyebrow mb-2">{group.label}</legend>}
            <div className="grid gap-x-4 sm:grid-cols-2">{group.fields.map(inputOf)}</div>
          </fieldset>
        ))}
      </div>
      <div className="flex shrink-0 items-center gap-1.5 border-t border-line px-4 py-3">
        {!showsAll && (
          <Button kind="ghost" className="-ml-2.5" onClick={() => setShowsAll(true)}>
            {t('form.all')}
          </Button>
        )}
        <span className="flex-1" />
        <Button onClick={cancel}>{t('dialog.cancel')}</Button>
        {!ask && (
          <Button type="submit" kind="primary" disabled={isBusy} shortcut="mod+enter">
            {submitLabel}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Empty fields are not sent: the server knows its defaults. */
function parseAll(fields: Field[], drafts: Record<string, string>, currency: string) {
  const values: Values = {}
  const problems: Problems = {}
  for (const field of fields) {
    const parsed = parseDraft(field, drafts[field.key] ?? '', currency)
    if (parsed.problem) problems[field.key] = t(parsed.problem)
    else if (parsed.value !== null) values[field.key] = parsed.value
  }
  return { values, problems }
}

function groupsOf(
  fields: Field[],
  sections: Section[] | undefined,
): { label: string; fields: Field[] }[] {
  if (!sections) return [{ label: '', fields }]
  const groups = sections.map(({ label, fields: keys }) => ({
    label,
    fields: fields.filter((field) => keys.includes(field.key)),
  }))
  const placed = new Set(sections.flatMap((section) => section.fields))
  const others = fields.filter((field) => !placed.has(field.key))
  const filled = [...groups, { label: t('record.other'), fields: others }].filter(
    (group) => group.fields.length > 0,
  )
  // The only one needs no heading beside the form's own.
  return filled.length === 1 ? [{ label: '', fields: filled[0]!.fields }] : filled
}

interface AskedProps {
  field: Field
  problem: string | undefined
  choose: (key: string) => void
}

function Asked({ field, problem, choose }: AskedProps) {
  const options = (field.choices ?? []).map(({ key, label }) => ({ value: key, label }))
  return (
    <fieldset className="-mx-4 -mt-3 mb-1">
      <legend className="sr-only">{field.label}</legend>
      <OptionList options={options} choose={choose} />
      {problem && (
        <p role="alert" className="-mt-2 px-4 pb-3 text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

interface FormFieldProps {
  field: Field
  draft: string
  change: (draft: string) => void
  currency: string
  problem: string | undefined
  autoFocus: boolean
}

function FormField({ field, problem, ...input }: FormFieldProps) {
  const id = useId()
  const isPast = isPastEnd(field, input.draft)
  const reading = readingOf(field, input.draft, input.currency)
  const note = problem ?? (isPast ? t('record.is_past') : reading)
  const isWide = field.kind === 'long_text' || field.kind === 'json'
  return (
    <div className={`mb-3 min-w-0 ${isWide ? 'sm:col-span-2' : ''}`}>
      <label htmlFor={id} className="mb-1 flex gap-1.5">
        <span className="truncate font-medium">{field.label}</span>
        {field.required && field.default === undefined && (
          <span className="text-ink-3">{t('form.required')}</span>
        )}
      </label>
      <FieldInput {...input} field={field} id={id} invalid={!!problem} describedBy={`${id}-note`} />
      <div id={`${id}-note`}>
        {note && <p className={`mt-1 text-xs ${problem ? 'text-bad' : 'text-warn'}`}>{note}</p>}
        <FieldHelp field={field} />
      </div>
    </div>
  )
}

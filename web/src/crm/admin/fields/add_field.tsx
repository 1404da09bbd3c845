import { useRef, useState } from 'react'
import { addField, type NewField } from '@/api/model_changes'
import { ApiError } from '@/api/problem'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import type { Entity, FieldKind, Model } from '@/model/types'
import { freeKey, inMine } from './names'
import { tell } from './send'
import { t, type FieldsKey } from './words'

/** What a company may add, the usual ones first. */
const kinds = [
  'text',
  'choice',
  'boolean',
  'integer',
  'decimal',
  'money',
  'day',
  'moment',
  'link',
  'long_text',
  'email',
  'phone',
  'url',
] as const satisfies FieldKind[]
type Kind = (typeof kinds)[number]
export const kindName = (kind: FieldKind) => t(`kind_${kind}` satisfies FieldsKey)

/** "North, South，East" → three choices, each with a key of its own. */
function choicesIn(text: string) {
  const taken: string[] = []
  return [...new Set(text.split(/[,，、;；\n]/).map((one) => one.trim()))]
    .filter(Boolean)
    .map((label) => {
      const key = freeKey(label, taken, false)
      taken.push(key)
      return { key, label: inMine(label) }
    })
}

/** A field of this key has been here and was of another kind: the next key is free. */
const wasOther = (error: unknown) =>
  error instanceof ApiError && error.errors.some(({ code }) => code === 'own_kind_fixed')

async function addUnderFreeKey(entity: Entity, name: string, field: Omit<NewField, 'key'>) {
  const taken = entity.fields.map(({ key }) => key)
  for (let tries = 0; ; tries++) {
    const key = freeKey(name, taken)
    try {
      return await addField(entity.key, { key, ...field })
    } catch (error) {
      if (!wasOther(error) || tries === 5) throw error
      taken.push(key)
    }
  }
}

const folded = (text: string) => text.trim().toLocaleLowerCase()
/** Two fields of one name nobody could tell apart. */
const isCalled = ({ fields }: Entity, name: string) =>
  fields.some(({ label }) => folded(label) === folded(name))

export function AddField({ entity, model }: { entity: Entity; model: Model }) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('text')
  const [choices, setChoices] = useState('')
  const [link, setLink] = useState('account')
  const [isRequired, setIsRequired] = useState(false)
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const choicesInput = useRef<HTMLInputElement>(null)
  useKeys([{ keys: 'n', label: t('field_add'), run: () => nameInput.current?.focus() }])

  const refuse = (text: string, input: HTMLInputElement | null) => {
    setProblem(text)
    input?.focus()
  }
  const add = async () => {
    const label = name.trim()
    const written = choicesIn(choices)
    if (!label) return refuse(t('name_needed'), nameInput.current)
    if (isCalled(entity, label)) return refuse(t('name_taken', { label }), nameInput.current)
    if (kind === 'choice' && written.length === 0)
      return refuse(t('choices_needed'), choicesInput.current)
    setProblem('')
    setIsBusy(true)
    const isDone = await tell(
      t('field_added', { label }),
      addUnderFreeKey(entity, label, {
        kind,
        label: inMine(label),
        required: isRequired,
        ...(kind === 'choice' && { choices: written }),
        ...(kind === 'link' && { link }),
      }),
    )
    setIsBusy(false)
    if (!isDone) return
    setName('')
    setChoices('')
    setIsRequired(false)
    nameInput.current?.focus()
  }
  return (
    <form
      noValidate
      aria-label={t('field_add')}
      className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void add()
      }}
    >
      <label className="min-w-0 flex-1 basis-44 max-md:basis-full">
        <span className="mb-1 block font-medium">{t('field_name')}</span>
        <input
          ref={nameInput}
          className="control"
          value={name}
          placeholder={t('field_name_hint')}
          autoComplete="off"
          maxLength={60}
          aria-invalid={(!!problem && (!name.trim() || isCalled(entity, name))) || undefined}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="basis-36 max-md:basis-40 max-md:flex-1">
        <span className="mb-1 block font-medium">{t('kind')}</span>
        <select
          className="control"
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {kindName(one)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'choice' && (
        <label className="min-w-0 flex-1 basis-44">
          <span className="mb-1 block font-medium">{t('choices')}</span>
          <input
            ref={choicesInput}
            className="control"
            value={choices}
            placeholder={t('choices_hint')}
            autoComplete="off"
            aria-invalid={(!!problem && !choices.trim()) || undefined}
            onChange={(event) => setChoices(event.target.value)}
          />
        </label>
      )}
      {kind === 'link' && (
        <label className="min-w-0 flex-1 basis-36">
          <span className="mb-1 block font-medium">{t('linked_to')}</span>
          <select
            className="control"
            value={link}
            onChange={(event) => setLink(event.target.value)}
          >
            {model.entities
              .filter(({ menu, own }) => menu || own)
              .map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
          </select>
        </label>
      )}
      <label className="flex min-h-7 items-center gap-2 max-md:min-h-10">
        <input
          type="checkbox"
          checked={isRequired}
          onChange={(event) => setIsRequired(event.target.checked)}
          className="size-4 accent-[var(--accent)]"
        />
        {t('required')}
      </label>
      <Button kind="primary" type="submit" disabled={isBusy} shortcut="enter">
        {t('field_add')}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-bad">
          {problem}
        </p>
      )}
    </form>
  )
}

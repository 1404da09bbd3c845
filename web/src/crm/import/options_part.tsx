import { X } from 'lucide-react'
import { useId } from 'react'
import { IconButton } from '@/kit/button'
import { FieldInput } from '@/kit/fields'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Field } from '@/model/types'
import { parseDraft } from '@/model/values'
import { t as common } from '@/base/words'
import type { Preview } from './calls'
import { ChoiceRow, Section } from './parts'
import { fieldsFor, matchOf, ownerOf } from './plan'
import type { Import } from './use_import'
import { t } from './words'

interface OptionsProps {
  state: Import
  preview: Preview
  entity: Entity
}

/** Kinds by which one thing can be known from another. */
const tellApart = ['text', 'email', 'phone', 'url', 'integer', 'link', 'day']
const links = [
  ['keep', 'links.keep'],
  ['refuse', 'links.refuse'],
  ['create', 'links.create'],
] as const

export function OptionsPart({ state, preview, entity }: OptionsProps) {
  const { plan, change } = state
  const name = useId()
  const taken = preview.columns.flatMap(({ field }) => fieldOf(entity, field) ?? [])
  const keys = taken.filter(({ kind }) => tellApart.includes(kind))
  const match = matchOf(plan, preview)
  const toggle = (key: string, isOn: boolean) =>
    change({ match: isOn ? [...match, key] : match.filter((one) => one !== key) })
  const hasLinks = taken.some(({ kind }) => kind === 'link')
  const hasChoices = taken.some(({ kind }) => kind === 'choice')
  return (
    <>
      <Section
        title={t('known_title')}
        note={t(match.length > 0 ? 'known_note' : 'known_note_none')}
      >
        <div className="flex flex-wrap gap-x-5">
          {keys.map(({ key, label }) => (
            <ChoiceRow
              key={key}
              type="checkbox"
              label={label}
              checked={match.includes(key)}
              change={(isOn) => toggle(key, isOn)}
            />
          ))}
        </div>
      </Section>
      {hasLinks && (
        <Section title={t('links_title')}>
          {links.map(([key, word]) => (
            <ChoiceRow
              key={key}
              type="radio"
              name={name}
              label={t(word)}
              checked={plan.links === key}
              change={() => change({ links: key })}
            />
          ))}
        </Section>
      )}
      <Section title={t('all_title')} note={t('all_note')}>
        <ForAll state={state} entity={entity} taken={taken} />
      </Section>
      <Section title={t('more_title')}>
        {hasChoices && state.mayChangeModel && (
          <ChoiceRow
            type="checkbox"
            label={t('create_choices')}
            note={t('create_choices_note')}
            checked={plan.createsChoices}
            change={(createsChoices) => change({ createsChoices })}
          />
        )}
        <ChoiceRow
          type="checkbox"
          label={t('historic')}
          note={t('historic_note')}
          checked={plan.historic}
          change={(historic) => change({ historic })}
        />
      </Section>
    </>
  )
}

/** Values for new records where the file gives none. */
function ForAll({ state, entity, taken }: { state: Import; entity: Entity; taken: Field[] }) {
  const { plan, change, currency } = state
  const fields = Object.keys(plan.set).flatMap((key) => fieldOf(entity, key) ?? [])
  const free = fieldsFor(entity).filter(
    (field) => !fields.includes(field) && !taken.includes(field) && field !== ownerOf(entity),
  )
  return (
    <div className="space-y-1.5">
      {fields.map((field) => (
        <OneForAll
          key={field.key}
          field={field}
          draft={plan.set[field.key] ?? ''}
          currency={currency}
          change={(draft) => change({ set: { ...plan.set, [field.key]: draft } })}
          remove={() => {
            const { [field.key]: _, ...set } = plan.set
            change({ set })
          }}
        />
      ))}
      <select
        aria-label={t('all_add')}
        value=""
        onChange={(event) => change({ set: { ...plan.set, [event.target.value]: '' } })}
        className="control max-w-72"
      >
        <option value="">{t('all_add')}</option>
        {free.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

interface OneForAllProps {
  field: Field
  draft: string
  currency: string
  change: (draft: string) => void
  remove: () => void
}

function OneForAll({ field, draft, currency, change, remove }: OneForAllProps) {
  const id = useId()
  const { problem } = parseDraft(field, draft, currency)
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <label htmlFor={id} className="w-40 truncate">
        {field.label}
      </label>
      <div className="min-w-44 flex-1 md:max-w-72">
        <FieldInput
          id={id}
          field={field}
          draft={draft}
          change={change}
          currency={currency}
          autoFocus
          invalid={!!problem}
          describedBy={problem && `${id}-problem`}
        />
      </div>
      <IconButton label={t('all_remove', { field: field.label })} onClick={remove}>
        <X size={14} />
      </IconButton>
      {problem && (
        <p id={`${id}-problem`} className="w-full text-xs text-bad">
          {common(problem)}
        </p>
      )}
    </div>
  )
}

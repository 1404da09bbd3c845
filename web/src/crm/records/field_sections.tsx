import { classes } from '@/base/classes'
import type { Loaded } from '@/api/calls'
import { reloadField, saveField } from '@/kit/edits'
import { dayOf, useNow } from '@/base/time'
import { t } from '@/base/words'
import { InlineEdit } from '@/kit/inline_edit'
import { fieldsOf, mayEdit } from '@/model/catalogue'
import type { Entity, Field, Model, Section } from '@/model/types'
import { isEmpty } from '@/model/values'
import { isOverdue, keyFieldsOf } from './related'
import { useUses } from './uses'

interface FieldSectionsProps {
  entity: Entity
  loaded: Loaded
  model: Model
  currency: string
  /** Keys of fields that stand elsewhere. */
  without?: ReadonlySet<string>
}

export function FieldSections(props: FieldSectionsProps) {
  const { loaded, model, currency, without } = props
  const entity = useUses(props.entity)
  const keys = new Set(keyFieldsOf(props.entity).map(({ key }) => key))
  const today = dayOf(new Date(useNow()))
  return sectionsOf(entity, without).map((section) => (
    <section
      key={section.label}
      aria-label={section.label}
      className="@container border-b border-line px-4 py-3 last:border-0"
    >
      <h2 className="mb-1.5 font-semibold">
        {section.label}
        <Answered fields={fieldsOf(entity, section.fields)} loaded={loaded} />
      </h2>
      <dl
        className={classes(
          'grid grid-cols-[minmax(110px,170px)_minmax(0,1fr)]',
          'gap-x-3 @max-md:grid-cols-[104px_minmax(0,1fr)]',
        )}
      >
        {fieldsOf(entity, section.fields).map((field) => (
          <InlineEdit
            key={field.key}
            field={field}
            value={loaded.entry[field.key]}
            included={loaded.included}
            model={model}
            currency={currency}
            mayEdit={mayEdit(entity, field)}
            isKey={keys.has(field.key)}
            warning={
              isOverdue(entity, field, loaded.entry, today) ? t('record.is_past') : undefined
            }
            save={(value) => saveField(entity, loaded.entry.id, field, value)}
            reload={() => reloadField(entity, loaded.entry.id, field)}
          />
        ))}
      </dl>
    </section>
  ))
}

/** How many of the section's qualifying questions are answered. */
function Answered({ fields, loaded }: { fields: Field[]; loaded: Loaded }) {
  const questions = fields.filter((field) => field.question)
  if (questions.length === 0) return null
  const answered = questions.filter((field) => !isEmpty(loaded.entry[field.key])).length
  return (
    <span className="num ml-2 font-normal text-ink-3">
      {t('record.answered', { n: answered, all: questions.length })}
    </span>
  )
}

/** For programs; the page says what a record is called, and the undo knows its versions. */
const ofTheHouse = new Set(['id', 'version', 'removed_at'])

/** Fields of no section (a company's own, say) come last, so that everything is visible. */
function sectionsOf(entity: Entity, without: ReadonlySet<string> = new Set()): Section[] {
  const placed = new Set(entity.layout.record.flatMap((section) => section.fields))
  const rest = entity.fields
    .filter(({ key }) => !placed.has(key) && !ofTheHouse.has(key) && key !== entity.title)
    .map((field) => field.key)
  const all = [...entity.layout.record, { label: t('record.other'), fields: rest }]
    .map(({ label, fields }) => ({ label, fields: fields.filter((key) => !without.has(key)) }))
    .filter(({ fields }) => fields.length > 0)
  // An object nobody has laid out is one section, called as the object is.
  return entity.own && all.length === 1 ? [{ ...all[0]!, label: entity.label }] : all
}

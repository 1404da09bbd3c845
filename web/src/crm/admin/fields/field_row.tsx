import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react'
import { Suspense, useState } from 'react'
import { changeField } from '@/api/model_changes'
import { classes } from '@/base/classes'
import { IconButton } from '@/kit/button'
import { later } from '@/kit/later'
import { Pill } from '@/kit/marks'
import { Loading } from '@/kit/page'
import { sentenceOf } from '@/kit/rule_text'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Field, Model } from '@/model/types'
import { kindName } from './add_field'
import { tell } from './send'
import type { Uses } from './uses'
import { t, tn } from './words'

const FieldEditor = later(() => import('./field_editor').then((m) => m.FieldEditor))

interface FieldRowProps {
  entity: Entity
  model: Model
  field: Field
  uses: Uses
  isOpen: boolean
  toggle: () => void
  /** Absent: the order of this object is the program's. */
  move?: { up: () => void; down: () => void }
}

function kindOf(field: Field, model: Model): string {
  if (field.kind === 'choice') return tn('choices', field.choices?.length ?? 0)
  const target = field.link && entityByKey(model, field.link)
  if (field.kind === 'link' && target) return t('link_to', { object: target.label })
  return kindName(field.kind)
}

const usesIn = (uses: Uses): string[] => [
  ...(uses.question > 0 ? [t('use_question', { n: uses.question })] : []),
  ...(uses.isColumn ? [t('use_column')] : []),
  ...(uses.guidelines.length > 0 ? [tn('use_guidelines', uses.guidelines.length)] : []),
  ...(uses.views.length > 0 ? [tn('use_views', uses.views.length)] : []),
  ...uses.acts,
]

/** What a count stands for. */
const namesOf = ({ guidelines, views }: Uses) =>
  [...guidelines.map(sentenceOf), ...views].join('\n') || undefined

export function FieldRow(props: FieldRowProps) {
  const { entity, model, field, uses, isOpen, toggle, move } = props
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!event.altKey || !move) return
    if (event.key === 'ArrowUp') move.up()
    else if (event.key === 'ArrowDown') move.down()
    else return
    event.preventDefault()
  }
  return (
    <li className="border-b border-line">
      <div
        onKeyDown={onKeyDown}
        className={classes(
          'grid min-h-9 items-center gap-x-3 rounded-md hover:bg-hover',
          'grid-cols-[minmax(0,2.2fr)_minmax(0,1.4fr)_minmax(0,2fr)_7.5rem_auto]',
          'max-md:flex max-md:flex-wrap',
        )}
      >
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={toggle}
          className={classes(
            'flex min-h-8 min-w-0 items-center gap-1.5 px-1 text-left max-md:min-h-10',
            'max-md:flex-1',
          )}
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={classes('shrink-0 text-ink-3', isOpen && 'rotate-90')}
          />
          <span className="truncate font-medium">{field.label}</span>
          {field.own && !entity.own && <Pill tone="info">{t('is_own')}</Pill>}
        </button>
        <span className={facts}>
          <span className="truncate text-ink-2">{kindOf(field, model)}</span>
          <span title={namesOf(uses)} className="min-w-0 truncate text-ink-3">
            {usesIn(uses).join(' · ')}
          </span>
        </span>
        <Required entity={entity} field={field} />
        <span className="flex empty:hidden">
          {move && (
            <>
              <IconButton label={t('up', { label: field.label })} onClick={move.up}>
                <ArrowUp size={14} />
              </IconButton>
              <IconButton label={t('down', { label: field.label })} onClick={move.down}>
                <ArrowDown size={14} />
              </IconButton>
            </>
          )}
        </span>
      </div>
      {isOpen && (
        <Suspense fallback={<Loading />}>
          <FieldEditor entity={entity} field={field} uses={uses} />
        </Suspense>
      )}
    </li>
  )
}

/** Columns of the row; on a phone a line below it. */
const facts =
  'md:contents max-md:order-2 max-md:flex max-md:basis-full max-md:gap-2 max-md:pb-1 max-md:pl-6'

/** One click, told with Undo. */
function Required({ entity, field }: { entity: Entity; field: Field }) {
  const [wanted, setWanted] = useState<boolean | null>(null)
  if (field.read_only) return <span className="truncate text-xs text-ink-3">{t('kept')}</span>
  const change = async (required: boolean) => {
    setWanted(required)
    await tell(
      t('field_changed', { label: field.label }),
      changeField(entity.key, field.key, { required }),
    )
    setWanted(null)
  }
  return (
    <label className="flex min-h-8 items-center gap-1.5 text-ink-2 max-md:min-h-10">
      <input
        type="checkbox"
        aria-label={t('required_of', { label: field.label })}
        checked={wanted ?? field.required}
        disabled={wanted !== null}
        onChange={(event) => void change(event.target.checked)}
        className="size-4 accent-[var(--accent)]"
      />
      {t('required')}
    </label>
  )
}

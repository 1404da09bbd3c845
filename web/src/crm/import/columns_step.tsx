import { ArrowRight } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { listOf } from '@/base/words'
import { classes } from '@/base/classes'
import { Loading } from '@/kit/page'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Field, FieldKind } from '@/model/types'
import { showValue } from '@/model/values'
import type { Assumption, Preview, PreviewColumn } from './calls'
import { Missing } from './missing'
import { OptionsPart } from './options_part'
import { Owners } from './owners'
import { Section } from './parts'
import { hasFullName, kindOf, markOf, ownKey, readNow, targetsFor, type Plan } from './plan'
import { SheetPart } from './sheet_part'
import type { Import } from './use_import'
import { t, tn } from './words'

export function ColumnsStep({ state }: { state: Import }) {
  const { preview, entity, upload } = state
  if (!preview || !entity || !upload) return state.problem ? null : <Loading />
  const first = new Map(
    preview.columns.map(({ header }, index) => [header, index]).reverse() as [string, number][],
  )
  return (
    <div aria-busy={state.isLooking}>
      <Owners state={state} preview={preview} entity={entity} />
      <Section title={t('columns_title', { entity: entity.label_plural })} note={t('columns_note')}>
        <SheetPart state={state} />
        <HowRead state={state} preview={preview} />
        {!state.isLooking && <Missing state={state} entity={entity} />}
        <ul className="mt-3 border-t border-line">
          {preview.columns.map((column, index) => (
            <ColumnRow
              key={index}
              state={state}
              entity={entity}
              column={column}
              isSecond={first.get(column.header) !== index}
              assumptions={preview.assumptions.filter((one) => one.column === column.header)}
            />
          ))}
        </ul>
      </Section>
      <OptionsPart state={state} preview={preview} entity={entity} />
    </div>
  )
}

const encodings = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1252',
  'windows-1251',
  'GB18030',
  'Big5',
  'Shift_JIS',
  'EUC-JP',
  'windows-949',
]
const orders = [
  ['dmy', 'order.dmy'],
  ['mdy', 'order.mdy'],
  ['ymd', 'order.ymd'],
] as const
const marks = [
  ['point', 'decimal.point'],
  ['comma', 'decimal.comma'],
] as const
const delimiters = [',', ';', '\t', '|']

/** What was recognised, with the first rows to judge it by, and a way to say it otherwise. */
function HowRead({ state, preview }: { state: Import; preview: Preview }) {
  const { plan, change, book } = state
  const nameOf = (delimiter: string) => (delimiter === '\t' ? t('tab') : delimiter)
  const known = delimiters.includes(preview.delimiter)
    ? delimiters
    : [...delimiters, preview.delimiter]
  const read = encodings.find((name) => name.toLowerCase() === preview.encoding.toLowerCase())
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="num max-md:py-2">
        <b className="font-semibold">{book?.name ?? state.upload?.name}</b>{' '}
        {tn(preview.rows_complete ? 'rows' : 'rows_at_least', preview.rows)}
        {!book &&
          ` · ${preview.encoding} · ${t('parted_by', { delimiter: nameOf(preview.delimiter) })}`}
      </summary>
      <div className="mt-2 flex flex-wrap gap-3">
        {!book && (
          <>
            <label className="flex items-center gap-2">
              <span className="text-ink-3">{t('encoding')}</span>
              <select
                className="control w-auto!"
                value={plan.encoding ?? ''}
                onChange={(event) => change({ encoding: event.target.value || undefined })}
              >
                <option value="">{t('as_found', { what: read ?? preview.encoding })}</option>
                {encodings.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
            <label className="flex items-center gap-2">
              <span className="text-ink-3">{t('delimiter')}</span>
              <select
                className="control w-auto!"
                value={plan.delimiter ?? ''}
                onChange={(event) => change({ delimiter: event.target.value || undefined })}
              >
                <option value="">{t('as_found', { what: nameOf(preview.delimiter) })}</option>
                {known.map((one) => (
                  <option key={one} value={one}>
                    {nameOf(one)}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <label className="flex items-center gap-2">
          <span className="text-ink-3">{t('dates')}</span>
          <select
            className="control w-auto!"
            value={plan.order ?? ''}
            onChange={(event) =>
              change({ order: (event.target.value || undefined) as Plan['order'] })
            }
          >
            <option value="">{t('as_it_looks')}</option>
            {orders.map(([key, word]) => (
              <option key={key} value={key}>
                {t(word)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex items-center gap-2">
          <span className="text-ink-3">{t('numbers')}</span>
          <select
            className="control w-auto!"
            value={plan.decimal ?? ''}
            onChange={(event) =>
              change({ decimal: (event.target.value || undefined) as Plan['decimal'] })
            }
          >
            <option value="">{t('as_it_looks')}</option>
            {marks.map(([key, word]) => (
              <option key={key} value={key}>
                {t(word)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label={t('sample')}>
        <table className="text-left text-xs">
          <thead>
            <tr>
              {preview.header.map((header, index) => (
                <th key={index} scope="col" className="px-1.5 py-1 font-medium whitespace-nowrap">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.slice(0, 5).map((row, index) => (
              <tr key={index} className="border-t border-line">
                {row.map((cell, at) => (
                  <td key={at} className="max-w-44 truncate px-1.5 py-1">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

interface ColumnRowProps {
  state: Import
  entity: Entity
  column: PreviewColumn
  /** A header that stood further left already: the server speaks of columns by their names. */
  isSecond: boolean
  assumptions: Assumption[]
}

const skip = ''
const makeNew = '+'

function ColumnRow({ state, entity, column, isSecond, assumptions }: ColumnRowProps) {
  const { plan, wish, mayChangeModel } = state
  const id = useId()
  const wished = plan.wishes[column.header]
  const created = wished && 'create' in wished ? wished.create : null
  const value = created ? makeNew : wished && 'skip' in wished ? skip : column.field
  const choose = (next: string) => {
    if (next === skip) return wish(column.header, { skip: true })
    if (next !== makeNew) return wish(column.header, { field: next })
    const taken = Object.values(plan.wishes).flatMap((one) =>
      'create' in one ? [one.create.key] : [],
    )
    const label = column.header.trim() || t('nameless')
    wish(column.header, {
      create: { key: ownKey(label, entity, taken), kind: kindOf(column.examples), label },
    })
  }
  const rivals = (column.rivals ?? []).map((key) => fieldOf(entity, key)?.label ?? key)
  return (
    <li className="grid items-start gap-x-3 gap-y-1.5 border-b border-line py-2.5 md:grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)]">
      <div className="min-w-0">
        <label htmlFor={id} className="block truncate font-medium">
          {column.header || t('nameless')}
        </label>
        <p className="truncate text-ink-3">{column.examples.join(' · ') || t('no_examples')}</p>
      </div>
      <ArrowRight size={14} aria-hidden className="mt-1.5 text-ink-3 max-md:hidden" />
      <div className="min-w-0">
        <select
          id={id}
          disabled={isSecond}
          value={value}
          onChange={(event) => choose(event.target.value)}
          className={classes('control', value === skip && 'text-ink-3!')}
        >
          <option value={skip}>{t('skip')}</option>
          {hasFullName(entity) && <option value="full_name">{t('full_name')}</option>}
          {targetsFor(entity).map(({ key, field }) => (
            <option key={key} value={key}>
              {key === field.key ? field.label : t('currency_of', { field: field.label })}
              {key === field.key && field.required ? ` (${t('needed')})` : ''}
            </option>
          ))}
          {mayChangeModel && <option value={makeNew}>{t('keep_new')}</option>}
        </select>
        {isSecond && <p className="mt-1 text-xs text-ink-3">{t('second')}</p>}
        {!wished && rivals.length > 0 && !column.field && (
          <p className="mt-1 text-xs text-warn">{t('rivals', { fields: listOf(rivals) })}</p>
        )}
        {!wished && column.how === 'name' && (column.confidence ?? 100) < 80 && (
          <p className="mt-1 text-xs text-warn">{t('guessed')}</p>
        )}
        {created && <NewField state={state} header={column.header} wanted={created} />}
        <Kept column={column} entity={entity} />
        {assumptions.map((one) => (
          <Assumed
            key={one.code}
            state={state}
            assumption={one}
            column={column}
            field={fieldOf(entity, column.field)}
          />
        ))}
      </div>
    </li>
  )
}

const kinds = [
  ['text', 'kind.text'],
  ['long_text', 'kind.long_text'],
  ['integer', 'kind.integer'],
  ['decimal', 'kind.decimal'],
  ['boolean', 'kind.boolean'],
  ['day', 'kind.day'],
  ['email', 'kind.email'],
  ['phone', 'kind.phone'],
  ['url', 'kind.url'],
] as const

interface NewFieldProps {
  state: Import
  header: string
  wanted: { key: string; kind: FieldKind; label: string }
}

function NewField({ state, header, wanted }: NewFieldProps) {
  const { kind, label } = wanted
  const change = (more: { kind?: FieldKind; label?: string }) =>
    state.wish(header, { create: { ...wanted, ...more } })
  return (
    <div className="mt-1.5 flex gap-1.5">
      <input
        aria-label={t('new_name')}
        value={label}
        onChange={(event) => change({ label: event.target.value })}
        className="control flex-1"
      />
      <select
        aria-label={t('new_kind')}
        value={kind}
        onChange={(event) => change({ kind: event.target.value as FieldKind })}
        className="control w-auto!"
      >
        {kinds.map(([key, word]) => (
          <option key={key} value={key}>
            {t(word)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The examples as they will stand in the records, where that is not how they are written. */
function Kept({
  column: { field, examples, kept },
  entity,
}: {
  column: PreviewColumn
  entity: Entity
}) {
  const target = fieldOf(entity, field)
  if (!target || !kept) return null
  const shown = kept.map((value) => (value === null ? t('not_kept') : showValue(target, value)))
  if (shown.every((one, index) => one === examples[index])) return null
  return (
    <p className="num mt-1 truncate text-xs text-ink-3">
      {t('kept', { values: shown.join(' · ') })}
    </p>
  )
}

interface AssumedProps {
  state: Import
  assumption: Assumption
  column: PreviewColumn
  field: Field | undefined
}

/** What could be read in two ways, and which was taken. */
function Assumed({ state, assumption, column, field }: AssumedProps) {
  const { plan, change, pressed } = state
  const isDate = /day_first|month_first|order/.test(assumption.code)
  const isNumber = /point|comma|mark/.test(assumption.code)
  const mark = markOf(assumption)
  const now = mark && field && readNow(column)
  const box = useRef<HTMLDivElement>(null)
  const isPressed = !!mark && pressed > 0
  useEffect(() => {
    if (isPressed) box.current?.querySelector('button')?.focus()
  }, [isPressed, pressed])
  return (
    <div
      ref={box}
      className="mt-1.5 scroll-my-4 rounded-md bg-warn-soft px-2 py-1.5 text-xs text-warn"
    >
      <p>{isDate ? t('date_asked') : isNumber ? t('number_asked') : assumption.text}</p>
      {now && <p>{t('read_now', { cell: now.cell, value: showValue(field, now.value) })}</p>}
      {isPressed && (
        <p role="alert" className="font-medium text-bad">
          {t('number_first')}
        </p>
      )}
      {isDate && (
        <Answers
          label={t('date_asked')}
          options={orders.map(([key, word]) => [key, t(word)])}
          chosen={plan.order ?? (/day_first/.test(assumption.code) ? 'dmy' : undefined)}
          choose={(order) => change({ order })}
        />
      )}
      {isNumber && (
        <Answers
          label={t('number_asked')}
          options={marks.map(([key, word]) => [key, t(word)])}
          chosen={plan.decimal ?? mark}
          choose={(decimal) => change({ decimal })}
        />
      )}
    </div>
  )
}

function Answers<T extends string>({
  label,
  options,
  chosen,
  choose,
}: {
  label: string
  options: [T, string][]
  chosen: T | undefined
  choose: (key: T) => void
}) {
  return (
    <div role="group" aria-label={label} className="mt-1 flex flex-wrap gap-1.5">
      {options.map(([key, text]) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === chosen}
          onClick={() => choose(key)}
          className={classes(
            'h-7 rounded-md border px-2 font-medium text-ink max-md:h-10',
            key === chosen ? 'border-accent bg-accent-soft' : 'border-line-strong bg-raise',
          )}
        >
          {text}
        </button>
      ))}
    </div>
  )
}

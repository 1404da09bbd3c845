// A part of the filter from pickers: field, operator, value. It writes the language of conditions.
import { useState } from 'react'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { LinkPicker, OpenPicker } from '@/kit/picker'
import { kindOf } from '@/model/condition'
import {
  filterFieldOf,
  filterFieldsOf,
  isSpan,
  linkedEntityOf,
  needsValue,
  opsOf,
  spanUnits,
  textOf,
  type FilterField,
  type FilterOp,
  type FilterPart,
} from '@/model/filter_parts'
import type { Entity, Included, Model } from '@/model/types'
import { labelOf, opWord, unitWord, valueWord } from './filter_words'

interface FilterDialogProps {
  entity: Entity
  model: Model
  /** What is changed; null for a new one. */
  part: FilterPart | null
  included: Included
  /** What it is a part of, when that is no filter. */
  title?: string
  finish: (condition: string) => void
  close: () => void
}

export function FilterDialog(props: FilterDialogProps) {
  const { entity, model, part, close } = props
  const [path, setPath] = useState(part?.path ?? null)
  const of = path === null ? null : filterFieldOf(model, entity, path)
  if (!of) {
    const items = filterFieldsOf(model, entity).map((one) => ({
      id: one.path,
      title: labelOf(one),
    }))
    return (
      <Modal title={props.title ?? t('filter.add')} open close={close}>
        <OpenPicker items={items} label={t('filter.field')} choose={({ id }) => setPath(id)} />
      </Modal>
    )
  }
  return (
    <Modal title={labelOf(of)} sub={t('filter.sub')} open close={close} keeps>
      <PartForm {...props} of={of} part={part?.path === path ? part : null} />
    </Modal>
  )
}

function PartForm({
  entity,
  of,
  part,
  included,
  finish,
  close,
}: FilterDialogProps & {
  of: FilterField
}) {
  const ops = opsOf(of.field)
  const [op, setOp] = useState<FilterOp>(part?.op ?? ops[0]!)
  const [values, setValues] = useState<string[]>(part?.values ?? [])
  const known = ops.includes(op) ? ops : [op, ...ops]
  const startOf = (next: FilterOp) => (isSpan(next) ? ['7', 'days'] : [])
  const wanted = needsValue(op) && values.length === 0 ? startOf(op) : values
  const text = textOf({ path: of.path, op, values: wanted }, of)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text) finish(text)
      }}
      className="flex min-h-0 flex-col"
    >
      <div className="min-h-0 space-y-3 overflow-auto px-4 pt-3 pb-3">
        <label className="block">
          <span className="sr-only">{t('filter.op')}</span>
          <select
            value={op}
            onChange={(event) => {
              const next = event.target.value as FilterOp
              // A value stays as long as the operator can use it.
              if (isSpan(next) !== isSpan(op)) setValues(startOf(next))
              setOp(next)
            }}
            className="control"
          >
            {known.map((one) => (
              <option key={one} value={one}>
                {opWord(one, of.field)}
              </option>
            ))}
          </select>
        </label>
        {needsValue(op) && (
          <ValuePicker
            entity={entity}
            of={of}
            op={op}
            values={wanted}
            included={included}
            choose={setValues}
          />
        )}
      </div>
      <div className="flex shrink-0 justify-end gap-1.5 border-t border-line px-4 py-3">
        <Button onClick={close}>{t('dialog.cancel')}</Button>
        <Button kind="primary" type="submit" shortcut="enter" disabled={!text}>
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  )
}

interface ValuePickerProps {
  entity: Entity
  of: FilterField
  op: FilterOp
  values: string[]
  included: Included
  choose: (values: string[]) => void
}

function ValuePicker(props: ValuePickerProps) {
  const { of, op, values, choose } = props
  const kind = kindOf(of.field)
  if (isSpan(op)) return <SpanPicker values={values} choose={choose} />
  if (kind === 'choice') return <ChoicePicker {...props} />
  if (kind === 'link') return <LinksPicker {...props} />
  const isTime = kind === 'day' || kind === 'moment'
  return (
    <label className="block">
      <span className="sr-only">{t('filter.value')}</span>
      <input
        autoFocus
        type={isTime ? 'date' : 'text'}
        inputMode={
          kind === 'integer' || kind === 'decimal' || kind === 'money' ? 'decimal' : undefined
        }
        value={values[0] ?? ''}
        onChange={(event) => choose(event.target.value === '' ? [] : [event.target.value])}
        className="control"
        autoComplete="off"
      />
    </label>
  )
}

function SpanPicker({ values, choose }: Pick<ValuePickerProps, 'values' | 'choose'>) {
  const [n = '', unit = 'days'] = values
  return (
    <div className="flex gap-2">
      <input
        autoFocus
        aria-label={t('filter.how_many')}
        inputMode="numeric"
        value={n}
        onChange={(event) => choose([event.target.value, unit])}
        className="control w-24!"
      />
      <select
        aria-label={t('filter.unit')}
        value={unit}
        onChange={(event) => choose([n, event.target.value])}
        className="control"
      >
        {spanUnits.map((one) => (
          <option key={one} value={one}>
            {unitWord(one)}
          </option>
        ))}
      </select>
    </div>
  )
}

const toggledIn = (values: string[], value: string) =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value]

function ChoicePicker({ of, values, choose }: ValuePickerProps) {
  return (
    <fieldset>
      <legend className="sr-only">{labelOf(of)}</legend>
      {(of.field.choices ?? []).map(({ key, label }, index) => (
        <label
          key={key}
          className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-md:min-h-11"
        >
          <input
            type="checkbox"
            autoFocus={index === 0}
            checked={values.includes(key)}
            onChange={() => choose(toggledIn(values, key))}
            className="size-4 accent-[var(--accent)]"
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

/** Oneself and one's team by a click, everybody else by typing. */
function LinksPicker({ entity, of, values, included, choose }: ValuePickerProps) {
  const target = linkedEntityOf(of, entity)
  const [names, setNames] = useState<Included>({})
  const shortcuts = target === 'user' ? ['me'] : target === 'team' ? ['me.team', 'my_teams'] : []
  const known = [...new Set([...shortcuts, ...values])]
  return (
    <fieldset>
      <legend className="sr-only">{labelOf(of)}</legend>
      {known.map((value) => (
        <label
          key={value}
          className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-md:min-h-11"
        >
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={() =>
              // All my teams are no single team among others.
              choose(
                value === 'my_teams' || values.includes('my_teams')
                  ? values.includes(value)
                    ? []
                    : [value]
                  : toggledIn(values, value),
              )
            }
            className="size-4 accent-[var(--accent)]"
          />
          {valueWord(value, of.field, { ...included, ...names })}
        </label>
      ))}
      <div className="mt-1.5">
        <LinkPicker
          key={values.length}
          entity={target}
          value={null}
          label={labelOf(of)}
          autoFocus
          choose={(item) => {
            if (!item) return
            setNames({
              ...names,
              [item.id]: { id: item.id, entity: target, title: item.title },
            })
            choose([...values.filter((one) => one !== item.id && one !== 'my_teams'), item.id])
          }}
        />
      </div>
    </fieldset>
  )
}

// A number that becomes its own input when clicked, and is saved when left.
import { useState } from 'react'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import { EditedField } from '@/kit/edited_field'
import { useFocusBack } from '@/kit/focus'
import type { Field, Value } from '@/model/types'
import { isMoney } from '@/model/values'
import { exact, short } from './figures'
import { valueOf, type Part } from './plans'

export const showPlan = (n: number, part: Part, currency: string) =>
  part === 'target' ? n.toLocaleString(language()) : short(n, currency)

interface PlanCellProps {
  /** Whose and of when, for who cannot see where it stands. */
  name: string
  n: number | null
  part: Part
  currency: string
  field: Field
  /** Shown faintly where nothing is set: what the parts come to. */
  fallback?: number
  isLeft?: boolean
  save: (n: number | null) => Promise<void>
  reload: () => Promise<number | null>
}

export function PlanCell(props: PlanCellProps) {
  const { name, n, part, currency, fallback, isLeft } = props
  const [isEditing, setIsEditing] = useState(false)
  const opener = useFocusBack<HTMLButtonElement>(isEditing)
  if (isEditing) return <Editor {...props} close={() => setIsEditing(false)} />
  const shown = n ?? fallback
  return (
    <button
      ref={opener}
      type="button"
      data-plan
      title={shown !== undefined && part === 'amount' ? exact(shown, currency) : undefined}
      onClick={() => setIsEditing(true)}
      className={classes(
        'num -my-1 min-w-11 rounded border border-transparent px-1.5 py-1',
        isLeft ? 'w-full text-left' : '-mx-1.5 w-[calc(100%+12px)] text-right',
        'hover:border-line-strong hover:bg-raise max-md:min-h-9',
        n === null && 'text-ink-3',
      )}
    >
      <span className="sr-only">{name}: </span>
      {shown === undefined ? '–' : showPlan(shown, part, currency)}
    </button>
  )
}

const noLinks = {}
const numberIn = (value: Value): number | null =>
  value === null || value === undefined
    ? null
    : isMoney(value)
      ? Number(value.amount)
      : Number(value)

function Editor(props: PlanCellProps & { close: () => void }) {
  const { name, n, part, currency, field, save, reload, close } = props
  return (
    <EditedField
      field={{ ...field, label: name }}
      value={valueOf(n, part, currency)}
      included={noLinks}
      currency={currency}
      floats="right"
      className="-my-1 ml-auto w-32"
      save={(next) => save(numberIn(next))}
      reload={async () => ({ value: valueOf(await reload(), part, currency), included: noLinks })}
      close={close}
    />
  )
}

// A number that becomes its own input when clicked, and is saved when left.
import { useEffect, useId, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import { ConflictBar } from '@/kit/conflict_bar'
import { FieldInput } from '@/kit/fields'
import { useEdit, type Theirs } from '@/kit/use_edit'
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
  const opener = useRef<HTMLButtonElement>(null)
  if (isEditing) {
    const close = () => {
      setIsEditing(false)
      requestAnimationFrame(() => opener.current?.focus())
    }
    return <Editor {...props} close={close} />
  }
  const shown = n ?? fallback
  return (
    <button
      ref={opener}
      type="button"
      data-plan
      title={shown !== undefined && part === 'amount' ? exact(shown, currency) : undefined}
      onClick={() => setIsEditing(true)}
      className={classes(
        'num -my-1 w-full min-w-11 rounded border border-transparent px-1.5 py-1',
        isLeft ? 'text-left' : 'text-right',
        'hover:border-line-strong hover:bg-raise max-md:min-h-9',
        n === null && 'text-ink-3',
      )}
    >
      <span className="sr-only">{name}: </span>
      {shown === undefined ? '–' : showPlan(shown, part, currency)}
    </button>
  )
}

const numberIn = (value: Value): number | null =>
  value === null || value === undefined
    ? null
    : isMoney(value)
      ? Number(value.amount)
      : Number(value)

function Editor({
  name,
  n,
  part,
  currency,
  field,
  save,
  reload,
  close,
}: PlanCellProps & { close: () => void }) {
  const frame = useRef<HTMLDivElement>(null)
  const noteId = useId()
  const value = valueOf(n, part, currency)
  const edit = useEdit({
    field,
    value,
    included: {},
    currency,
    save: (next) => save(numberIn(next)),
    reload: async (): Promise<Theirs> => ({
      value: valueOf(await reload(), part, currency),
      included: {},
    }),
    close,
  })
  useEffect(() => {
    const input = frame.current?.querySelector('input')
    input?.focus()
    input?.select()
  }, [])
  const onBlur = ({ relatedTarget: goesTo }: React.FocusEvent) => {
    if (!frame.current?.contains(goesTo)) edit.leave()
  }
  return (
    <div
      ref={frame}
      className="relative -my-1 ml-auto w-32"
      onKeyDown={edit.onKeyDown}
      onBlur={onBlur}
    >
      <FieldInput
        autoFocus
        field={{ ...field, label: name }}
        draft={edit.draft}
        change={edit.change}
        currency={currency}
        invalid={!!edit.problem}
        describedBy={noteId}
      />
      {(edit.problem || edit.conflict) && (
        <div className="absolute top-full right-0 z-20 mt-1 w-64 rounded-md bg-raise text-left whitespace-normal shadow-float">
          <p id={noteId} className={edit.problem ? 'p-2 text-bad' : undefined}>
            {edit.problem}
          </p>
          {edit.conflict && (
            <ConflictBar
              field={field}
              theirs={edit.conflict}
              keepMine={edit.keepMine}
              takeTheirs={close}
            />
          )}
        </div>
      )}
    </div>
  )
}

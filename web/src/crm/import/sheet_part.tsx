import { useId, useState } from 'react'
import type { Book } from './book'
import type { Cells } from './workbook/sheet'
import type { Import } from './use_import'
import { t, tn } from './words'

/** Which sheet of a workbook is taken, and what of it could not be. */
export function SheetPart({ state }: { state: Import }) {
  const { book } = state
  if (!book) return null
  return (
    <>
      {book.workbook.sheets.length > 1 && <SheetChoice state={state} book={book} />}
      <Emptied book={book} />
    </>
  )
}

function SheetChoice({ state, book }: { state: Import; book: Book }) {
  const id = useId()
  /** Chosen, and still being read. */
  const [wanted, setWanted] = useState<number | null>(null)
  const choose = async (at: number) => {
    setWanted(at)
    await state.turnTo(at)
    setWanted(null)
  }
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="font-medium">
        {t('sheet')}
      </label>
      <select
        id={id}
        value={wanted ?? book.at}
        onChange={(event) => void choose(Number(event.target.value))}
        className="control max-w-72"
      >
        {book.workbook.sheets.map(({ name, isHidden }, at) => (
          <option key={at} value={at}>
            {isHidden ? t('sheet_hidden', { name }) : name}
          </option>
        ))}
      </select>
      <span role="status" className="text-ink-3">
        {wanted !== null && t('reading')}
      </span>
    </div>
  )
}

function Emptied({ book }: { book: Book }) {
  const { errors, formulas } = book.rows.emptied
  if (errors.n + formulas.n === 0) return null
  return (
    <div role="note" className="mb-2 space-y-1 rounded-md bg-warn-soft px-3 py-2 text-warn">
      {errors.n > 0 && <p>{tn('emptied_errors', errors.n, { cells: named(errors) })}</p>}
      {formulas.n > 0 && <p>{tn('emptied_formulas', formulas.n, { cells: named(formulas) })}</p>}
    </div>
  )
}

const named = ({ n, places }: Cells) => places.join(', ') + (n > places.length ? ' …' : '')

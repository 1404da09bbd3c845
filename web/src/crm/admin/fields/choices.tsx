import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { ApiError } from '@/api/problem'
import { countQuery, queryClient } from '@/api/queries'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { isInUse } from '@/kit/refused'
import { RefusedDialog } from '@/kit/refused_dialog'
import { sayError } from '@/kit/undo'
import type { Entity, Field } from '@/model/types'
import { noTexts, type BothModels } from './both_languages'
import { ChoiceWays, having, MergeDialog, nameOf, RemoveDialog } from './choice_dialogs'
import { ChoiceLine } from './choice_line'
import type { ChoiceRow } from './choice_rows'
import { freeKey } from './names'
import { moved } from './uses'
import { useChoices } from './use_choices'
import { t } from './words'

interface ChoicesProps {
  entity: Entity
  field: Field
  models: BothModels
}

/** The choices of a field: in order, in both languages, each with its colour. */
export function Choices({ entity, field, models }: ChoicesProps) {
  const { rows, latest, save } = useChoices(entity, field, models)
  const [merged, setMerged] = useState<ChoiceRow | null>(null)
  const [leaving, setLeaving] = useState<{ row: ChoiceRow; count: number } | null>(null)
  const [refused, setRefused] = useState<{ row: ChoiceRow; error: ApiError } | null>(null)
  const [told, setTold] = useState('')
  const keepFocus = useKeptFocus(rows)

  const place = useCallback(
    (key: string, to: number) => {
      const from = latest.current.findIndex((row) => row.key === key)
      const next = moved(latest.current, from, to)
      if (next === latest.current) return
      keepFocus()
      const label = nameOf(next[to]!)
      setTold(t('place', { label, n: to + 1, total: next.length }))
      save(next, t('order_changed'))
    },
    [save, keepFocus],
  )
  const change = (row: ChoiceRow) =>
    save(
      rows.map((one) => (one.key === row.key ? row : one)),
      t('choice_changed', { label: nameOf(row) }),
    )
  const remove = (row: ChoiceRow) =>
    save(
      rows.filter(({ key }) => key !== row.key),
      t('choice_removed', { label: nameOf(row) }),
      (error) => {
        if (!isInUse(error)) return false
        setRefused({ row, error })
        return true
      },
    )
  /** At once where nothing has it; else it is said first how many records do. */
  const askToRemove = async (row: ChoiceRow) => {
    try {
      const asked = countQuery(entity.plural, having(field, row))
      const count = await queryClient.fetchQuery({ ...asked, staleTime: 0 })
      if (count === 0) remove(row)
      else setLeaving({ row, count })
    } catch (error) {
      sayError(error)
    }
  }
  const add = (text: string) => {
    const key = freeKey(
      text,
      rows.map((row) => row.key),
      false,
    )
    const row = { key, texts: { ...noTexts, [language()]: text }, tone: '' }
    save([...rows, row], t('choice_added', { label: text }))
  }
  return (
    <section aria-label={t('choices')} className="min-w-0">
      <h3 className="font-medium">{t('choices')}</h3>
      <p className="mb-2 text-xs text-ink-3">{t('choices_sub')}</p>
      <ol className="border-t border-line">
        {rows.map((row, index) => (
          <ChoiceLine
            key={row.key}
            row={row}
            index={index}
            total={rows.length}
            place={place}
            change={change}
            remove={rows.length > 1 ? () => void askToRemove(row) : undefined}
            merge={rows.length > 1 ? () => setMerged(row) : undefined}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {told}
      </p>
      <NewChoice add={add} />
      {refused && (
        <RefusedDialog
          name={nameOf(refused.row)}
          error={refused.error}
          ways={<ChoiceWays entity={entity} field={field} {...refused} />}
          close={() => setRefused(null)}
        />
      )}
      {leaving && (
        <RemoveDialog
          {...leaving}
          remove={() => remove(leaving.row)}
          merge={() => setMerged(leaving.row)}
          close={() => setLeaving(null)}
        />
      )}
      {merged && (
        <MergeDialog
          entity={entity}
          field={field}
          from={merged}
          others={rows.filter(({ key }) => key !== merged.key)}
          close={() => setMerged(null)}
        />
      )}
    </section>
  )
}

/** What is moved by the keyboard stands elsewhere afterwards, and the focus with it. */
function useKeptFocus(rows: ChoiceRow[]) {
  const kept = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    if (kept.current?.isConnected && document.activeElement !== kept.current) kept.current.focus()
    kept.current = null
  }, [rows])
  return useCallback(() => {
    kept.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
  }, [])
}

function NewChoice({ add }: { add: (text: string) => void }) {
  const [text, setText] = useState('')
  return (
    <form
      className="mt-2 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!text.trim()) return
        add(text.trim())
        setText('')
      }}
    >
      <input
        className="control"
        aria-label={t('choice_new')}
        placeholder={t('choice_new')}
        autoComplete="off"
        maxLength={60}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">{t('choice_add')}</Button>
    </form>
  )
}

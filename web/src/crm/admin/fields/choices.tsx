import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { mergeChoices } from '@/api/model_changes'
import type { ApiError } from '@/api/problem'
import { rulesQuery } from '@/api/process'
import { countQuery } from '@/api/queries'
import { language } from '@/base/words'
import { Button, buttonLook } from '@/kit/button'
import { Modal, OptionList } from '@/kit/modal'
import { AdminWay, isInUse, Refusal, RefusedDialog } from '@/kit/refused'
import type { Entity, Field } from '@/model/types'
import { noTexts, type BothModels } from './both_languages'
import { ChoiceLine } from './choice_line'
import { labelIn, type ChoiceRow } from './choice_rows'
import { freeKey } from './names'
import { tell } from './send'
import { moved, namersOf } from './uses'
import { useChoices } from './use_choices'
import { t } from './words'

interface ChoicesProps {
  entity: Entity
  field: Field
  models: BothModels
}

const nameOf = (row: ChoiceRow) => labelIn(row, language())

/** The choices of a field: in order, in both languages, each with its colour. */
export function Choices({ entity, field, models }: ChoicesProps) {
  const { rows, latest, save } = useChoices(entity, field, models)
  const [merged, setMerged] = useState<ChoiceRow | null>(null)
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
            remove={rows.length > 1 ? () => remove(row) : undefined}
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

interface MergeDialogProps {
  entity: Entity
  field: Field
  from: ChoiceRow
  others: ChoiceRow[]
  close: () => void
}

function MergeDialog({ entity, field, from, others, close }: MergeDialogProps) {
  const { data: count } = useQuery(countQuery(entity.plural, `${field.key} = "${from.key}"`))
  const [refused, setRefused] = useState<ApiError | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const merge = async (to: ChoiceRow) => {
    if (isBusy) return
    setIsBusy(true)
    const told = t('merge_done', { from: nameOf(from), to: nameOf(to) })
    const change = mergeChoices(entity.key, field.key, from.key, to.key)
    let isShown = false
    await tell(told, change, (error) => {
      isShown = isInUse(error)
      if (isInUse(error)) setRefused(error)
      return isShown
    })
    setIsBusy(false)
    if (!isShown) close()
  }
  return (
    <Modal
      title={t('merge_title', { label: nameOf(from) })}
      sub={
        !refused && (
          <span className="whitespace-normal">
            {count === undefined ? '…' : t('merge_sub', { n: count.toLocaleString(language()) })}
          </span>
        )
      }
      open
      close={close}
    >
      {refused ? (
        <Refusal
          error={refused}
          ways={<ChoiceWays entity={entity} field={field} row={from} error={refused} />}
          close={close}
        />
      ) : (
        <div className="min-h-0 overflow-auto">
          <OptionList
            options={others.map((row) => ({ value: row, label: nameOf(row) }))}
            choose={(to) => void merge(to)}
          />
        </div>
      )}
    </Modal>
  )
}

interface ChoiceWaysProps {
  entity: Entity
  field: Field
  row: ChoiceRow
  error: ApiError
}

const mostWays = 3

/** To the guidelines that name the choice, or to where else it is mended. */
function ChoiceWays({ entity, field, row, error }: ChoiceWaysProps) {
  const isGuideline = error.code === 'used_by_guideline'
  const { data: rules = [] } = useQuery({ ...rulesQuery, enabled: isGuideline })
  if (!isGuideline) return <AdminWay code={error.code} id={row.key} />
  return namersOf(rules, { entity: entity.key, field: field.key, choice: row.key })
    .slice(0, mostWays)
    .map(({ id, key }) => (
      <Link key={id} to="/process" search={{ rule: id }} className={buttonLook()}>
        {t('to_guideline', { key })}
      </Link>
    ))
}

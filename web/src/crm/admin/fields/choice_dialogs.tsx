// What is asked before a choice goes that records have.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { mergeChoices } from '@/api/model_changes'
import type { ApiError } from '@/api/problem'
import { rulesQuery } from '@/api/process'
import { countQuery } from '@/api/queries'
import { language, t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal, OptionList } from '@/kit/modal'
import { sentenceOf } from '@/kit/rule_text'
import { AdminWay, isInUse, Refusal, RuleWay } from '@/kit/refused'
import type { Entity, Field } from '@/model/types'
import { labelIn, type ChoiceRow } from './choice_rows'
import { tell } from './send'
import { namersOf } from './uses'
import { t, tn } from './words'

export const nameOf = (row: ChoiceRow) => labelIn(row, language())
/** The filter of the records that have it. */
export const having = (field: Field, { key }: ChoiceRow) => `${field.key} = "${key}"`

interface RemoveDialogProps {
  row: ChoiceRow
  count: number
  remove: () => void
  merge: () => void
  close: () => void
}

export function RemoveDialog({ row, count, remove, merge, close }: RemoveDialogProps) {
  const then = (act: () => void) => () => {
    close()
    act()
  }
  return (
    <Modal title={t('choice_remove', { label: nameOf(row) })} open close={close}>
      <div className="space-y-3 px-4 pt-2 pb-4">
        <p className="num">{tn('choice_kept', count)}</p>
        <div className="flex flex-wrap justify-end gap-1.5">
          <Button onClick={close}>{common('dialog.cancel')}</Button>
          <Button onClick={then(merge)}>{t('choice_merge', { label: nameOf(row) })}</Button>
          <Button kind="primary" onClick={then(remove)}>
            {t('choice_remove', { label: nameOf(row) })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

interface MergeDialogProps {
  entity: Entity
  field: Field
  from: ChoiceRow
  others: ChoiceRow[]
  close: () => void
}

export function MergeDialog({ entity, field, from, others, close }: MergeDialogProps) {
  const { data: count } = useQuery(countQuery(entity.plural, having(field, from)))
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
            {count === undefined ? '…' : tn('merge_sub', count)}
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
export function ChoiceWays({ entity, field, row, error }: ChoiceWaysProps) {
  const isGuideline = error.code === 'used_by_guideline'
  const { data: rules = [] } = useQuery({ ...rulesQuery, enabled: isGuideline })
  if (!isGuideline && error.guideline) return <RuleWay rule={error.guideline} />
  if (!isGuideline) return <AdminWay code={error.code} id={row.key} />
  return namersOf(rules, { entity: entity.key, field: field.key, choice: row.key })
    .slice(0, mostWays)
    .map((rule) => (
      <Link key={rule.id} to="/process" search={{ rule: rule.id }} className="link block py-1">
        {sentenceOf(rule)}
      </Link>
    ))
}

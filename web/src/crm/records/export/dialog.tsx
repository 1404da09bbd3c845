// A list as a file: which records, which columns, written how.
import { useState } from 'react'
import { exportFile } from '@/api/calls'
import { currentTime, dayOf } from '@/base/time'
import { labelled, listOf, t as common } from '@/base/words'
import { Modal, OptionList } from '@/kit/modal'
import { Problem } from '@/kit/page'
import { say } from '@/kit/undo'
import { fieldOf } from '@/model/catalogue'
import type { Entity } from '@/model/types'
import { columnKeysOf, columnsOf } from '../columns'
import { filterOfChosen, sizeOf, type Selection } from '../selection'
import { t, tn } from './words'

export interface ExportProps {
  entity: Entity
  selection: Selection
  filter: string | undefined
  sort: string | undefined
  columns: string[] | undefined
  count: number | undefined
  close: () => void
}

type Format = 'csv' | 'xlsx'

function saveAs(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Of the chosen, or, when none is, of all that the filter finds. */
export function ExportDialog(props: ExportProps) {
  const { entity, selection, filter, sort, columns, count, close } = props
  const [isEvery, setIsEvery] = useState(false)
  const [isForPrograms, setIsForPrograms] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isNone = !selection.isAll && selection.ids.size === 0
  const size = isNone ? count : (sizeOf(selection, count) ?? undefined)
  const keys = columnKeysOf(entity, columns).filter((key) => fieldOf(entity, key))
  const isPerson = keys[0] === 'last_name' && fieldOf(entity, 'first_name')
  const fields = isPerson ? ['first_name', ...keys] : keys
  const leftOut = columnsOf(entity, columns).flatMap(({ field, label }) => (field ? [] : [label]))
  const write = async (format: Format) => {
    if (isBusy) return
    setIsBusy(true)
    setError(null)
    try {
      const file = await exportFile(entity.plural, {
        filter: isNone ? filter : filterOfChosen(selection, filter),
        sort,
        fields: isEvery ? undefined : fields.join(','),
        format,
        ...(isForPrograms && { header: 'keys', links: 'ids' }),
      })
      const name = `${entity.plural}-${dayOf(new Date(currentTime()))}.${format}`
      saveAs(file, name)
      say(t('done', { name }))
      close()
    } catch (failure) {
      setError(failure)
      setIsBusy(false)
    }
  }
  return (
    <Modal title={labelled(common('bulk.export'), entity.label_plural)} open close={close}>
      <div className="min-h-0 overflow-auto">
        <div className="space-y-3 px-4 pt-2">
          <p className="num">
            {size === undefined ? t('all') : tn(isNone ? 'all' : 'chosen', size)}
            {common('text.comma')}
            {t('order')}
          </p>
          <Either
            label={t('which')}
            options={[t('these'), t('every')]}
            isSecond={isEvery}
            choose={setIsEvery}
          />
          {!isEvery && leftOut.length > 0 && (
            <p className="text-ink-3">{t('left_out', { columns: listOf(leftOut) })}</p>
          )}
          <Either
            label={t('written')}
            options={[t('for_people'), t('for_import')]}
            isSecond={isForPrograms}
            choose={setIsForPrograms}
          />
          <p className="text-ink-3">{t('masked')}</p>
        </div>
        {!!error && <Problem error={error} />}
        {isBusy ? (
          <p role="status" data-loading className="px-4 pt-3 pb-4">
            {t('working')}
          </p>
        ) : (
          <OptionList<Format>
            options={[
              { value: 'csv', label: t('csv'), hint: t('csv_hint') },
              { value: 'xlsx', label: t('xlsx'), hint: t('xlsx_hint') },
            ]}
            choose={(format) => void write(format)}
          />
        )}
      </div>
    </Modal>
  )
}

interface EitherProps {
  label: string
  options: [first: string, second: string]
  isSecond: boolean
  choose: (isSecond: boolean) => void
}

function Either({ label, options, isSecond, choose }: EitherProps) {
  return (
    <fieldset>
      <legend className="eyebrow">{label}</legend>
      {options.map((option, index) => (
        <label key={option} className="flex items-center gap-2 py-0.5 max-md:min-h-10">
          <input
            type="radio"
            name={label}
            className="size-4 accent-accent"
            checked={isSecond === (index === 1)}
            onChange={() => choose(index === 1)}
          />
          {option}
        </label>
      ))}
    </fieldset>
  )
}

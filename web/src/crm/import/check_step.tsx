import { useQuery } from '@tanstack/react-query'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { language } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { FieldInput } from '@/kit/fields'
import { Loading, Problem } from '@/kit/page'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Field } from '@/model/types'
import {
  isGoing,
  jobQuery,
  refusedAddress,
  type Fault,
  type ImportJob,
  type WrongValue,
} from './calls'
import { wrongOf } from './faults'
import { Missing } from './missing'
import { GivenTo } from './owners'
import { Counted, ProgressBar, Section } from './parts'
import { ownerOf } from './plan'
import type { Import } from './use_import'
import { t, tn } from './words'

const shown = (n: number) => n.toLocaleString(language())

/** What would become of each row; nothing is written yet. */
export function CheckStep({ state }: { state: Import }) {
  const { data: job, error } = useQuery(jobQuery(state.checkJob))
  if (error) return <Problem error={error} />
  if (!job) return <Loading />
  if (isGoing(job) || state.isBusy) return <Checking job={job} />
  if (job.state === 'failed' || !job.result)
    return <Problem error={new Error(job.result?.message ?? t('check_failed'))} />
  return <Checked key={job.id} state={state} job={job} />
}

function Checking({ job }: { job: ImportJob }) {
  return (
    <div role="status" data-loading>
      <p className="num mb-2">
        {job.total > 0
          ? t('checking_n', { n: shown(job.done), all: shown(job.total) })
          : t('checking')}
      </p>
      <ProgressBar done={job.done} total={job.total} label={t('checking')} />
    </div>
  )
}

function Checked({ state, job }: { state: Import; job: ImportJob }) {
  const { entity, plan } = state
  const result = job.result!
  const ready = result.created + result.updated
  // Promises run from when a record was entered.
  const entered = state.preview?.columns.find(({ field }) => field === 'entered_at')?.header
  return (
    <>
      <div role="status" className="grid grid-cols-2 gap-2 md:grid-cols-4">
        <Counted n={shown(result.created)} label={t('n_new')} tone="good" />
        <Counted n={shown(result.updated)} label={t('n_changed')} />
        <Counted n={shown(result.unchanged)} label={t('n_same')} />
        <Counted
          n={shown(result.refused)}
          label={t('n_wrong')}
          tone={result.refused > 0 ? 'bad' : undefined}
        />
      </div>
      <p className="mt-3 max-w-prose">
        {ready + result.unchanged === 0
          ? t(result.refused > 0 ? 'ready_none' : 'ready_empty')
          : t(result.refused > 0 ? 'ready_some' : 'ready_all', { rows: tn('rows', ready) })}{' '}
        {entity && !plan.historic && result.created > 0 && !entered && t('clocks')}
      </p>
      {!plan.historic && result.created > 0 && entered && (
        <p className="mt-2 flex max-w-prose flex-wrap items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <span className="min-w-60 flex-1">{t('clocks_since', { column: entered })}</span>
          <Button disabled={state.isBusy} onClick={() => void state.mend({ historic: true })}>
            {t('historic')}
          </Button>
        </p>
      )}
      <GivenTo
        result={result}
        entity={entity}
        choose={entity && ownerOf(entity) && (() => state.goTo('columns'))}
      />
      <NewChoices state={state} values={result.wrong?.values ?? []} />
      {entity && result.refused > 0 && <Missing state={state} entity={entity} />}
      {entity && result.refused > 0 && <Mend state={state} job={job} entity={entity} />}
      <Mended state={state} />
      {result.warned_rows.length > 0 && <Warned faults={result.warned_rows} n={result.warnings} />}
    </>
  )
}

interface MendProps {
  state: Import
  job: ImportJob
  entity: Entity
}

/** Most often it is this that is wrong, in rows by the thousand; one press mends them all. */
function NewChoices({ state, values }: { state: Import; values: WrongValue[] }) {
  const unknown = values.filter(({ code }) => code === 'not_a_choice')
  if (unknown.length === 0 || !state.mayChangeModel || state.plan.createsChoices) return null
  const rows = unknown.reduce((sum, one) => sum + one.rows, 0)
  return (
    <p className="num mt-3 flex max-w-prose flex-wrap items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
      <span className="min-w-60 flex-1">{tn('unknown_choices', rows)}</span>
      <Button disabled={state.isBusy} onClick={() => void state.mend({ createsChoices: true })}>
        {t('create_choices')}
      </Button>
    </p>
  )
}

/** Wrong values with a place to write the right ones, each once for all rows that have it. */
function Mend({ state, job, entity }: MendProps) {
  const [showsAll, setShowsAll] = useState(false)
  const { values: all, complete } = job.result?.wrong ?? { values: [], complete: true }
  const { values, rows } = wrongOf(all)
  const list = showsAll ? values : values.slice(0, shownAtOnce)
  return (
    <Section title={t('mend_title')} note={values.length > 0 ? t('mend_note') : undefined}>
      <p className="num mb-2 text-ink-3">
        {complete ? tn('mend_count', all.length) : t('first_faults', { n: shown(all.length) })}{' '}
        <a className="link" href={refusedAddress(job.id)} download>
          {t('refused_file')}
        </a>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (state.hasTyped) void state.checkTyped()
        }}
      >
        <ul className="border-t border-line">
          {list.map((one) => (
            <WrongRow
              key={JSON.stringify([one.column, one.value, one.reason])}
              wrong={one}
              field={fieldFor(state, entity, one.column)}
              draft={state.typed[one.column]?.[one.value]}
              change={(draft) => state.type(one.column, one.value, draft)}
            />
          ))}
        </ul>
        {values.length > list.length && (
          <Button kind="ghost" className="mt-1.5" onClick={() => setShowsAll(true)}>
            {tn('show_more', values.length - list.length)}
          </Button>
        )}
        {values.length > 0 && (
          <Button type="submit" className="mt-3" disabled={!state.hasTyped}>
            <Check size={14} aria-hidden />
            {t('check_again')}
          </Button>
        )}
      </form>
      {rows.length > 0 && (
        <div className="mt-4">
          <p className="mb-1 text-ink-3">{t('whole_rows')}</p>
          <ul className="num">
            {rows.slice(0, shownAtOnce).map((row) => (
              <li key={row.reason} className="py-0.5">
                <span className="text-bad">{row.reason}</span> {whereOf(row)}{' '}
                <span className="block truncate text-xs text-ink-3">{row.beside.join(' · ')}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}

const shownAtOnce = 50

const whereOf = ({ rows, line }: WrongValue) =>
  rows > 1 ? tn('in_rows', rows) : t('line', { n: line })

const fieldFor = (state: Import, entity: Entity, header: string): Field | undefined => {
  const column = state.preview?.columns.find((one) => one.header === header)
  return column && fieldOf(entity, column.field)
}

interface WrongRowProps {
  wrong: WrongValue
  field: Field | undefined
  /** Undefined: not touched. */
  draft: string | undefined
  change: (draft: string | undefined) => void
}

function WrongRow({ wrong, field, draft, change }: WrongRowProps) {
  const { column, value, reason, beside } = wrong
  const label = t('instead_of', { value: value || t('nothing'), column })
  const isChoice = field?.kind === 'choice' || field?.kind === 'boolean'
  return (
    <li className="grid items-start gap-x-3 gap-y-1 border-b border-line py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_auto]">
      <div className="min-w-0">
        <p className="truncate">
          <span className="text-ink-3">{column}: </span>
          <b className="font-medium">{value || t('nothing')}</b>{' '}
          <span className="num text-ink-3">{whereOf(wrong)}</span>
        </p>
        <p className="text-bad">{reason}</p>
        {beside.length > 0 && <p className="truncate text-xs text-ink-3">{beside.join(' · ')}</p>}
      </div>
      {isChoice ? (
        <FieldInput
          field={{ ...field, label, required: true }}
          draft={draft ?? ''}
          change={change}
          currency=""
        />
      ) : (
        <input
          aria-label={label}
          value={draft ?? value}
          onChange={(event) => change(event.target.value)}
          className="control"
        />
      )}
      <Button
        kind="ghost"
        aria-pressed={draft === ''}
        className={draft === '' ? 'bg-hover' : undefined}
        disabled={value === ''}
        onClick={() => change(draft === '' ? undefined : '')}
      >
        {t('leave_empty')}
      </Button>
    </li>
  )
}

/** What has been mended so far, and the way back. */
function Mended({ state }: { state: Import }) {
  const { mended } = state.plan
  const all = Object.entries(mended).flatMap(([column, values]) =>
    Object.entries(values).map(([from, to]) => ({ column, from, to })),
  )
  if (all.length === 0) return null
  const nameOf = (column: string, key: string) => {
    const field = state.entity && fieldFor(state, state.entity, column)
    return field?.choices?.find((choice) => choice.key === key)?.label ?? (key || t('nothing'))
  }
  const takeBack = (column: string, from: string) => {
    const { [from]: _, ...values } = mended[column] ?? {}
    const { [column]: __, ...others } = mended
    void state.mend({
      mended: Object.keys(values).length > 0 ? { ...others, [column]: values } : others,
    })
  }
  return (
    <Section title={t('mended_title')}>
      <ul className="flex flex-wrap gap-1.5">
        {all.map(({ column, from, to }) => (
          <li
            key={JSON.stringify([column, from])}
            className="flex max-w-full items-center rounded-md bg-good-soft pl-2 text-good"
          >
            <span className="truncate">
              {column}: {from || t('nothing')} → {nameOf(column, to)}
            </span>
            <IconButton
              label={t('take_back', { value: from || t('nothing') })}
              onClick={() => takeBack(column, from)}
            >
              <X size={13} />
            </IconButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Warned({ faults, n }: { faults: Fault[]; n: number }) {
  return (
    <details className="mt-5">
      <summary className="max-md:py-2">{tn('warned', n)}</summary>
      <ul className="num mt-1 text-ink-2">
        {faults.slice(0, shownAtOnce).map((fault, index) => (
          <li key={index} className="py-0.5">
            {t('line', { n: fault.line })}, {fault.column}: {fault.reason}
          </li>
        ))}
      </ul>
    </details>
  )
}

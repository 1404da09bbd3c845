// A condition in its place in the sentence: parts to press, "and" and "or" between them, and the language of conditions
// for who prefers to type it.
import { Code, Plus, X } from 'lucide-react'
import { Suspense, useId, useState } from 'react'
import { classes } from '@/base/classes'
import { t as common } from '@/base/words'
import { IconButton } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import type { Condition } from '@/model/condition'
import { parseCondition, readCondition } from '@/model/condition_parse'
import { printCondition } from '@/model/condition_print'
import { partOf } from '@/model/filter_parts'
import { countOf, type CountCondition } from './count'
import { questionsAnswered, wordsOfCondition, wordsOfText, type Subject } from './condition_words'
import { t } from './words'

const CountDialog = later(() => import('./count_dialog').then((m) => m.CountDialog))
const FilterDialog = later(() => import('@/kit/filter/filter_dialog').then((m) => m.FilterDialog))

/** Fetched behind the page: what is typed right after pressing arrives in them. */
export const fetchDialogs = () => {
  FilterDialog.fetch()
  CountDialog.fetch()
}

interface ConditionEditProps {
  /** "We expect" */
  label: string
  text: string
  of: Subject
  /** Absent: it is only read. */
  change?: (text: string) => void
  problem?: string
  /** Of what is counted: there nothing is counted again. */
  isCounted?: boolean
}

export function ConditionEdit(props: ConditionEditProps) {
  const { label, text, of, change, problem, isCounted = false } = props
  const [isTyped, setIsTyped] = useState(false)
  const isMacro = text.trim() === questionsAnswered
  const tree = isMacro ? null : readCondition(text, of.entity, of.model)
  if (!change) return <b className="font-medium">{wordsOfText(text, of)}</b>
  // What cannot be shown in parts can only be typed.
  const isText = isTyped || (!tree && !isMacro)
  const isEmpty = text.trim() === ''
  return (
    <span role="group" aria-label={label} className="inline">
      {isText ? (
        <ConditionText label={label} text={text} change={change} problem={problem} />
      ) : isMacro ? (
        <Chip
          words={t('cond.questions')}
          press={() => setIsTyped(true)}
          remove={() => change('')}
        />
      ) : (
        <Group
          condition={isEmpty ? { op: 'all', parts: [] } : tree!}
          of={of}
          change={(next) => change(next ? printCondition(next, of.entity.key) : '')}
          type={() => setIsTyped(true)}
          isCounted={isCounted}
        />
      )}
      {(tree || isMacro) && (
        <IconButton
          label={t(isText ? 'cond.as_parts' : 'cond.as_text', { label })}
          aria-pressed={isText}
          onClick={() => setIsTyped(!isTyped)}
          className="inline-grid! align-middle"
        >
          <Code size={14} aria-hidden />
        </IconButton>
      )}
      {!isText && problem && <Complaint text={problem} />}
    </span>
  )
}

export function Complaint({ text, id }: { text: string; id?: string }) {
  return (
    <span role="alert" id={id} className="block text-sm leading-snug text-bad">
      {text}
    </span>
  )
}

function ConditionText({
  label,
  text,
  change,
  problem,
}: Omit<ConditionEditProps, 'of' | 'change' | 'isCounted'> & { change: (text: string) => void }) {
  const id = useId()
  return (
    <span className="my-1 block">
      <textarea
        aria-label={t('cond.text', { label })}
        aria-invalid={!!problem || undefined}
        aria-describedby={problem ? id : undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
        rows={Math.min(6, Math.max(2, Math.ceil(text.length / 70)))}
        spellCheck={false}
        autoComplete="off"
        className="control font-mono"
      />
      {problem && <Complaint id={id} text={problem} />}
    </span>
  )
}

interface GroupProps {
  condition: Condition
  of: Subject
  /** Null: nothing is left of it. */
  change: (next: Condition | null) => void
  /** Goes over to typing. */
  type: () => void
  isCounted: boolean
  isInner?: boolean
}

type Joiner = 'all' | 'any'
type Asked = { index: number; what: 'part' | 'count' }

/** One part alone is a group of one. */
function groupOf(condition: Condition): { op: Joiner; parts: Condition[] } {
  if (condition.op === 'all' || condition.op === 'any') return condition
  if (condition.op === 'constant' && condition.truth) return { op: 'all', parts: [] }
  return { op: 'all', parts: [condition] }
}
const ungrouped = (op: Joiner, parts: Condition[]): Condition | null =>
  parts.length === 0 ? null : parts.length === 1 ? parts[0]! : { op, parts }

export function Group({ condition, of, change, type, isCounted, isInner }: GroupProps) {
  const { op, parts } = groupOf(condition)
  const [asked, setAsked] = useState<Asked | null>(null)
  const put = (next: Condition[], joiner = op) => change(ungrouped(joiner, next))
  const replace = (index: number, part: Condition | null) =>
    put(part ? parts.toSpliced(index, 1, part) : parts.toSpliced(index, 1))
  const press = (index: number) => {
    const part = parts[index]!
    if (countOf(part)) setAsked({ index, what: 'count' })
    else if (partOf(part)) setAsked({ index, what: 'part' })
    else type()
  }
  const finish = (part: Condition) => {
    setAsked(null)
    replace(asked!.index, part)
  }
  const current = asked ? parts[asked.index] : undefined
  return (
    <>
      {isInner && '('}
      {parts.map((part, index) => (
        <span key={index}>
          {index > 0 && <JoinerWord op={op} change={(next) => put(parts, next)} />}
          {part.op === 'all' || part.op === 'any' ? (
            <Group
              condition={part}
              of={of}
              change={(next) => replace(index, next)}
              type={type}
              isCounted={isCounted}
              isInner
            />
          ) : (
            <Chip
              words={wordsOfCondition(part, of)}
              press={() => press(index)}
              remove={() => replace(index, null)}
            />
          )}
        </span>
      ))}
      {isInner && ')'}
      {!isInner && (
        <span className="whitespace-nowrap">
          {' '}
          <AddButton
            label={t(parts.length ? (op === 'any' ? 'cond.add_or' : 'cond.add') : 'cond.first')}
            press={() => setAsked({ index: parts.length, what: 'part' })}
          />
          {!isCounted && (
            <AddButton
              label={t('cond.add_count')}
              press={() => setAsked({ index: parts.length, what: 'count' })}
            />
          )}
        </span>
      )}
      {asked?.what === 'part' && (
        <Suspense fallback={<EarlyLetters />}>
          <FilterDialog
            entity={of.entity}
            model={of.model}
            part={current ? partOf(current) : null}
            included={of.included}
            title={t('cond.part')}
            finish={(text) => finish(parseCondition(text, of.entity, of.model))}
            close={() => setAsked(null)}
          />
        </Suspense>
      )}
      {asked?.what === 'count' && (
        <Suspense fallback={<EarlyLetters />}>
          <CountDialog
            of={of}
            part={(current && countOf(current)) || null}
            finish={(part: CountCondition) => finish(part)}
            close={() => setAsked(null)}
          />
        </Suspense>
      )}
    </>
  )
}

/** Pressed, "and" is "or" for the whole group. */
function JoinerWord({ op, change }: { op: Joiner; change: (op: Joiner) => void }) {
  const word = t(op === 'all' ? 'cond.and' : 'cond.or').trim()
  return (
    <button
      type="button"
      title={t('cond.switch')}
      aria-label={t('cond.switch_from', { word })}
      onClick={() => change(op === 'all' ? 'any' : 'all')}
      className="mx-0.5 rounded px-1 text-ink-2 underline decoration-dotted underline-offset-2 hover:bg-hover max-md:min-h-10"
    >
      {word}
    </button>
  )
}

interface ChipProps {
  words: string
  press: () => void
  remove: () => void
}

function Chip({ words, press, remove }: ChipProps) {
  return (
    <span
      className={classes(
        'my-0.5 inline-flex min-h-7 max-w-full rounded-md border border-line-strong',
        'items-center bg-raise align-baseline leading-snug max-md:min-h-10',
      )}
    >
      <button
        type="button"
        title={common('filter.change')}
        onClick={press}
        className="min-w-0 rounded-l-md py-0.5 pr-1 pl-2 text-left font-medium break-words text-accent-ink hover:bg-hover"
      >
        {words}
      </button>
      <button
        type="button"
        aria-label={common('filter.remove', { part: words })}
        onClick={remove}
        className="grid w-6 shrink-0 place-items-center rounded-r-md text-ink-3 hover:bg-hover max-md:w-10"
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  )
}

function AddButton({ label, press }: { label: string; press: () => void }) {
  return (
    <button
      type="button"
      onClick={press}
      className="inline-flex h-7 items-center gap-0.5 rounded-md px-1.5 text-sm text-ink-3 hover:bg-hover hover:text-ink max-md:h-10"
    >
      <Plus size={13} aria-hidden />
      {label}
    </button>
  )
}

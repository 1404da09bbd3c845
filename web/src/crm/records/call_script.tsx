// The qualifying questions in asking order, as one asks them on the telephone: a number key answers and the next
// question stands there.
import { useEffect, useRef, useState } from 'react'
import { Check, ChevronDown } from 'lucide-react'
import type { Loaded } from '@/api/calls'
import { ApiError } from '@/api/problem'
import { t } from '@/base/words'
import { classes } from '@/base/classes'
import { Key } from '@/kit/button'
import { FieldHelp } from '@/kit/fields'
import { useKeys } from '@/kit/keys'
import { sayError } from '@/kit/undo'
import { mayEdit } from '@/model/catalogue'
import type { Entity, Field, Value } from '@/model/types'
import { isEmpty, showValue } from '@/model/values'
import { questionsOf } from './questions'
import { reloadField, saveField } from '@/kit/edits'
import { isScriptWanted, scriptHasStarted } from '@/kit/mends/script_start'

/** What the script asks: of whoever may answer. */
export const askedOf = (entity: Entity): Field[] =>
  questionsOf(entity).filter((field) => field.kind === 'choice' && mayEdit(entity, field))

interface CallScriptProps {
  entity: Entity
  loaded: Loaded
  /** Nothing more is to come of it: the answers wait to be looked up. */
  isOver?: boolean
}

/** What somebody did to another field meanwhile is no quarrel: the answer is saved over it. */
async function saveAnswer(entity: Entity, id: string, field: Field, value: string, before: Value) {
  try {
    await saveField(entity, id, field, value)
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isConflict) throw error
    const theirs = await reloadField(entity, id, field)
    if ((theirs.value ?? null) !== before) throw error
    await saveField(entity, id, field, value)
  }
}

function useScript({ entity, loaded }: CallScriptProps) {
  const questions = askedOf(entity)
  // Answers on their way: the next key must not wait for the server.
  const [pending, setPending] = useState<Record<string, Value>>({})
  const answerOf = (field: Field) => pending[field.key] ?? loaded.entry[field.key]
  const firstOpen = questions.findIndex((field) => isEmpty(answerOf(field)))
  const [asked, setAsked] = useState<number | null>(null)
  const [isActive, setIsActive] = useState(() => isScriptWanted(loaded.entry.id))
  useEffect(scriptHasStarted, [])
  const index = asked ?? firstOpen
  const current = questions[index]
  const line = useRef<Promise<unknown>>(Promise.resolve())

  const answer = (field: Field, value: string) => {
    setPending((all) => ({ ...all, [field.key]: value }))
    const place = questions.indexOf(field)
    const next = questions.findIndex((one, i) => i > place && isEmpty(answerOf(one)))
    setAsked(next < 0 ? null : next)
    setIsActive(next >= 0)
    // One after the other: each answer makes a new version of the record.
    const before = loaded.entry[field.key] ?? null
    line.current = line.current.then(() => send(field, value, before))
  }
  const send = async (field: Field, value: string, before: Value) => {
    try {
      await saveAnswer(entity, loaded.entry.id, field, value, before)
    } catch (error) {
      setAsked(questions.indexOf(field))
      sayError(error)
    }
    setPending(({ [field.key]: _, ...rest }) => rest)
  }
  return {
    questions,
    answerOf,
    current: isActive || asked !== null ? current : questions[firstOpen],
    answered: questions.filter((field) => !isEmpty(answerOf(field))).length,
    isActive,
    start: () => setIsActive(true),
    stop: () => setIsActive(false),
    ask: (field: Field) => {
      setAsked(questions.indexOf(field))
      setIsActive(true)
    },
    answer,
  }
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const restMs = 2000

/** For a moment after it was active. */
function useRest(isActive: boolean): boolean {
  const [isResting, setIsResting] = useState(false)
  useEffect(() => {
    if (!isActive) return
    setIsResting(true)
    return () => void setTimeout(() => setIsResting(false), restMs)
  }, [isActive])
  return isResting && !isActive
}

export function CallScript(props: CallScriptProps) {
  const script = useScript(props)
  const [isOpened, setIsOpened] = useState(false)
  const { questions, current, answered, isActive } = script
  const isResting = useRest(isActive)
  useKeys([
    { keys: 'q', label: t('script.start'), run: script.start },
    ...(isActive
      ? [
          { keys: 'escape', run: script.stop },
          ...(current?.choices ?? []).slice(0, 9).map(({ key }, index) => ({
            keys: String(index + 1),
            run: () => script.answer(current!, key),
          })),
        ]
      : []),
    // What is typed on past the last question is no act.
    ...(isResting ? digits.map((keys) => ({ keys, run: () => {} })) : []),
  ])
  if (questions.length === 0) return null
  const all = questions.length
  const isDone = (answered === all || !!props.isOver) && !isActive
  return (
    <section
      aria-label={t('script.title')}
      className={classes('border-b border-line px-4 py-3', isActive && 'bg-accent-soft/40')}
      data-script={isActive ? 'active' : 'idle'}
    >
      <div className="flex items-center gap-2">
        <h2 className="font-semibold">{t('script.title')}</h2>
        <span aria-hidden className="h-1 w-16 overflow-hidden rounded-full bg-line">
          <span
            className={classes('block h-full', answered === all ? 'bg-good' : 'bg-accent')}
            style={{ width: `${(100 * answered) / all}%` }}
          />
        </span>
        <span role="status" className="num text-ink-3">
          {t('record.answered', { n: answered, all })}
        </span>
        {!isActive && !isDone && (
          <button
            type="button"
            onClick={script.start}
            className="ml-auto inline-flex h-7 items-center gap-1.5 rounded-md px-2 font-medium text-accent-ink hover:bg-hover max-md:h-10"
          >
            {t('script.start')}
            <Key keys="q" />
          </button>
        )}
        {isDone && (
          <button
            type="button"
            aria-expanded={isOpened}
            onClick={() => setIsOpened(!isOpened)}
            className="ml-auto inline-flex h-7 items-center gap-1 rounded-md px-2 text-ink-2 hover:bg-hover max-md:h-10"
          >
            {t('script.answers')}
            <ChevronDown size={14} aria-hidden className={classes(isOpened && 'rotate-180')} />
          </button>
        )}
      </div>
      <ol className={classes('mt-2 space-y-0.5', isDone && !isOpened && 'hidden')}>
        {questions.map((field) => (
          <li key={field.key}>
            {isActive && field === current ? (
              <Asked field={field} script={script} />
            ) : (
              <Answer field={field} script={script} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Script = ReturnType<typeof useScript>

function Asked({ field, script }: { field: Field; script: Script }) {
  const given = script.answerOf(field)
  return (
    <fieldset className="rounded-md border border-accent bg-raise p-2">
      <legend className="sr-only">{field.label}</legend>
      <p className="mb-1.5 font-medium" aria-hidden>
        {field.label}
      </p>
      <div className="mb-1.5">
        <FieldHelp field={field} />
      </div>
      <div className="flex flex-wrap gap-1.5">
        {(field.choices ?? []).map(({ key, label }, place) => (
          <button
            key={key}
            type="button"
            aria-pressed={given === key}
            aria-keyshortcuts={place < 9 ? String(place + 1) : undefined}
            onClick={() => script.answer(field, key)}
            className={classes(
              'inline-flex min-h-7 items-center gap-1.5 rounded-md border px-2 text-left max-md:min-h-10',
              given === key
                ? 'border-accent bg-accent-soft text-accent-ink'
                : 'border-line-strong hover:border-accent hover:bg-accent-soft',
            )}
          >
            {place < 9 && <Key keys={String(place + 1)} />}
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function Answer({ field, script }: { field: Field; script: Script }) {
  const value = script.answerOf(field)
  return (
    <button
      type="button"
      onClick={() => script.ask(field)}
      className="flex min-h-7 w-full items-center gap-1.5 rounded-md px-2 text-left hover:bg-hover max-md:min-h-10"
    >
      <span className="min-w-0 flex-1 truncate text-ink-2">{field.label}</span>
      {isEmpty(value) ? (
        <span className="text-ink-3">–</span>
      ) : (
        <span className="flex min-w-0 items-center gap-1 font-medium">
          <Check size={13} aria-hidden className="shrink-0 text-good" />
          <span className="truncate">{showValue(field, value)}</span>
        </span>
      )}
    </button>
  )
}

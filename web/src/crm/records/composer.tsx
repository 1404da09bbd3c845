import { useSuspenseQuery } from '@tanstack/react-query'
import { CalendarCheck, CalendarPlus, Mail, StickyNote, X, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { createEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { messageOf } from '@/api/problem'
import { meQuery, queryClient, refreshEntry } from '@/api/queries'
import { keptIn } from '@/api/waiting'
import { classes } from '@/base/classes'
import { currentTime, momentOfWall } from '@/base/time'
import { t } from '@/base/words'
import { Button, IconButton, Key } from '@/kit/button'
import { keepDraft, readDraft } from '@/kit/drafts'
import { FieldInput } from '@/kit/fields'
import { ariaKeys, useKeys } from '@/kit/keys'
import { planKey } from '@/kit/plan/plan'
import { sayDone } from '@/kit/undo'
import { ZoneNote } from '@/kit/zone_note'
import { choiceOf, draftOf } from '@/model/values'
import { mayFill, plannedState } from '@/model/activity'
import { fieldOf } from '@/model/catalogue'
import type { Entity, Values } from '@/model/types'

interface ComposerProps {
  /** The record this is about. */
  entity: Entity
  id: string
  activity: Entity
  /** Asks what comes next; absent where one may not plan. */
  plan?: () => void
  /** The record is in the bin: what is typed waits. */
  isClosed?: boolean
}

type Kind = 'note' | 'email' | 'meeting'
const kinds: { kind: Kind; keys: string; Icon: LucideIcon }[] = [
  { kind: 'note', keys: 'i', Icon: StickyNote },
  { kind: 'email', keys: 'e', Icon: Mail },
  { kind: 'meeting', keys: 'm', Icon: CalendarCheck },
]

interface Draft {
  kind: Kind
  subject: string
  note: string
  /** Of a meeting, as its input has it; empty: now. */
  when: string
}
const nothing: Draft = { kind: 'note', subject: '', note: '', when: '' }
const isBlank = ({ subject, note }: Draft) => !subject.trim() && !note.trim()

/** When it happened or will; a meeting alone has a time of its own. */
export const momentOfDraft = ({ kind, when }: Pick<Draft, 'kind' | 'when'>, now: number) =>
  ((kind === 'meeting' && when && momentOfWall(when)) || new Date(now)).toISOString()

/** What is typed outlives the page it is typed on. */
function useDraft(user: string, place: string) {
  const [draft, setDraft] = useState(() => ({ ...nothing, ...readDraft<Draft>(user, place) }))
  const put = (next: Draft) => {
    setDraft(next)
    keepDraft(user, place, isBlank(next) ? null : next)
  }
  return {
    draft,
    change: (part: Partial<Draft>) => put({ ...draft, ...part }),
    /** The kind stays: the next one is often like it. */
    clear: () => put({ ...nothing, kind: draft.kind }),
    discard: () => {
      put({ ...nothing, kind: draft.kind })
      sayDone(t('composer.discarded'), async () => put(draft))
    },
  }
}

function useComposer({ entity, id, activity, isClosed }: ComposerProps) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { draft, change, clear, discard } = useDraft(me.id, `${entity.plural}/${id}`)
  const { kind, subject, note } = draft
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [idempotencyKey, setIdempotencyKey] = useState(freshKey)
  // What it was refused for is over, or said by the page.
  useEffect(() => setProblem(null), [isClosed])

  const save = async () => {
    const now = currentTime()
    const at = momentOfDraft(draft, now)
    if (isBusy || isClosed || isBlank(draft)) return
    const isPlanned = Date.parse(at) > now
    setIsBusy(true)
    setProblem(null)
    const values: Values = {
      kind,
      note: note.trim() || null,
      subject: kind === 'note' ? null : subject.trim() || null,
      [entity.key]: id,
      happened_at: at,
      state: isPlanned ? plannedState : null,
      owner: me.id,
    }
    const given = Object.entries(values).filter(([key, value]) => value && mayFill(activity, key))
    try {
      const { journal } = await createEntry(
        activity.plural,
        Object.fromEntries(given),
        idempotencyKey,
        {
          said: [choiceOf(fieldOf(activity, 'kind')!, kind)?.label, note.trim()].join(' · '),
          about: { entity: entity.key, ids: [id] },
        },
      )
      const refresh = () => {
        void refreshEntry(entity.plural, id)
        void queryClient.invalidateQueries({ queryKey: ['entries', activity.plural] })
      }
      refresh()
      clear()
      setIdempotencyKey(freshKey())
      const label = choiceOf(fieldOf(activity, 'kind')!, kind)?.label ?? activity.label
      sayDone(
        journal && keptIn(journal) !== null
          ? t('waiting.made', { entity: label })
          : isPlanned
            ? t('plan.done')
            : t('record.created', { entity: label }),
        journal ? () => undoJournal(journal).then(refresh) : undefined,
      )
    } catch (error) {
      setProblem(messageOf(error)) // what was typed stays
    }
    setIsBusy(false)
  }
  return { draft, change, discard, problem, isBusy, save }
}

/** A note, an e-mail that was written, a meeting that was held. A call has its own key and digit. */
export function Composer(props: ComposerProps) {
  const { activity, plan, isClosed } = props
  const { draft, change, discard, problem, isBusy, save } = useComposer(props)
  const { kind, subject, note } = draft
  const input = useRef<HTMLTextAreaElement>(null)
  const noteId = useId()
  const zoneId = useId()
  const kindField = fieldOf(activity, 'kind')
  const offered = kinds.filter(({ kind: key }) =>
    kindField?.choices?.some((one) => one.key === key),
  )
  const happenedAt = fieldOf(activity, 'happened_at')
  const [opened] = useState(() => new Date(currentTime()).toISOString())
  const labelOf = (one: Kind) => (kindField && choiceOf(kindField, one)?.label) ?? one
  const begin = (next: Kind) => {
    change({ kind: next })
    input.current?.focus()
  }
  useKeys(
    offered.map((one) => ({
      keys: one.keys,
      label: labelOf(one.kind),
      run: () => begin(one.kind),
    })),
  )
  return (
    <form
      aria-label={t('composer.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save()
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
      }}
      className="m-4 rounded-md border border-line-strong bg-raise p-2"
    >
      {kind !== 'note' && (
        <input
          value={subject}
          onChange={(event) => change({ subject: event.target.value })}
          aria-label={fieldOf(activity, 'subject')?.label}
          placeholder={fieldOf(activity, 'subject')?.label}
          className="control mb-1.5"
        />
      )}
      {kind === 'meeting' && happenedAt && (
        <div className="mb-1.5">
          <FieldInput
            field={happenedAt}
            draft={draft.when || draftOf(happenedAt, opened)}
            change={(when) => change({ when })}
            currency=""
            describedBy={zoneId}
          />
          <ZoneNote id={zoneId} />
        </div>
      )}
      <textarea
        ref={input}
        value={note}
        rows={note || kind !== 'note' ? 3 : 1}
        onChange={(event) => change({ note: event.target.value })}
        aria-label={t('composer.write', { kind: labelOf(kind) })}
        placeholder={
          kind === 'email' ? t('composer.email') : t('composer.write', { kind: labelOf(kind) })
        }
        aria-describedby={kind === 'email' ? noteId : undefined}
        className="block w-full resize-none bg-transparent p-1 outline-offset-2 max-md:text-[16px]"
      />
      {kind === 'email' && (
        <p id={noteId} className="px-1 text-xs text-ink-3">
          {t('composer.email_noted')}
        </p>
      )}
      {problem && (
        <p role="alert" className="mt-1 rounded-md bg-bad-soft px-2 py-1 text-bad">
          {problem}
        </p>
      )}
      <div className="mt-1.5 flex flex-wrap items-center gap-1">
        {offered.map(({ kind: one, keys, Icon }) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => begin(one)}
            className={classes(
              'inline-flex h-7 items-center gap-1.5 rounded-md px-2 max-md:h-10',
              one === kind ? 'bg-hover font-medium' : 'text-ink-2 hover:bg-hover',
            )}
          >
            <Icon size={14} aria-hidden />
            {labelOf(one)}
            <Key keys={keys} />
          </button>
        ))}
        {plan && (
          <button
            type="button"
            aria-haspopup="dialog"
            aria-keyshortcuts={ariaKeys(planKey)}
            title={t('plan.plan')}
            onClick={plan}
            className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-hover max-md:h-10"
          >
            <CalendarPlus size={14} aria-hidden />
            {t('plan.title')}
            <Key keys={planKey} />
          </button>
        )}
        <span className="ml-auto flex items-center gap-1">
          {!isBlank(draft) && !isBusy && (
            <>
              <span title={t('composer.draft_long')} className="text-xs text-ink-3">
                {t('composer.draft')}
              </span>
              <IconButton label={t('composer.discard')} onClick={discard}>
                <X size={14} aria-hidden />
              </IconButton>
            </>
          )}
          <Button type="submit" disabled={isBusy || isClosed || isBlank(draft)}>
            {t('composer.save')}
          </Button>
        </span>
      </div>
    </form>
  )
}

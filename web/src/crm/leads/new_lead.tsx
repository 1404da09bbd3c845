// A new lead in one typed line. What was recognised stands below as chips; each can be put right where it stands.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { createEntry, previewEntry, removeEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, modelQuery, refreshEntry } from '@/api/queries'
import { classes } from '@/base/classes'
import { language, languages, t, type Language, within } from '@/base/words'
import { Button } from '@/kit/button'
import { keepDraft, readDraft } from '@/kit/drafts'
import type { NewFormProps } from '@/kit/list_extras'
import { Modal } from '@/kit/modal'
import { sayDone } from '@/kit/undo'
import { useSlowly } from '@/kit/use_slowly'
import { entityByKey, fieldOf, titleOf } from '@/model/catalogue'
import type { Entity, Entry, Values } from '@/model/types'
import { KnownAlready } from './known_already'
import { OwnerChip, Pooled, ownerMark, ownerWords, useOwner } from './owner_chip'
import { nameKey, recogniseLine, valuesOf, type Recognised } from './typed_line'

const waitMs = 180

/** What a person put right, by the text it was recognised from. */
type Corrections = Record<string, Partial<Recognised>>

/** The server's word on what is typed so far: what is wrong, and who that could be already. */
function usePreview(entity: Entity, values: Values) {
  const text = useSlowly(JSON.stringify(values), waitMs)
  const preview = useQuery({
    queryKey: ['preview', entity.plural, text],
    queryFn: ({ signal }) => previewEntry(entity.plural, JSON.parse(text) as Values, signal),
    enabled: text !== '{}',
    retry: false,
    staleTime: 5000,
    // The last answer stands until the next: nothing jumps while one types.
    placeholderData: (before) => (text === '{}' ? undefined : before),
  })
  const problems = preview.error instanceof ApiError ? preview.error.byField : {}
  return { known: preview.data, problems }
}

interface Typed {
  line: string
  corrections: Corrections
}

/** What was typed and not sent stands there again, after a reload too. What was typed elsewhere is kept apart. */
function useTypedLine(entity: Entity, text: string | undefined) {
  const { data: me } = useSuspenseQuery(meQuery)
  const place = `${entity.plural}/new`
  const [typed, setTyped] = useState<Typed>(
    () =>
      (text === undefined ? readDraft<Typed>(me.id, place) : null) ?? {
        line: text ?? '',
        corrections: {},
      },
  )
  const put = (next: Typed) => {
    setTyped(next)
    if (text === undefined) keepDraft(me.id, place, next.line.trim() ? next : null)
  }
  const { line, corrections } = typed
  return {
    line,
    corrections,
    setLine: (next: string, corrected = corrections) => put({ line: next, corrections: corrected }),
    setCorrections: (change: (all: Corrections) => Corrections) =>
      put({ line, corrections: change(corrections) }),
  }
}

/** People mix their languages: a choice is known by its name in another one too. */
function useOtherWords(entity: Entity): Entity | undefined {
  const other = (Object.keys(languages) as Language[]).find((one) => one !== language())
  const { data } = useQuery({ ...modelQuery(other), enabled: !!other })
  return data && entityByKey(data, entity.key)
}

export function NewLead({ entity, close: leave, show, openFull, text }: NewFormProps) {
  const { line, setLine, corrections, setCorrections } = useTypedLine(entity, text)
  const also = useOtherWords(entity)
  /** Left on purpose: nothing is to come back. */
  const close = () => {
    setLine('', {})
    leave()
  }
  const [refusal, setRefusal] = useState<string[]>([])
  const [isBusy, setIsBusy] = useState(false)
  const [key, setKey] = useState(freshKey)
  const typed = useDeferredValue(line)
  const { people, ownerIn, ownerField } = useOwner(entity)
  const piecesOf = (text: string) =>
    recogniseLine(ownerIn(text).line, entity, also).map((piece) => ({
      ...piece,
      ...corrections[piece.text],
    }))
  const ownerOf = (text: string) => corrections[ownerMark]?.value ?? ownerIn(text).owner?.id
  const allOf = (text: string): Values => {
    const owner = ownerOf(text)
    return { ...valuesOf(piecesOf(text), entity), ...(owner && { owner }) }
  }
  const pieces = piecesOf(typed)
  const values = allOf(typed)
  const { known, problems } = usePreview(entity, values)
  const owner = ownerOf(typed) ?? String(known?.record?.['owner'] ?? '')
  const problemOf = ({ field }: Recognised) => (field ? problems[field] : undefined)
  const toldAtChips = pieces.map(problemOf)

  const save = async (staysOpen: boolean) => {
    // What stands in the line now, not what was drawn last.
    const values = allOf(line)
    if (isBusy || Object.keys(values).length === 0) return
    setIsBusy(true)
    try {
      const { data, journal } = await createEntry(entity.plural, values, key)
      tell(entity, data, journal, ownerWords(ownerField, data['owner'], people))
      setLine('', {})
      setRefusal([])
      setKey(freshKey())
      if (!staysOpen) {
        close()
        show(data)
      }
    } catch (error) {
      const fields = error instanceof ApiError ? Object.values(error.byField) : []
      setRefusal(fields.length > 0 ? fields : [messageOf(error)])
    }
    setIsBusy(false)
  }
  return (
    <Modal
      title={t('form.new', { entity: within(entity.label) })}
      sub={t('line.sub')}
      open
      close={close}
      wide
      keeps
    >
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void save(false)
        }}
      >
        <div className="min-h-0 overflow-auto px-4 pt-3 pb-3">
          <input
            autoFocus
            value={line}
            onChange={(event) => {
              setLine(event.target.value)
              setRefusal([])
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              void save(text === undefined)
            }}
            aria-label={t('line.label')}
            aria-describedby="line-found"
            placeholder={t('line.example')}
            autoComplete="off"
            spellCheck={false}
            className="control text-base"
          />
          {refusal.length > 0 && (
            <p
              role="alert"
              className={
                // Seen at its chip already, but not heard.
                refusal.every((one) => toldAtChips.includes(one))
                  ? 'sr-only'
                  : 'mt-2 rounded-md bg-bad-soft px-3 py-2 text-bad'
              }
            >
              {refusal.join(' ')}
            </p>
          )}
          <ul id="line-found" aria-label={t('line.found')} className="mt-2 flex flex-wrap gap-1.5">
            {pieces.map((piece, index) => (
              <Chip
                key={index}
                entity={entity}
                piece={piece}
                problem={problemOf(piece)}
                correct={(change) =>
                  setCorrections((all) => ({
                    ...all,
                    [piece.text]: { ...all[piece.text], ...change },
                  }))
                }
              />
            ))}
            {ownerField && pieces.length > 0 && (
              <OwnerChip
                field={ownerField}
                people={people}
                value={owner}
                choose={(value) =>
                  setCorrections((all) => ({ ...all, [ownerMark]: { field: 'owner', value } }))
                }
              />
            )}
          </ul>
          {ownerField && pieces.length > 0 && known && !owner && (
            <Pooled rules={known.guidelines} />
          )}
          {line && <KnownAlready entity={entity} values={values} known={known} />}
        </div>
        <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-t border-line px-4 py-3">
          {openFull && (
            <Button kind="ghost" className="-ml-2.5" onClick={openFull}>
              {t('form.all')}
            </Button>
          )}
          <span className="flex-1" />
          {text === undefined && (
            <Button shortcut="mod+enter" onClick={() => void save(true)} className="max-md:hidden">
              {t('line.save_next')}
            </Button>
          )}
          <Button type="submit" kind="primary" shortcut="enter" disabled={isBusy}>
            {t('form.create')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function tell(entity: Entity, data: Entry, journal: string | null, about: string | undefined) {
  void refreshEntry(entity.plural, data.id)
  const takeBack = async () => {
    await (journal ? undoJournal(journal) : removeEntry(entity.plural, data.id))
    void refreshEntry(entity.plural, data.id)
  }
  sayDone(t('line.created', { title: titleOf(entity, data) }), takeBack, about)
}

interface ChipProps {
  entity: Entity
  piece: Recognised
  problem: string | undefined
  correct: (change: Partial<Recognised>) => void
}

/** Which field it was taken for, and what will stand there. */
function Chip({ entity, piece, problem, correct }: ChipProps) {
  const field = piece.field ? fieldOf(entity, piece.field) : undefined
  const places = entity.fields.filter(
    (one) =>
      one.right === 'edit' &&
      !one.read_only &&
      !one.question &&
      ['text', 'email', 'phone', 'url', 'choice', 'long_text'].includes(one.kind),
  )
  const label = piece.field === nameKey ? t('list.name') : (field?.label ?? t('line.unknown'))
  return (
    <li
      className={classes(
        'flex h-7 max-w-full items-center overflow-hidden rounded-md border max-md:h-10',
        problem ? 'border-bad' : piece.field ? 'border-line-strong' : 'border-warn',
      )}
      title={problem}
    >
      <select
        aria-label={t('line.field_of', { text: piece.text })}
        value={piece.field ?? ''}
        onChange={(event) => correct({ field: event.target.value || null, value: piece.text })}
        className={classes(
          'h-full max-w-28 border-r border-line bg-hover px-1.5 text-ink-2',
          !piece.field && 'text-warn',
        )}
      >
        <option value="">{t('line.unknown')}</option>
        <option value={nameKey}>{t('list.name')}</option>
        {places.map((one) => (
          <option key={one.key} value={one.key}>
            {one.label}
          </option>
        ))}
      </select>
      {field?.kind === 'choice' ? (
        <select
          aria-label={label}
          value={piece.value}
          onChange={(event) => correct({ value: event.target.value })}
          className="h-full bg-raise px-1.5"
        >
          {!field.choices?.some(({ key }) => key === piece.value) && (
            <option value={piece.value}>{piece.value}</option>
          )}
          {(field.choices ?? []).map((choice) => (
            <option key={choice.key} value={choice.key}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          aria-label={label}
          value={piece.value}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => correct({ value: event.target.value })}
          size={Math.max(4, Math.min(28, piece.value.length))}
          className="h-full min-w-0 bg-raise px-2"
        />
      )}
      {problem && <span className="truncate px-2 text-bad">{problem}</span>}
    </li>
  )
}

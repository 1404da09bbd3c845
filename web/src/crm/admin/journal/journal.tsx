import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { undoJournal } from '@/api/calls'
import { refreshModel } from '@/api/model_changes'
import { journalQuery, type JournalFilter, type JournalLine } from '@/api/office'
import { modelQuery, queryClient, usersQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { showMoment, showMomentFully } from '@/base/time'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { say, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import { changesOf, nameInModel } from '@/model/journal'
import type { Included, Model } from '@/model/types'
import { nameOf } from '@/model/values'
import { Part } from '../part'
import { declaredIn, isOfModel } from './declared'
import { isOfSetting, settingIn } from './setting'
import { actOf, actsOf, channelOf, inActs, kindOf } from './lines'
import { t, tn } from './words'

const filterKeys = ['entity', 'actor', 'act', 'from', 'to'] as const

function useFilter() {
  const search = useSearch({ from: '/shell/admin/$section' })
  const navigate = useNavigate()
  const filter: JournalFilter = Object.fromEntries(
    filterKeys.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])),
  )
  const set = (change: JournalFilter) =>
    void navigate({
      to: '/admin/$section',
      params: { section: 'journal' },
      search: Object.fromEntries(
        Object.entries({ ...filter, ...change }).map(([key, value]) => [key, value || undefined]),
      ),
      replace: true,
    })
  return { filter, set, isSet: Object.keys(filter).length > 0 }
}

/** Who did what to which record, with what it was before and what it is since. */
export default function JournalSection() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const { filter, set, isSet } = useFilter()
  const list = useInfiniteQuery(journalQuery(filter))
  const pages = list.data?.pages ?? []
  const lines = pages.flatMap(({ data }) => data)
  const included: Included = Object.assign({}, ...pages.map((page) => page.included ?? {}))
  return (
    <Part title={t('title')} sub={t('sub')}>
      <Filters model={model} filter={filter} set={set} isSet={isSet} />
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && !list.error && <Loading />}
      {list.data && lines.length === 0 && !list.hasNextPage && (
        <p className="py-6 text-center text-ink-3">{t(isSet ? 'none_found' : 'empty')}</p>
      )}
      <ol className={classes(lines.length > 0 && 'border-t border-line')}>
        {inActs(lines).map((act) => (
          <Act key={act[0]!.id} lines={act} model={model} included={included} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button
          className="mt-3"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {common('list.more')}
        </Button>
      )}
    </Part>
  )
}

interface FiltersProps {
  model: Model
  filter: JournalFilter
  set: (change: JournalFilter) => void
  isSet: boolean
}

function Filters({ model, filter, set, isSet }: FiltersProps) {
  const { data: users = [] } = useQuery(usersQuery())
  const options = (pairs: [string, string][]) =>
    pairs.map(([key, label]) => (
      <option key={key} value={key}>
        {label}
      </option>
    ))
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <Filter label={t('object')}>
        <select
          className="control"
          value={filter.entity ?? ''}
          onChange={(event) => set({ entity: event.target.value, act: undefined })}
        >
          <option value="">{t('all_objects')}</option>
          {options(model.entities.map(({ key, label_plural: label }) => [key, label]))}
        </select>
      </Filter>
      <Filter label={t('person')}>
        <select
          className="control"
          value={filter.actor ?? ''}
          onChange={(event) => set({ actor: event.target.value })}
        >
          <option value="">{t('everybody')}</option>
          {options(users.map(({ id, name }) => [id, name]))}
        </select>
      </Filter>
      <Filter label={t('act')}>
        <select
          className="control"
          value={filter.act ?? ''}
          onChange={(event) => set({ act: event.target.value })}
        >
          <option value="">{t('all_acts')}</option>
          {options(actsOf(model, filter.entity))}
        </select>
      </Filter>
      <Filter label={t('from')}>
        <input
          type="date"
          className="control"
          value={filter.from ?? ''}
          onChange={(event) => set({ from: event.target.value })}
        />
      </Filter>
      <Filter label={t('to')}>
        <input
          type="date"
          className="control"
          value={filter.to ?? ''}
          onChange={(event) => set({ to: event.target.value })}
        />
      </Filter>
      {isSet && (
        <Button
          kind="ghost"
          onClick={() => set(Object.fromEntries(filterKeys.map((key) => [key, undefined])))}
        >
          {t('clear')}
        </Button>
      )}
    </div>
  )
}

const Filter = ({ label, children }: { label: string; children: ReactNode }) => (
  <label className="min-w-0 flex-1 basis-36 md:max-w-44">
    <span className="mb-1 block text-xs text-ink-3">{label}</span>
    {children}
  </label>
)

interface LineProps {
  line: JournalLine
  model: Model
  included: Included
}

const linesShown = 3

/** What was done at once is taken back at once: how far that goes is said beforehand. */
function Act({ lines, ...rest }: { lines: JournalLine[] } & Omit<LineProps, 'line'>) {
  const [showsAll, setShowsAll] = useState(false)
  const [first] = lines as [JournalLine]
  const shown = showsAll || lines.length <= linesShown ? lines : lines.slice(0, linesShown)
  const at = first.recorded_at ?? first.at
  const undoable = lines.find((line) => line.can_undo && !line.undone_by)
  return (
    <li className="flex gap-x-3 border-b border-line py-2 max-md:flex-wrap">
      <div className="min-w-0 flex-1 basis-64 space-y-1.5">
        {first.together > linesShown && (
          <p className="font-semibold">{tn('together', first.together)}</p>
        )}
        {shown.map((line) => (
          <Line key={line.id} line={line} {...rest} />
        ))}
        {lines.length > shown.length && (
          <button type="button" className="link min-h-6" onClick={() => setShowsAll(true)}>
            {tn('more_lines', lines.length - shown.length)}
          </button>
        )}
        <p className="text-xs text-ink-3">{footOf(first, rest.included)}</p>
      </div>
      <time
        dateTime={at}
        title={showMomentFully(at)}
        className="num shrink-0 text-ink-3 max-md:order-first max-md:basis-full max-md:text-xs"
      >
        {showMoment(at)}
      </time>
      <div className="w-32 shrink-0 text-right max-md:w-auto">
        {undoable && <UndoButton line={undoable} what={whatOf(undoable, rest.model)} />}
      </div>
    </li>
  )
}

const footOf = (line: JournalLine, included: Included) =>
  [
    nameOf(line.actor, included),
    line.on_behalf_of && t('for', { name: nameOf(line.on_behalf_of, included) }),
    channelOf(line),
    line.undone_by && t('undone'),
  ]
    .filter(Boolean)
    .join(' · ')

const whatOf = (line: JournalLine, model: Model) =>
  [kindOf(line, model), titleIn(line, model), actOf(line, model)].filter(Boolean).join(' · ')

function Line({ line, model, included }: LineProps) {
  return (
    <div>
      <p className={classes('break-words', line.undone_by && 'text-ink-3 line-through')}>
        <span className="font-medium">{actOf(line, model)}</span>{' '}
        <span className="text-ink-3">{kindOf(line, model)}</span>{' '}
        <Title line={line} model={model} />
      </p>
      <Changes line={line} model={model} included={included} />
    </div>
  )
}

/** Of what the model does not describe: in words of its own. */
const toldBy = (line: JournalLine) =>
  isOfModel(line) ? declaredIn(line) : isOfSetting(line) ? settingIn(line) : undefined

/** A plan is titled by the key of what is planned. */
const titleIn = (line: JournalLine, model: Model) =>
  toldBy(line)?.title ??
  nameInModel(model, line.entity === 'plan' ? 'metric' : '', line.title) ??
  line.title

/** What is gone cannot be opened. */
function Title({ line, model }: { line: JournalLine; model: Model }) {
  const entity = entityByKey(model, line.entity)
  if (!entity?.menu || line.act === 'remove') return <span>{titleIn(line, model)}</span>
  return (
    <Link to="/e/$plural/$id" params={{ plural: entity.plural, id: line.record }} className="link">
      {line.title || `#${line.record}`}
    </Link>
  )
}

const changesShown = 4

function Changes({ line, model, included }: LineProps) {
  const [showsAll, setShowsAll] = useState(false)
  const all = toldBy(line)?.changes ?? changesOf(line, model, included)
  const changes = all.filter(({ before, after }) => before !== after)
  const shown = showsAll ? changes : changes.slice(0, changesShown)
  if (line.act === 'remove' || line.act === 'restore') return null
  return (
    <ul className="text-ink-2">
      {shown.map(({ label, before, after }) => (
        <li key={label} className="break-words">
          <span className="text-ink-3">{common('text.label', { label })}</span>
          {before !== '–' && <>{before} → </>}
          {after}
        </li>
      ))}
      {changes.length > shown.length && (
        <li>
          <button
            type="button"
            className="link min-h-6"
            onClick={() => setShowsAll(true)}
            aria-expanded={false}
          >
            {tn('more', changes.length - shown.length)}
          </button>
        </li>
      )}
    </ul>
  )
}

function UndoButton({ line, what }: { line: JournalLine; what: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const isOne = line.together === 1
  const undo = async () => {
    setIsBusy(true)
    try {
      await undoJournal(line.id)
      say(isOne ? common('undo.done') : tn('undone_all', line.together))
    } catch (error) {
      sayError(error)
    }
    setIsBusy(false)
    void queryClient.invalidateQueries({ queryKey: ['journal'] })
    void queryClient.invalidateQueries({ queryKey: ['exceptions'] })
    void refreshModel() // with the entries
  }
  return (
    <Button
      disabled={isBusy}
      aria-label={[!isOne && tn('undo_all', line.together), t('undo_of', { what })]
        .filter(Boolean)
        .join(' – ')}
      onClick={() => void undo()}
    >
      <Undo2 size={14} aria-hidden />
      {isOne ? t('undo') : tn('undo_all', line.together)}
    </Button>
  )
}

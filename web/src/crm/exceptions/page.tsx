import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { refreshExceptions, useExceptions } from '@/api/exceptions'
import { exceptionQuery, meQuery, modelQuery } from '@/api/queries'
import { useNow } from '@/base/time'
import { t, tn } from '@/base/words'
import { IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { useIsWide } from '@/kit/media'
import { Loading, Page, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { ExceptionRow } from '@/model/types'
import { ActsBar, type Acts } from './acts_bar'
import { Detail } from './detail'
import { QuestionDialog, type Question } from './dialogs'
import { entitiesIn, firstOf, itemsOf, neighbourOf, rowsOf, type Item } from './items'
import { EndOfList, Group, NothingNeedsYou, Segments } from './list'
import { perform, type Deed } from './perform'
import { domIdOf } from './row'
import { useHeldBack } from './use_held_back'

export default function ExceptionsPage() {
  const { data: me } = useQuery(meQuery)
  const { data: model } = useQuery(modelQuery())
  const lists = useExceptions()
  const now = useNow()
  const isWide = useIsWide()
  const navigate = useNavigate()
  const { exception: linkedId } = useSearch({ from: '/shell/' })

  const [entity, setEntity] = useState<string | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [selectedId, setSelectedId] = useState<string | undefined>(linkedId)
  const [question, setQuestion] = useState<Question | null>(null)

  const all = [...lists.broken, ...lists.threatened]
  const heldBack = useHeldBack(all, lists.isLoading)
  const entities = entitiesIn(all)
  const chosen = entity !== null && entities.includes(entity) ? entity : null
  const visible = (row: ExceptionRow) => heldBack.isShown(row) && (chosen === null || row.entity === chosen)
  const broken = itemsOf(lists.broken.filter(visible), now, opened)
  const threatened = itemsOf(lists.threatened.filter(visible), now, opened)
  const items = [...broken, ...threatened]

  const linked = useLinked(linkedId, all, lists.isLoading)
  const selected =
    items.find((item) => item.id === selectedId) ??
    (selectedId === linkedId ? linked : undefined) ??
    (isWide ? items[0] : undefined)

  const select = (item: Item | undefined) => setSelectedId(item?.id)
  const open = (item: Item) => {
    select(item)
    if (item.kind === 'bundle') setOpened(toggled(opened, item.id))
    else if (!isWide) void navigate({ to: '/', search: { exception: item.id } })
  }
  const close = () => {
    setSelectedId(undefined)
    void navigate({ to: '/', search: {}, replace: true })
  }
  const act = (deed: Deed) => {
    if (!selected) return
    setQuestion(null)
    const next = neighbourOf(items, selected)
    if (isWide) select(next)
    else close()
    heldBack.expectMore()
    void perform(rowsOf(selected), deed, (ids) => setSelectedId(ids[0]))
  }

  const owner = selected && firstOf(selected).owner
  const isMine = owner != null && owner.id === me?.id
  const isClosed = selected !== undefined && firstOf(selected).state === 'closed'
  const acts: Acts = {
    remind: owner && !isMine ? () => act({ act: 'remind' }) : undefined,
    reassign: () => setQuestion('reassign'),
    snooze: () => setQuestion('snooze'),
    accept: () => setQuestion('accept'),
  }

  const step = (by: number) => {
    const index = items.findIndex((item) => item.id === selected?.id)
    const next = items[Math.max(0, Math.min(items.length - 1, index + by))]
    if (!next) return
    select(next)
    document.getElementById(domIdOf(next))?.focus()
  }
  const enter = () => {
    if (!selected) return
    if (selected.kind === 'bundle') return setOpened(toggled(opened, selected.id))
    const { record } = selected.row
    const plural = model && entityByKey(model, record.entity)?.plural
    if (plural) void navigate({ to: '/e/$plural/$id', params: { plural, id: record.id } })
  }
  const actKeys = selected && !isClosed ? [
    ...(acts.remind ? [{ keys: 'r', label: t('exceptions.remind'), run: acts.remind }] : []),
    { keys: 'a', label: t('exceptions.reassign'), run: acts.reassign },
    { keys: 's', label: t('exceptions.snooze'), run: acts.snooze },
    { keys: 'x', label: t('exceptions.accept'), run: acts.accept },
  ] : []
  useKeys([
    { keys: 'j', label: t('keys.next'), run: () => step(1) },
    { keys: 'k', label: t('keys.previous'), run: () => step(-1) },
    { keys: 'arrowdown', run: () => step(1) },
    { keys: 'arrowup', run: () => step(-1) },
    ...actKeys,
    { keys: 'enter', label: t('exceptions.open_record'), run: enter },
  ])

  const segments = <Segments entities={entities} chosen={chosen} choose={setEntity} model={model} />
  const showsDetailOnly = !isWide && selected !== undefined && linkedId !== undefined
  const ownersOpen = all.filter((row) => row.owner && row.owner.id === owner?.id).length
  const detail = selected && (
    <Detail item={selected} now={now} ownersOpen={ownersOpen} acts={!isClosed && <ActsBar acts={acts} />} />
  )

  return (
    <Page
      title={t('nav.exceptions')}
      lead={showsDetailOnly && <IconButton label={t('dialog.back')} onClick={close}><ArrowLeft size={18} /></IconButton>}
      sub={!lists.isLoading && t('exceptions.summary', { count: tn('exceptions.count', lists.total) })}
      actions={!showsDetailOnly && <div className="max-md:hidden">{segments}</div>}
      bar={!showsDetailOnly && entities.length > 1 && <div className="overflow-x-auto border-b border-line p-2 md:hidden">{segments}</div>}
    >
      {lists.isLoading && !lists.error && <Loading />}
      {lists.error && <Problem error={lists.error} retry={() => void refreshExceptions()} />}
      {!lists.isLoading && !lists.error && items.length === 0 && !linked && <NothingNeedsYou running={lists.running} model={model} />}
      {(items.length > 0 || linked) && (
        <div className="flex min-h-0 flex-1">
          {!showsDetailOnly && (
            <div className="relative min-h-0 min-w-0 flex-1 overflow-auto">
              {heldBack.heldBack > 0 && <NewPill count={heldBack.heldBack} reveal={heldBack.reveal} />}
              <Group kind="broken" items={broken} selectedId={selected?.id} now={now} model={model} select={open} />
              <Group kind="threatened" items={threatened} selectedId={selected?.id} now={now} model={model} select={open} />
              <EndOfList
                running={lists.running}
                model={model}
                loadMore={lists.loadMore && (() => { heldBack.expectMore(); lists.loadMore?.() })}
              />
            </div>
          )}
          {isWide && detail && (
            <aside aria-label={t('exceptions.details')} className="w-[372px] shrink-0 overflow-auto border-l border-line">
              {detail}
            </aside>
          )}
          {showsDetailOnly && <div className="min-w-0 flex-1 overflow-auto">{detail}</div>}
        </div>
      )}
      {question && selected && (
        <QuestionDialog question={question} subject={subjectOf(selected)} answer={act} close={() => setQuestion(null)} />
      )}
    </Page>
  )
}

function NewPill({ count, reveal }: { count: number; reveal: () => void }) {
  return (
    <button
      type="button"
      onClick={reveal}
      className="sticky top-8 left-1/2 z-[2] -mb-7 inline-flex h-7 -translate-x-1/2 animate-rise items-center gap-1 rounded-full bg-accent px-3 text-xs font-medium text-on-accent shadow-float"
    >
      <ArrowUp size={13} aria-hidden />
      {tn('exceptions.new', count)}
    </button>
  )
}

/** The exception named in the address, as in a mail; it may be closed, inside a bundle, or further down. */
function useLinked(id: string | undefined, rows: ExceptionRow[], isLoading: boolean): Item | undefined {
  const listed = rows.find((row) => row.id === id)
  const { data } = useQuery({ ...exceptionQuery(id ?? ''), enabled: id !== undefined && !isLoading && !listed })
  const row = listed ?? data
  return id !== undefined && row ? { kind: 'single', id, row, inBundle: false } : undefined
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

const subjectOf = (item: Item) =>
  item.kind === 'bundle' ? tn('exceptions.count', item.rows.length) : item.row.record.title || item.row.title

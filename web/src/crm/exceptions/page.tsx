import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ArrowUp } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { refreshExceptions } from '@/api/exceptions'
import type { Colleague } from '@/api/calls'
import { meQuery, modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { t, tn } from '@/base/words'
import { IconButton } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { emptyCompany } from '@/kit/empty_company'
import { EnterForOffer } from '@/kit/enter_for/offer'
import { later } from '@/kit/later'
import { Loading, Page, Problem } from '@/kit/page'
import { mayPlan } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { ActsBar, type Acts } from './acts_bar'
import { Detail } from './detail'
import { firstOf, type Item } from './items'
import { EndOfList, Group, NothingNeedsYou, Segments } from './list'
import { TeamPicker } from './team_picker'
import { useActs } from './use_acts'
import { useView, type View } from './use_view'

/** Fetched behind the list: a key pressed then finds it there. */
const QuestionDialog = later(() => import('./dialogs').then((m) => m.QuestionDialog))
const Strip = lazy(() => import('@/kit/numbers/strip').then((m) => ({ default: m.Strip })))

export default function ExceptionsPage() {
  useEffect(QuestionDialog.fetch, [])
  const { data: model } = useQuery(modelQuery())
  const { data: me } = useQuery(meQuery)
  const view = useView()
  const { acts, act, question, note, closeQuestion, dialog } = useActs(view)
  const { lists, selected, showsDetailOnly } = view
  const isReady = !lists.isLoading && !lists.error
  const watchesNothing = !!view.running && Object.values(view.running).every((n) => n === 0)
  const segments = (
    <Segments entities={view.entities} chosen={view.entity} choose={view.setEntity} model={model} />
  )
  const picker = <TeamPicker choice={view.teams} choose={view.chooseTeam} />
  const hasChoices = view.entities.length > 1 || view.teams.teams.length > 0
  // Where there is an exception its last step is done.
  const Line = me?.may.administer && isReady && view.isEmpty ? emptyCompany.Line : undefined
  const Start = me?.may.administer ? emptyCompany.Page : undefined
  /** How much somebody has already; only those are known whose exceptions the list shows. */
  const openOf = (person: Colleague) => {
    const open = view.openOf(person.id)
    return open > 0 || view.teams.shows(person.team) ? open : undefined
  }
  if (isReady && view.isEmpty && watchesNothing && Start)
    return (
      <Suspense fallback={<Loading />}>
        <Start />
      </Suspense>
    )
  return (
    <Page
      title={t('nav.exceptions')}
      back={
        showsDetailOnly && (
          <IconButton label={t('dialog.back')} onClick={view.closeDetail}>
            <ArrowLeft size={18} />
          </IconButton>
        )
      }
      sub={
        isReady &&
        lists.total + lists.threatenedTotal > 0 &&
        t('exceptions.summary', countsOf(lists))
      }
      actions={
        !showsDetailOnly && (
          <div className="flex items-center gap-2 max-lg:hidden">
            {picker}
            {segments}
          </div>
        )
      }
      bar={
        !showsDetailOnly &&
        hasChoices && (
          <div className="flex gap-2 border-b border-line p-2 max-md:flex-col lg:hidden">
            {segments && <div className="overflow-x-auto rounded-md">{segments}</div>}
            {picker}
          </div>
        )
      }
    >
      {isReady && Line && !showsDetailOnly && (
        <Suspense>
          <Line />
        </Suspense>
      )}
      {me && model && mayPlan(me, model) && !showsDetailOnly && (
        // Its place is kept, so that the list does not move when it comes.
        <div className="min-h-20 shrink-0 border-b border-line *:-mb-px">
          {isReady && (
            <Suspense>
              <Strip me={me} model={model} team={view.teams.chosen} />
            </Suspense>
          )}
        </div>
      )}
      {lists.isLoading && !lists.error && <Loading />}
      {lists.error && <Problem error={lists.error} retry={() => void refreshExceptions()} />}
      {isReady && view.isEmpty && (
        <NothingNeedsYou running={view.running} model={model}>
          {me?.enters_for === 'team' && (
            <div className="mt-3 grid justify-items-center gap-2">
              <p className="max-w-80">{t('enter_for.home')}</p>
              <EnterForOffer me={me} />
            </div>
          )}
        </NothingNeedsYou>
      )}
      {isReady && !view.isEmpty && <ListAndDetail view={view} acts={acts} model={model} />}
      {dialog}
      {question && selected && (
        <Suspense fallback={<EarlyLetters />}>
          <QuestionDialog
            question={question}
            subject={subjectOf(selected)}
            owner={firstOf(selected).owner?.id}
            openOf={openOf}
            note={note}
            answer={act}
            close={closeQuestion}
          />
        </Suspense>
      )}
    </Page>
  )
}

function ListAndDetail({ view, acts, model }: { view: View; acts: Acts | null; model?: Model }) {
  const { selected, now } = view
  const owner = selected && firstOf(selected).owner
  const detail = selected && (
    <Detail
      item={selected}
      now={now}
      ownersOpen={owner ? view.openOf(owner.id) : 0}
      acts={acts && <ActsBar acts={acts} />}
    />
  )
  if (view.showsDetailOnly) return <div className="min-h-0 flex-1 overflow-auto">{detail}</div>
  return (
    <div className="flex min-h-0 flex-1">
      <List view={view} model={model} />
      {view.isWide && detail && (
        <aside
          aria-label={t('exceptions.details')}
          className="w-[372px] shrink-0 overflow-auto border-l border-line"
        >
          {detail}
        </aside>
      )}
    </div>
  )
}

function List({ view, model }: { view: View; model?: Model }) {
  const { heldBack, lists, running } = view
  const loadMore =
    lists.loadMore &&
    (() => {
      heldBack.expectMore()
      lists.loadMore?.()
    })
  const group = { selectedId: view.selected?.id, now: view.now, model, select: view.press }
  return (
    <div className="relative min-w-0 flex-1 overflow-auto">
      {heldBack.count > 0 && <NewPill count={heldBack.count} reveal={heldBack.reveal} />}
      <Group kind="broken" items={view.broken} beyond={view.beyond.broken} {...group} />
      <Group kind="threatened" items={view.threatened} beyond={view.beyond.threatened} {...group} />
      <EndOfList running={running} model={model} loadMore={loadMore} />
    </div>
  )
}

function NewPill({ count, reveal }: { count: number; reveal: () => void }) {
  return (
    // On a phone at the end of the heading, where it covers no row.
    <div
      role="status"
      className="pointer-events-none sticky top-8 z-[2] -mb-7 flex justify-center max-md:top-0 max-md:justify-end max-md:pr-3"
    >
      <button
        type="button"
        onClick={reveal}
        className={classes(
          'pointer-events-auto inline-flex h-7 animate-rise items-center gap-1 rounded-full bg-accent px-3',
          'text-xs font-medium text-on-accent shadow-float',
        )}
      >
        <ArrowUp size={13} aria-hidden />
        {tn('exceptions.new', count)}
      </button>
    </div>
  )
}

/** "3 exceptions · 4 about to break" */
function countsOf({ total, threatenedTotal }: View['lists']) {
  const parts = [
    ...(total > 0 ? [tn('exceptions.count', total)] : []),
    ...(threatenedTotal > 0 ? [tn('exceptions.warnings', threatenedTotal)] : []),
  ]
  return { count: parts.join(' · ') }
}

const subjectOf = (item: Item) =>
  item.kind === 'bundle'
    ? tn('exceptions.count', item.count)
    : item.row.record.title || item.row.title

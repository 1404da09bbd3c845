import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Columns3, Download, MoreHorizontal, Plus } from 'lucide-react'
import { Suspense, useMemo, useRef, useState } from 'react'
import { ApiError } from '@/api/problem'
import { countQuery, entriesQuery, meQuery, modelQuery } from '@/api/queries'
import { language, t } from '@/base/words'
import { BoardSwitch } from '@/kit/board_switch'
import { boardOf } from '@/kit/boards'
import { Button, IconButton } from '@/kit/button'
import { fetchLinkPicker } from '@/kit/fields'
import { useKeys } from '@/kit/keys'
import { extrasOf } from '@/kit/list_extras'
import { EarlyLetters } from '@/kit/early_letters'
import { useIsPhone, useIsWide } from '@/kit/media'
import { later, useFetchAhead } from '@/kit/later'
import { Loading, Page, Problem } from '@/kit/page'
import { entityByPlural } from '@/model/catalogue'
import { canonical, filterOf, partsOf, withNamesAsMeant, wordsFilter } from '@/model/filter_parts'
import type { Entity, Included, Model } from '@/model/types'
import { BulkBar, bulkDialogs, ExportDialog } from './bulk_bar'
import { nextSort, sortOf } from './columns'
import { EmptyList } from './empty_list'
import { FilterBox, filterExample, FilterProblem } from './filter_box'
import { FilterChips, FilterDialog } from './filter_chips'
import { Grid } from './grid'
import { NoSuchPage } from '@/kit/no_such_page'
import { everything, nothing, type Selection } from './selection'
import { columnsIn, type ListSearch } from './views'
import { SaveViewDialog, ViewsBar } from './views_bar'

// The list stands first; what may be asked for next is fetched behind it.
const Peek = later(() => import('./peek').then((m) => m.Peek))
const ListMenu = later(() => import('./list_menu').then((m) => m.ListMenu))
const ColumnsDialog = later(() => import('./columns_dialog').then((m) => m.ColumnsDialog))
const NewDialog = later(() => import('./new_dialog').then((m) => m.default))
const laterParts = [
  { fetch: fetchLinkPicker },
  NewDialog,
  FilterDialog,
  ...bulkDialogs,
  SaveViewDialog,
  Peek,
  ListMenu,
  ColumnsDialog,
]

export default function ListPage() {
  const { plural } = useParams({ from: '/shell/e/$plural' })
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = entityByPlural(model, plural)
  return entity ? <EntityList key={plural} entity={entity} model={model} /> : <NoSuchPage />
}

/** The entries of one entity, page by page, as the address filters and sorts them. */
function useEntries(entity: Entity, { filter, sort }: ListSearch) {
  const list = useInfiniteQuery(
    entriesQuery(entity.plural, {
      filter,
      sort: sortOf(entity, sort),
      may: true,
      isUncounted: true,
    }),
  )
  const pages = list.data?.pages
  // The rows do not wait until all are counted; a list that is there whole needs no counting.
  const counted = useQuery({
    ...countQuery(entity.plural, filter ?? ''),
    enabled: list.hasNextPage,
  })
  // The same objects as long as the answers are the same: unchanged rows need no second look.
  const entries = useMemo(() => (pages ?? []).flatMap((page) => page.data), [pages])
  const included: Included = useMemo(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.included ?? {})),
    [pages],
  )
  const isBadFilter =
    list.error instanceof ApiError && !!filter && [400, 422].includes(list.error.status)
  return {
    included,
    entries,
    count: list.hasNextPage ? counted.data : pages && entries.length,
    isLoaded: !!list.data,
    isLoading: list.isPending && !list.error,
    badFilter: isBadFilter ? list.error?.message : undefined,
    error: isBadFilter ? null : list.error,
    retry: () => void list.refetch(),
    loadMore: list.hasNextPage
      ? () => !list.isFetchingNextPage && void list.fetchNextPage()
      : undefined,
  }
}

/** What is chosen holds for one filter. */
function useSelection(filter: string | undefined) {
  const [chosen, setChosen] = useState<{ filter: string | undefined; selection: Selection }>({
    filter,
    selection: nothing,
  })
  return {
    selection: chosen.filter === filter ? chosen.selection : nothing,
    select: (selection: Selection) => setChosen({ filter, selection }),
  }
}

/** The address, and the ways to another one. */
function useAddress(entity: Entity, model: Model) {
  const search = useSearch({ from: '/shell/e/$plural' })
  const navigate = useNavigate()
  const { plural } = entity
  const goTo = (next: ListSearch, replace = false) =>
    void navigate({ to: '/e/$plural', params: { plural }, search: next, replace })
  const { peek, ...list } = search
  return {
    search,
    goTo,
    setFilter: (filter: string | undefined) => goTo({ ...list, filter }),
    /** Adds what was typed to what is filtered already. */
    addFilter: (typed: string | undefined) => {
      if (typed === undefined) return goTo({ ...list, filter: undefined })
      const meant = withNamesAsMeant(typed, entity, model)
      const more = partsOf(meant, entity, model) ? meant : (wordsFilter(typed, entity) ?? meant)
      const parts = partsOf(search.filter, entity, model)
      const added = partsOf(more, entity, model)
      const filter = parts && added ? filterOf([...parts, ...added], entity) : more
      goTo({ ...list, filter: canonical(filter, entity, model) })
    },
    sort: sortOf(entity, search.sort),
    sortBy: (key: string) => {
      const next = nextSort(sortOf(entity, search.sort), key)
      goTo({ ...search, sort: next === sortOf(entity, undefined) ? undefined : next })
    },
    setColumns: (keys: string[] | undefined) => goTo({ ...search, columns: keys?.join(',') }),
    peek: (id: string | undefined) => goTo({ ...list, peek: id }, peek !== undefined),
    open: (id: string) => void navigate({ to: '/e/$plural/$id', params: { plural, id } }),
  }
}

function EntityList({ entity, model }: { entity: Entity; model: Model }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const isPhone = useIsPhone()
  const isWide = useIsWide()
  const address = useAddress(entity, model)
  const { search } = address
  const [dialog, setDialog] = useState<'new' | 'all_fields' | 'columns' | 'export' | 'menu' | null>(
    null,
  )
  const [marked, mark] = useState<string | undefined>(search.peek)
  const filterInput = useRef<HTMLInputElement>(null)
  const list = useEntries(entity, search)
  const { selection, select } = useSelection(search.filter)
  const [wantsToChoose, setWantsToChoose] = useState(false)
  const isChoosing = isPhone && (wantsToChoose || selection.isAll || selection.ids.size > 0)
  const columns = useMemo(() => columnsIn(search), [search.columns])
  const { entries, count, badFilter, included } = list
  useFetchAhead(laterParts, list.isLoaded)
  const { may } = entity
  const currency = me.company.currency
  const close = () => setDialog(null)
  useKeys([
    { keys: 'f', label: t('list.filter_label'), run: () => filterInput.current?.focus() },
    { keys: 'w', label: t('bulk.export'), run: () => setDialog('export') },
    ...(may.create ? [{ keys: 'n', label: t('list.new'), run: () => setDialog('new') }] : []),
  ])
  const filterBox = (
    <FilterBox
      input={filterInput}
      filter={partsOf(search.filter, entity, model) ? undefined : search.filter}
      isFiltered={search.filter !== undefined}
      apply={address.addFilter}
      problem={badFilter}
      example={filterExample(entity)}
    />
  )
  const NewForm = extrasOf(entity.key).NewForm
  const peeked = isWide ? search.peek : undefined

  return (
    <Page
      title={entity.label_plural}
      sub={count !== undefined && <span className="num">{count.toLocaleString(language())}</span>}
      actions={
        <>
          <BoardSwitch plural={entity.plural} view="table" filter={search.filter} />
          {!isPhone && <div className="w-64">{filterBox}</div>}
          {isPhone ? (
            <IconButton label={t('list.menu')} onClick={() => setDialog('menu')}>
              <MoreHorizontal size={18} />
            </IconButton>
          ) : (
            <>
              <IconButton label={t('bulk.export')} onClick={() => setDialog('export')}>
                <Download size={15} />
              </IconButton>
              <Button onClick={() => setDialog('columns')}>
                <Columns3 size={14} aria-hidden />
                {t('columns.title')}
              </Button>
            </>
          )}
          {may.create && (
            <NewButton
              press={() => setDialog('new')}
              isBrief={boardOf(entity.plural) !== undefined}
            />
          )}
        </>
      }
      bar={
        <div className="flex shrink-0 flex-wrap items-center border-b border-line md:pb-1.5">
          <ViewsBar entity={entity} model={model} search={search} goTo={address.goTo} />
          {isPhone && <div className="min-w-40 flex-1 px-3 pb-2">{filterBox}</div>}
          <FilterChips
            entity={entity}
            model={model}
            filter={search.filter}
            included={included}
            apply={address.setFilter}
          />
          {badFilter && <FilterProblem text={badFilter} />}
        </div>
      }
    >
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          {list.isLoading && <Loading />}
          {list.error && <Problem error={list.error} retry={list.retry} />}
          {list.isLoaded && entries.length === 0 && (
            <EmptyList
              entity={entity}
              me={me}
              isFiltered={!!search.filter}
              clear={() => address.setFilter(undefined)}
              create={() => setDialog('new')}
            />
          )}
          {entries.length > 0 && (
            <Grid
              entity={entity}
              entries={entries}
              included={included}
              currency={currency}
              chosenColumns={columns}
              sort={address.sort}
              sortBy={address.sortBy}
              loadMore={list.loadMore}
              open={address.open}
              peek={isWide ? ({ id }) => address.peek(id) : undefined}
              peeked={peeked}
              marked={marked}
              mark={mark}
              selection={selection}
              select={select}
              isChoosing={isChoosing}
            />
          )}
        </div>
        {peeked && (
          <Suspense>
            <Peek
              entity={entity}
              id={peeked}
              model={model}
              currency={currency}
              close={() => address.peek(undefined)}
            />
          </Suspense>
        )}
        <BulkBar
          entity={entity}
          selection={selection}
          entries={entries}
          current={peeked ?? entries.find(({ id }) => id === marked)?.id}
          filter={search.filter}
          sort={address.sort}
          columns={columns}
          count={count}
          isChoosing={isChoosing}
          chooseAll={() => select(everything)}
          clear={() => {
            select(nothing)
            setWantsToChoose(false)
          }}
        />
      </div>
      {dialog === 'menu' && (
        <Suspense>
          <ListMenu
            title={entity.label_plural}
            start={(deed) => {
              setDialog(deed === 'choose' ? null : deed)
              if (deed === 'choose') setWantsToChoose(true)
            }}
            close={close}
          />
        </Suspense>
      )}
      {dialog === 'new' && NewForm && (
        <NewForm
          entity={entity}
          currency={currency}
          close={close}
          show={({ id }) => (isWide ? address.peek(id) : address.open(id))}
          openFull={() => setDialog('all_fields')}
        />
      )}
      {(dialog === 'all_fields' || (dialog === 'new' && !NewForm)) && (
        <Suspense fallback={<EarlyLetters />}>
          <NewDialog entity={entity} currency={currency} close={close} />
        </Suspense>
      )}
      {dialog === 'columns' && (
        <Suspense fallback={<EarlyLetters />}>
          <ColumnsDialog
            entity={entity}
            chosen={columns}
            apply={address.setColumns}
            close={close}
          />
        </Suspense>
      )}
      {dialog === 'export' && (
        <Suspense fallback={<EarlyLetters />}>
          <ExportDialog
            entity={entity}
            selection={selection}
            filter={search.filter}
            sort={address.sort}
            columns={columns}
            count={count}
            close={close}
          />
        </Suspense>
      )}
    </Page>
  )
}

function NewButton({ press, isBrief }: { press: () => void; isBrief: boolean }) {
  return (
    <Button kind="primary" shortcut="n" onClick={press}>
      <Plus size={15} aria-hidden />
      {/* Beside the switch to the board the heading would be cut. */}
      <span className={isBrief ? 'max-md:sr-only' : undefined}>{t('list.new')}</span>
    </Button>
  )
}

import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { ApiError } from '@/api/problem'
import { entriesQuery, meQuery, modelQuery } from '@/api/queries'
import { language, t } from '@/base/words'
import { BoardSwitch } from '@/kit/board_switch'
import { Button, IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { useIsPhone } from '@/kit/media'
import { Loading, Page, Problem } from '@/kit/page'
import { entityByPlural, fieldsOf } from '@/model/catalogue'
import type { Entity, Included } from '@/model/types'
import { nextSort } from './columns'
import { Grid } from './grid'
import NewDialog from './new_dialog'
import { NoSuchPage } from './no_such_page'

export default function ListPage() {
  const { plural } = useParams({ from: '/shell/e/$plural' })
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = entityByPlural(model, plural)
  return entity ? <EntityList key={plural} entity={entity} /> : <NoSuchPage />
}

/** The entries of one entity, page by page, as the address filters and sorts them. */
function useEntries(entity: Entity) {
  const { filter, sort } = useSearch({ from: '/shell/e/$plural' })
  const list = useInfiniteQuery(entriesQuery(entity.plural, { filter, sort }))
  const pages = list.data?.pages
  // The same objects as long as the answers are the same: unchanged rows need no second look.
  const entries = useMemo(() => (pages ?? []).flatMap((page) => page.data), [pages])
  const included: Included = useMemo(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.included ?? {})),
    [pages],
  )
  const isBadFilter =
    list.error instanceof ApiError && !!filter && [400, 422].includes(list.error.status)
  return {
    filter,
    sort,
    included,
    entries,
    count: pages?.[0]?.count,
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

function EntityList({ entity }: { entity: Entity }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [isNew, setIsNew] = useState(false)
  const filterInput = useRef<HTMLInputElement>(null)
  const list = useEntries(entity)
  const { filter, sort, entries, count, badFilter } = list
  const { plural, may } = entity
  const goTo = (search: { filter?: string; sort?: string }) =>
    void navigate({ to: '/e/$plural', params: { plural }, search })
  useKeys([
    { keys: 'f', label: t('list.filter_label'), run: () => filterInput.current?.focus() },
    ...(may.create ? [{ keys: 'n', label: t('list.new'), run: () => setIsNew(true) }] : []),
  ])
  const filterBox = (
    <FilterBox
      input={filterInput}
      filter={filter}
      apply={(next) => goTo({ filter: next, sort })}
      problem={badFilter}
      example={filterExample(entity)}
    />
  )

  return (
    <Page
      title={entity.label_plural}
      sub={count !== undefined && <span className="num">{count.toLocaleString(language())}</span>}
      actions={
        <>
          {!isPhone && <div className="w-72">{filterBox}</div>}
          <BoardSwitch plural={plural} isBoard={false} filter={filter} />
          {may.create && <NewButton press={() => setIsNew(true)} />}
        </>
      }
      bar={
        <>
          {isPhone && <div className="border-b border-line p-2">{filterBox}</div>}
          {badFilter && <FilterProblem text={badFilter} />}
        </>
      }
    >
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} retry={list.retry} />}
      {list.isLoaded && entries.length === 0 && (
        <p className="p-6 text-center text-ink-3">{t(filter ? 'list.none_found' : 'list.none')}</p>
      )}
      {entries.length > 0 && (
        <Grid
          entity={entity}
          entries={entries}
          included={list.included}
          sort={sort}
          sortBy={(key) => goTo({ filter, sort: nextSort(sort, key) })}
          loadMore={list.loadMore}
          open={({ id }) => void navigate({ to: '/e/$plural/$id', params: { plural, id } })}
        />
      )}
      {isNew && (
        <NewDialog entity={entity} currency={me.company.currency} close={() => setIsNew(false)} />
      )}
    </Page>
  )
}

function NewButton({ press }: { press: () => void }) {
  return (
    <Button kind="primary" shortcut="n" onClick={press}>
      <Plus size={15} aria-hidden />
      {t('list.new')}
    </Button>
  )
}

const filterProblemId = 'filter-problem'

function FilterProblem({ text }: { text: string }) {
  return (
    <p
      role="alert"
      id={filterProblemId}
      className="border-b border-line bg-bad-soft px-4 py-2 text-bad"
    >
      {text}
    </p>
  )
}

interface FilterBoxProps {
  input: React.RefObject<HTMLInputElement | null>
  filter: string | undefined
  apply: (filter: string | undefined) => void
  problem: string | undefined
  /** A condition on what is listed here. */
  example: string
}

function filterExample(entity: Entity): string {
  const listed = fieldsOf(entity, entity.layout.list)
  const choice = listed.find((field) => field.kind === 'choice' && field.choices?.length)
  if (choice) return `${choice.key} = ${choice.choices![0]!.key}`
  return `${entity.title} contains "a"`
}

function FilterBox({ input, filter, apply, problem, example }: FilterBoxProps) {
  const [text, setText] = useState(filter ?? '')
  useEffect(() => setText(filter ?? ''), [filter])
  return (
    <form
      role="search"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault()
        apply(text.trim() || undefined)
      }}
    >
      <input
        ref={input}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
        aria-label={t('list.filter_label')}
        placeholder={t('list.filter', { example })}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? filterProblemId : undefined}
        className="control pr-8"
      />
      {(text || filter) && (
        <IconButton
          label={t('list.clear')}
          onClick={() => {
            setText('')
            apply(undefined)
          }}
          className="absolute top-0 right-0 max-md:size-10"
        >
          <X size={14} />
        </IconButton>
      )}
    </form>
  )
}

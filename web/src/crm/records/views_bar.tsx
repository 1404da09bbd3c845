import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bookmark, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { createEntry, removeEntry, restoreEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { countQuery, meQuery, queryClient, viewsQuery } from '@/api/queries'
import { messageOf } from '@/api/problem'
import { classes } from '@/base/classes'
import { language, t } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { columnsIn, sameList, viewsOf, type ListSearch, type View } from './views'

interface ViewsBarProps {
  entity: Entity
  model: Model
  search: ListSearch
  goTo: (search: ListSearch) => void
}

const refreshViews = () => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })

/** The list's views as tabs; what stands in none of them can be saved as one. */
export function ViewsBar({ entity, model, search, goTo }: ViewsBarProps) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: saved } = useQuery({
    ...viewsQuery,
    enabled: !!entityByKey(model, 'saved_view'),
  })
  const [isNaming, setIsNaming] = useState(false)
  const views = viewsOf(entity, model, saved ?? [], me)
  const active = views.find((view) => sameList(view.search, search, entity, model))
  const maySave = !active && entityByKey(model, 'saved_view')?.may.create
  const remove = async ({ saved: view, label }: View) => {
    await removeEntry('saved_views', view!.id)
    await refreshViews()
    goTo({})
    sayDone(t('record.removed', { title: label }), async () => {
      await restoreEntry('saved_views', view!.id)
      await refreshViews()
    })
  }
  return (
    <nav
      aria-label={t('views.label')}
      className="flex max-w-full min-w-0 items-center gap-0.5 overflow-x-auto py-1.5 pr-1 pl-3 md:pb-0"
    >
      {views.map((view) => (
        <Tab key={view.key} entity={entity} view={view} isActive={view === active} />
      ))}
      {active?.saved && active.saved.owner === me.id && (
        <IconButton
          label={t('views.remove', { name: active.label })}
          onClick={() => void remove(active).catch(sayError)}
        >
          <Trash2 size={14} />
        </IconButton>
      )}
      {maySave && (
        <Button kind="ghost" className="text-accent-ink" onClick={() => setIsNaming(true)}>
          <Bookmark size={14} aria-hidden />
          {t('views.save')}
        </Button>
      )}
      {isNaming && (
        <SaveDialog entity={entity} search={search} me={me.id} close={() => setIsNaming(false)} />
      )}
    </nav>
  )
}

function Tab({ entity, view, isActive }: { entity: Entity; view: View; isActive: boolean }) {
  return (
    <Link
      to="/e/$plural"
      params={{ plural: entity.plural }}
      search={view.search}
      aria-current={isActive ? 'page' : undefined}
      className={classes(
        'flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium whitespace-nowrap',
        'max-md:h-10',
        isActive ? 'bg-hover text-ink' : 'text-ink-2 hover:bg-hover',
      )}
    >
      {view.label}
      {view.isCounted && view.search.filter && (
        <Count plural={entity.plural} filter={view.search.filter} />
      )}
    </Link>
  )
}

function Count({ plural, filter }: { plural: string; filter: string }) {
  const { data: n } = useQuery(countQuery(plural, filter))
  if (!n) return null
  return (
    <span className="num rounded bg-bad-soft px-1.5 text-xs font-semibold text-bad">
      {n.toLocaleString(language())}
    </span>
  )
}

interface SaveDialogProps {
  entity: Entity
  search: ListSearch
  me: string
  close: () => void
}

function SaveDialog({ entity, search, me, close }: SaveDialogProps) {
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [key] = useState(freshKey)
  const save = async () => {
    const values = {
      name: name.trim(),
      entity: entity.key,
      filter: search.filter ?? null,
      sort: search.sort ?? null,
      columns: columnsIn(search) ?? null,
      owner: me,
      shared: isShared,
    }
    const { journal } = await createEntry('saved_views', values, key)
    await refreshViews()
    close()
    const takeBack = journal ? () => undoJournal(journal).then(refreshViews) : undefined
    sayDone(t('views.saved', { name: name.trim() }), takeBack)
  }
  return (
    <Modal title={t('views.save')} sub={t('views.save_sub')} open close={close} keeps>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save().catch((error: unknown) => setProblem(messageOf(error)))
        }}
        className="space-y-3 px-4 pt-3 pb-4"
      >
        <label className="block">
          <span className="mb-1 block font-medium">{t('views.name')}</span>
          <input
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="control"
            maxLength={200}
            required
          />
        </label>
        <label className="flex min-h-7 items-center gap-2">
          <input
            type="checkbox"
            checked={isShared}
            onChange={() => setIsShared(!isShared)}
            className="size-4 accent-[var(--accent)]"
          />
          {t('views.shared')}
        </label>
        {problem && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-1.5">
          <Button onClick={close}>{t('dialog.cancel')}</Button>
          <Button kind="primary" type="submit" shortcut="enter" disabled={!name.trim()}>
            {t('views.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bookmark, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { removeEntry, restoreEntry } from '@/api/calls'
import { countQuery, meQuery, queryClient, viewsQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { language, t } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { sameList, viewsOf, type ListSearch, type View } from './views'

interface ViewsBarProps {
  entity: Entity
  model: Model
  search: ListSearch
  goTo: (search: ListSearch) => void
}

/** Fetched behind the list, see list_page. */
export const SaveViewDialog = later(() =>
  import('./save_view_dialog').then((m) => m.SaveViewDialog),
)

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
    sayDone(t('record.removed', { title: label }), async () => {
      await restoreEntry('saved_views', view!.id)
      await refreshViews()
    })
    await refreshViews()
    goTo({})
  }
  return (
    <nav
      aria-label={t('views.label')}
      className="flex max-w-full min-w-0 items-center gap-0.5 overflow-x-auto py-1.5 pr-1 pl-3 max-md:basis-full md:pb-0"
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
        <Suspense fallback={<EarlyLetters />}>
          <SaveViewDialog
            entity={entity}
            search={search}
            me={me.id}
            refresh={refreshViews}
            close={() => setIsNaming(false)}
          />
        </Suspense>
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

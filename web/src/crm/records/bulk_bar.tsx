import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Chosen } from '@/api/calls'
import { usersQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { language, t, tn, within } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { keepClear } from '@/kit/foot'
import { useKeys } from '@/kit/keys'
import { later } from '@/kit/later'
import { fieldOf, fieldsOf, mayEdit } from '@/model/catalogue'
import { actOf, takeAct, takeKey } from '@/kit/acts/call_act'
import { useOffered } from '@/kit/acts/use_offered'
import type { Entity, Entry, Field } from '@/model/types'
import { chosenOf, sizeOf, type Selection } from './selection'
import { useBulk, type RunningJob } from './use_bulk'

// Fetched behind the list, see list_page.
const dialogs = () => import('./bulk_dialogs')
const StateDialog = later(() => dialogs().then((m) => m.StateDialog))
const OwnerDialog = later(() => dialogs().then((m) => m.OwnerDialog))
export const ExportDialog = later(() => import('./export/dialog').then((m) => m.ExportDialog))
export const bulkDialogs = [StateDialog, OwnerDialog, ExportDialog]

interface BulkBarProps {
  entity: Entity
  selection: Selection
  /** The records of the list that are at hand. */
  entries: Entry[]
  /** The record the keys speak of while none is chosen. */
  current: string | undefined
  filter: string | undefined
  sort: string | undefined
  columns: string[] | undefined
  count: number | undefined
  /** On a phone: the bar stands although none is chosen yet. */
  isChoosing: boolean
  chooseAll: () => void
  clear: () => void
}

/** Floats over the list; on a phone it stands at the foot, above the bar with the pages. */
const barLook = classes(
  'absolute inset-x-0 bottom-4 z-10 mx-auto flex w-fit max-w-[96%] flex-wrap items-center gap-1.5',
  'rounded-lg bg-raise px-3 py-2 shadow-float',
  'max-md:bottom-0 max-md:w-full max-md:max-w-none max-md:rounded-none',
)

/** The choice field that says where a record stands: the first the list shows that can be set. */
function stateFieldOf(entity: Entity): Field | undefined {
  return fieldsOf(entity, entity.layout.list).find(
    (field) => field.kind === 'choice' && !field.question && mayEdit(entity, field),
  )
}

/** Whatever is done with many: by one request and one undo. */
export function BulkBar(props: BulkBarProps) {
  const { entity, selection, current, filter, count, isChoosing, clear } = props
  const [asked, setAsked] = useState<'state' | 'owner' | 'file' | null>(null)
  const { run, running } = useBulk(entity)
  const state = stateFieldOf(entity)
  const changeLabel = state ? t('bulk.change', { field: within(state.label) }) : ''
  const assign = entity.acts.find(({ key }) => key === 'assign')
  const isOffered = useOffered(entity)
  const take = actOf(entity, takeAct)
  const owner = fieldOf(entity, 'owner')
  const size = sizeOf(selection, count)
  const isEmpty = size === 0
  const target: Chosen | null = isEmpty
    ? current
      ? { ids: [current] }
      : null
    : chosenOf(selection, filter)
  // Left out only where it makes sense for none of them.
  const atHand = target && 'ids' in target ? entriesOf(props.entries, target.ids) : []
  const mayAssign = assign
    ? atHand.length === 0 || atHand.some((entry) => isOffered(assign, entry))
    : !!owner && owner.link === 'user' && mayEdit(entity, owner)
  // For those that are at hand and nobody's, all of them.
  const mayTake = take && atHand.length > 0 && atHand.every((entry) => isOffered(take, entry))
  useQuery({ ...usersQuery(), enabled: mayAssign })
  const close = () => setAsked(null)
  const start = (what: 'state' | 'owner') => target && setAsked(what)
  useKeys([
    ...(state ? [{ keys: 's', label: changeLabel, run: () => start('state') }] : []),
    ...(mayAssign ? [{ keys: 'a', label: t('bulk.assign'), run: () => start('owner') }] : []),
    ...(mayTake ? [{ keys: takeKey, label: take.label, run: () => takeAll() }] : []),
    ...(isEmpty ? [] : [{ keys: 'escape', run: clear }]),
  ])
  const perform = (work: Parameters<typeof run>[1], label: string) => {
    close()
    if (!target) return
    // Chosen stays chosen until the server has taken it.
    void run(target, work, label, sub).then(
      (done) => done && clear(),
      () => {},
    )
  }
  const takeAll = () => perform({ act: takeAct, input: {} }, take?.label ?? '')
  const sub = isEmpty ? undefined : chosenWords(selection, size)

  return (
    <>
      {running && <Progress running={running} />}
      {(!isEmpty || isChoosing) && !running && (
        <div ref={keepClear} role="region" aria-label={t('bulk.label')} className={barLook}>
          <span role="status" className="num mr-1 font-semibold max-md:flex-1">
            {chosenWords(selection, size)}
          </span>
          {isChoosing && (
            <Button kind="ghost" onClick={props.chooseAll}>
              {t('list.choose_all')}
            </Button>
          )}
          <div className="flex flex-wrap gap-1.5 max-md:order-last max-md:w-full max-md:*:flex-1">
            {state && (
              <Button shortcut="s" disabled={isEmpty} onClick={() => setAsked('state')}>
                {state.label}
              </Button>
            )}
            {mayTake && (
              <Button shortcut={takeKey} disabled={isEmpty} onClick={takeAll}>
                {take.label}
              </Button>
            )}
            {mayAssign && (
              <Button shortcut="a" disabled={isEmpty} onClick={() => setAsked('owner')}>
                {t('bulk.assign')}
              </Button>
            )}
            <Button disabled={isEmpty} onClick={() => setAsked('file')}>
              {t('bulk.export')}
            </Button>
            {entity.may.remove && (
              <Button
                kind="danger"
                disabled={isEmpty}
                onClick={() => perform({ act: 'remove' }, t('bulk.removed'))}
              >
                {t('record.remove')}
              </Button>
            )}
          </div>
          <IconButton label={t('bulk.clear')} onClick={clear}>
            <X size={15} />
          </IconButton>
        </div>
      )}
      {asked && (
        <Suspense fallback={<EarlyLetters />}>
          {asked === 'state' && state && <StateDialog {...{ state, sub, perform, close }} />}
          {asked === 'owner' && <OwnerDialog {...{ assign, sub, perform, close }} />}
          {asked === 'file' && <ExportDialog {...props} close={close} />}
        </Suspense>
      )}
    </>
  )
}

/** None unless all of them are at hand. */
function entriesOf(entries: Entry[], ids: string[]): Entry[] {
  const wanted = new Set(ids)
  const found = entries.filter(({ id }) => wanted.has(id))
  return found.length === wanted.size ? found : []
}

function chosenWords(selection: Selection, size: number | null): string {
  if (size === null) return t('bulk.all')
  if (selection.isAll && selection.ids.size === 0)
    return t('bulk.all_n', { n: size.toLocaleString(language()) })
  return tn('bulk.chosen', size)
}

/** How far a large change has come. */
function Progress({ running: { job, label } }: { running: RunningJob }) {
  const share = job.total > 0 ? job.done / job.total : 0
  return (
    <div
      ref={keepClear}
      role="region"
      aria-label={t('bulk.label')}
      className="absolute inset-x-0 bottom-4 z-10 mx-auto w-80 max-w-[96%] rounded-lg bg-raise px-3 py-2 shadow-float"
    >
      <p role="status" className="num mb-1.5 flex gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
        {t('bulk.progress', {
          n: job.done.toLocaleString(language()),
          all: job.total.toLocaleString(language()),
        })}
      </p>
      <div className="h-1.5 overflow-hidden rounded-full bg-hover" aria-hidden>
        <div className="h-full bg-accent" style={{ width: `${100 * share}%` }} />
      </div>
    </div>
  )
}

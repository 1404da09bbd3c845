import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Chosen } from '@/api/calls'
import { isCutOff } from '@/api/events'
import { unreachable } from '@/api/problem'
import { usersQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { language, t, tn, within } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { keepClear } from '@/kit/foot'
import { useKeys } from '@/kit/keys'
import { later } from '@/kit/later'
import { sayError } from '@/kit/undo'
import { fieldOf, fieldsOf, mayEdit } from '@/model/catalogue'
import { actOf, takeAct, takeKey } from '@/kit/acts/call_act'
import { useOffered } from '@/kit/acts/use_offered'
import type { Entity, Entry, Field } from '@/model/types'
import { Progress } from './bulk_progress'
import { chosenOf, sizeOf, type Selection } from './selection'
import { mayWait, useBulk } from './use_bulk'

// Fetched behind the list, see list_page.
const dialogs = () => import('./bulk_dialogs')
const StateDialog = later(() => dialogs().then((m) => m.StateDialog))
const OwnerDialog = later(() => dialogs().then((m) => m.OwnerDialog))
const RemoveDialog = later(() => dialogs().then((m) => m.RemoveDialog))
export const ExportDialog = later(() => import('./export/dialog').then((m) => m.ExportDialog))
export const bulkDialogs = [StateDialog, OwnerDialog, RemoveDialog, ExportDialog]

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

type Question = 'state' | 'owner' | 'remove' | 'file'

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

/** As many go by one press; of more it is asked once whether so many were meant. */
const mostUnasked = 25

/** Whatever is done with many: by one request and one undo. */
export function BulkBar(props: BulkBarProps) {
  const { entity, selection, current, filter, count, isChoosing, clear } = props
  const [asked, setAsked] = useState<Question | null>(null)
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
  /** What cannot wait for the connection says so before anything is asked. */
  const ask = (what: Question) => {
    if (!target) return
    if (isCutOff() && !(what === 'state' && mayWait(target, atHand))) sayError(unreachable(true))
    else setAsked(what)
  }
  useKeys([
    ...(state ? [{ keys: 's', label: changeLabel, run: () => ask('state') }] : []),
    ...(mayAssign ? [{ keys: 'a', label: t('bulk.assign'), run: () => ask('owner') }] : []),
    ...(mayTake ? [{ keys: takeKey, label: take.label, run: () => takeAll() }] : []),
    ...(isEmpty ? [] : [{ keys: 'escape', run: clear }]),
  ])
  const perform = (work: Parameters<typeof run>[1], label: string) => {
    close()
    if (!target) return
    // Chosen stays chosen until the server has taken it.
    void run({ chosen: target, atHand, sub }, work, label).then(
      (done) => done && clear(),
      () => {},
    )
  }
  const remove = () => perform({ act: 'remove' }, t('bulk.removed'))
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
              <Button shortcut="s" disabled={isEmpty} onClick={() => ask('state')}>
                {state.label}
              </Button>
            )}
            {mayTake && (
              <Button shortcut={takeKey} disabled={isEmpty} onClick={takeAll}>
                {take.label}
              </Button>
            )}
            {mayAssign && (
              <Button shortcut="a" disabled={isEmpty} onClick={() => ask('owner')}>
                {t('bulk.assign')}
              </Button>
            )}
            <Button disabled={isEmpty} onClick={() => ask('file')}>
              {t('bulk.export')}
            </Button>
            {entity.may.remove && (
              <Button
                kind="danger"
                disabled={isEmpty}
                onClick={() => (size !== null && size <= mostUnasked ? remove() : ask('remove'))}
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
          {asked === 'remove' && <RemoveDialog {...{ entity, size, remove, close }} />}
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

import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { removeEntry, restoreEntry, type Loaded } from '@/api/calls'
import type { ApiError } from '@/api/problem'
import { queryClient, refreshEntry } from '@/api/queries'
import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { boardOf } from '@/kit/boards'
import { EarlyLetters } from '@/kit/early_letters'
import { saveField } from '@/kit/edits'
import { useKeys } from '@/kit/keys'
import { later, useFetchAhead } from '@/kit/later'
import { AdminWay, isInUse } from '@/kit/refused'
import { sayDone, sayError } from '@/kit/undo'
import { mayEdit } from '@/model/catalogue'
import type { Act, Entity, Values } from '@/model/types'
import { callAct, takeAct, takeKey } from '@/kit/acts/call_act'
import { performAct } from '@/kit/acts/perform_act'
import { useOffered } from '@/kit/acts/use_offered'
import { isOver, stateFieldOf } from './related'
import { nextActs } from './script_panel'

const ActDialog = later(() => import('@/kit/acts/act_dialog').then((m) => m.ActDialog))
const MoveDialog = later(() => import('@/kit/move_dialog').then((m) => m.MoveDialog))
const RefusedDialog = later(() => import('@/kit/refused_dialog').then((m) => m.RefusedDialog))
const laterParts = [ActDialog, MoveDialog, RefusedDialog]

export interface ActsBarProps {
  entity: Entity
  loaded: Loaded
  title: string
  currency: string
  /** The page has a more important button: none of these stands out. */
  isQuiet?: boolean
  /** The act that is due now: it stands out all the same. */
  due?: string
}

export function useRecordActs({ entity, loaded, title }: ActsBarProps) {
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Act | null>(null)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const id = loaded.entry.id
  const refresh = () => refreshEntry(entity.plural, id)

  const perform = async (act: Act, values: Values) => {
    if (await performAct(entity, { id, title }, act, values)) setAsked(null)
  }
  const remove = async () => {
    await removeEntry(entity.plural, id)
    sayDone(t('record.removed', { title }), () => restoreEntry(entity.plural, id).then(refresh))
    await navigate({ to: '/e/$plural', params: { plural: entity.plural } })
    queryClient.removeQueries({ queryKey: ['entry', entity.plural, id] })
    refresh()
  }
  return {
    asked,
    setAsked,
    perform,
    /** An act without questions is done at once. */
    start: (act: Act) =>
      act.fields.length > 0 ? setAsked(act) : void perform(act, {}).catch(sayError),
    remove: () => void remove().catch((e: unknown) => (isInUse(e) ? setRefused(e) : sayError(e))),
    refused,
    forgive: () => setRefused(null),
  }
}

/** The same letter wherever one can do it; the others go by their place. */
const letters: Record<string, string> = {
  [callAct]: 'l',
  open_opportunity: 'o',
  assign: 'a',
  [takeAct]: takeKey,
}
const keyOf = (act: Act, index: number) => letters[act.key] ?? String(index + 1)

/** While the call script asks, digits are its answers: they are not drawn at the acts. */
const whileAsked = 'in-[:root:has([data-script=active])]:[&_kbd]:hidden'

/** The acts of the entity, by button and by key. */
export function ActsBar(props: ActsBarProps) {
  const { entity, loaded, title, currency, isQuiet, due } = props
  const { asked, setAsked, perform, start, remove, refused, forgive } = useRecordActs(props)
  const isOffered = useOffered(entity)
  useFetchAhead(laterParts)
  // With what is given up one does not begin where it was left.
  const isPassed = ({ key }: Act) => isOver(entity, loaded.entry) && nextActs.includes(key)
  // What nobody has is taken before anything else is done with it.
  const rank = (act: Act) => (act.key === takeAct ? 0 : isPassed(act) ? 2 : 1)
  // An act keeps its key, whatever else is offered.
  const offered = entity.acts
    .map((act, index) => ({ act, keys: index < 9 ? keyOf(act, index) : undefined }))
    .filter(({ act }) => isOffered(act, loaded.entry))
    .sort((a, b) => rank(a.act) - rank(b.act))
  useKeys(
    offered.flatMap(({ act, keys }) =>
      keys ? [{ keys, label: act.label, run: () => start(act) }] : [],
    ),
  )

  if (offered.length === 0 && !entity.may.remove) return null
  return (
    <div
      role="group"
      aria-label={t('record.acts')}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2.5"
    >
      {offered.map(({ act, keys }, index) => (
        <Button
          key={act.key}
          kind={(due ? act.key === due : index === 0 && !isQuiet) ? 'primary' : 'plain'}
          shortcut={keys}
          className={classes(/^\d$/.test(keys ?? '') && whileAsked)}
          onClick={() => start(act)}
        >
          {act.label}
        </Button>
      ))}
      <MoveAct {...props} />
      {entity.may.remove && (
        <Button kind="danger" className="ml-auto" title={t('record.remove')} onClick={remove}>
          <Trash2 size={14} aria-hidden />
          <span className="max-md:sr-only">{t('record.remove')}</span>
        </Button>
      )}
      {refused && (
        <Suspense fallback={<EarlyLetters />}>
          <RefusedDialog
            name={title}
            error={refused}
            ways={<AdminWay code={refused.code} id={loaded.entry.id} />}
            close={forgive}
          />
        </Suspense>
      )}
      <AskedAct
        asked={asked}
        setAsked={setAsked}
        perform={perform}
        title={title}
        currency={currency}
      />
    </div>
  )
}

/** What stands on a board goes on from here as it does there. */
function MoveAct({ entity, loaded, title }: ActsBarProps) {
  const [isAsked, setIsAsked] = useState(false)
  const field = stateFieldOf(entity)
  const mayMove = !!boardOf(entity.plural) && !!field && mayEdit(entity, field)
  const start = () => setIsAsked(true)
  useKeys(mayMove ? [{ keys: 's', label: t('record.move'), run: start }] : [])
  if (!mayMove) return null
  return (
    <>
      <Button shortcut="s" aria-haspopup="dialog" onClick={start}>
        {t('record.move')}
      </Button>
      {isAsked && (
        <Suspense fallback={<EarlyLetters />}>
          <MoveDialog
            title={title}
            choices={field.choices ?? []}
            current={loaded.entry[field.key]}
            choose={({ key }) =>
              void saveField(entity, loaded.entry.id, field, key).catch(sayError)
            }
            close={() => setIsAsked(false)}
          />
        </Suspense>
      )}
    </>
  )
}

type RecordActs = ReturnType<typeof useRecordActs>

/** What an act asks before it is done. */
export function AskedAct({
  asked,
  setAsked,
  perform,
  title,
  currency,
}: Pick<RecordActs, 'asked' | 'setAsked' | 'perform'> & { title: string; currency: string }) {
  if (!asked) return null
  return (
    <Suspense fallback={<EarlyLetters />}>
      <ActDialog
        act={asked}
        title={title}
        currency={currency}
        submit={(values) => perform(asked, values)}
        close={() => setAsked(null)}
      />
    </Suspense>
  )
}

// Going the way that keeps a promise, from wherever the promise is told.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { entryQuery, meQuery } from '@/api/queries'
import { t } from '@/base/words'
import { performAct } from '@/kit/acts/perform_act'
import { EarlyLetters } from '@/kit/early_letters'
import { saveField } from '@/kit/edits'
import { later } from '@/kit/later'
import { sayError } from '@/kit/undo'
import type { Act, Entity, Field } from '@/model/types'
import { startScriptOf } from './script_start'
import type { Way } from './ways'

const ActDialog = later(() => import('@/kit/acts/act_dialog').then((m) => m.ActDialog))
const MoveDialog = later(() => import('@/kit/move_dialog').then((m) => m.MoveDialog))

export interface WayTarget {
  entity: Entity
  id: string
  title: string
}

type Asked = { target: WayTarget } & ({ act: Act } | { field: Field })

export const wayLabel = (way: Way) =>
  way.kind === 'questions'
    ? t('mend.questions')
    : way.kind === 'move'
      ? t('record.move')
      : way.kind === 'record'
        ? t('exceptions.open_record')
        : way.act.label

/** `done`: an act was taken. The dialog belongs into the page. */
export function useWay(done: () => void) {
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const go = (way: Way, target: WayTarget) => {
    if (way.kind === 'act' || way.kind === 'call') return setAsked({ target, act: way.act })
    if (way.kind === 'move') return setAsked({ target, field: way.field })
    if (way.kind === 'questions') startScriptOf(target.id)
    const params = { plural: target.entity.plural, id: target.id }
    void navigate({ to: '/e/$plural/$id', params })
  }
  const dialog = asked && (
    <Suspense fallback={<EarlyLetters />}>
      {'act' in asked ? (
        <ActOn {...asked} done={done} close={close} />
      ) : (
        <Move {...asked} done={done} close={close} />
      )}
    </Suspense>
  )
  return { go, dialog }
}

interface Ends {
  target: WayTarget
  done: () => void
  close: () => void
}

function ActOn({ target, act, done, close }: Ends & { act: Act }) {
  const { data: me } = useQuery(meQuery)
  return (
    <ActDialog
      act={act}
      title={target.title}
      currency={me?.company.currency ?? ''}
      submit={async (values) => {
        if (!(await performAct(target.entity, target, act, values))) return
        close()
        done()
      }}
      close={close}
    />
  )
}

function Move({ target: { entity, id, title }, field, done, close }: Ends & { field: Field }) {
  // Where it stands now is no place to move it to.
  const { data } = useQuery(entryQuery(entity.plural, id))
  if (!data) return null
  return (
    <MoveDialog
      title={title}
      choices={field.choices ?? []}
      current={data.entry[field.key]}
      choose={({ key }) => void saveField(entity, id, field, key).then(done, sayError)}
      close={close}
    />
  )
}

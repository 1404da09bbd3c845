// A call logged from anywhere: with whom, then the outcome by one digit.
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { meQuery, modelQuery } from '@/api/queries'
import { t } from '@/base/words'
import { CountsFor } from '@/kit/enter_for/offer'
import { Modal } from '@/kit/modal'
import { entityByKey, titleOf } from '@/model/catalogue'
import type { Entity } from '@/model/types'
import { ActDialog } from '@/kit/acts/act_dialog'
import { callActOf } from '@/kit/acts/call_act'
import { performAct } from '@/kit/acts/perform_act'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import { newLead } from './new_lead'
import { Whom } from './whom'

const EnterForDialog = later(() => import('@/kit/enter_for/dialog').then((m) => m.default))

/** A record a call can be logged on. */
export interface CallTarget {
  entity: Entity
  id: string
  title: string
}

interface LogCallProps {
  target?: CallTarget
  close: () => void
}

/** Without a target it asks for one. */
export default function LogCallDialog({ target: given, close }: LogCallProps) {
  const NewLead = newLead.Form
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const lead = entityByKey(model, 'lead')
  const mayMake = NewLead && lead?.may.create && callActOf(lead)
  const [target, setTarget] = useState(given)
  const [isChoosing, setIsChoosing] = useState(false)
  const [unknown, setUnknown] = useState<string>()
  const act = target && callActOf(target.entity)
  if (isChoosing)
    return (
      <Suspense fallback={<EarlyLetters />}>
        <EnterForDialog me={me} close={() => setIsChoosing(false)} />
      </Suspense>
    )
  if (!target && NewLead && lead && unknown !== undefined)
    return (
      <Suspense fallback={<EarlyLetters />}>
        <NewLead
          entity={lead}
          currency={me.company.currency}
          text={unknown}
          show={(entry) => setTarget({ entity: lead, id: entry.id, title: titleOf(lead, entry) })}
          close={() => setUnknown(undefined)}
        />
      </Suspense>
    )
  if (!target || !act) {
    return (
      <Modal title={t('call.title')} sub={t('call.whom')} open close={close} wide>
        <Whom choose={setTarget} makeNew={mayMake ? setUnknown : undefined} />
        <CountsFor me={me} change={() => setIsChoosing(true)} />
      </Modal>
    )
  }
  const submit = async (values: Record<string, unknown>) => {
    if (await performAct(target.entity, target, act, values)) close()
  }
  return (
    <ActDialog
      act={act}
      title={target.title}
      currency={me.company.currency}
      submit={submit}
      close={close}
      below={<CountsFor me={me} />}
    />
  )
}

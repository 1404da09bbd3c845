// One person: facts, leave, the invitation, and leaving the company.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mailQuery } from '@/api/office'
import { meQuery, queryClient } from '@/api/queries'
import { dayOf, showDay, showMoment, showMomentWithin } from '@/base/time'
import { Button } from '@/kit/button'
import { HandedLink, useHandedLink } from '@/kit/handed_link'
import { InlineEdit } from '@/kit/inline_edit'
import { Modal } from '@/kit/modal'
import { say, sayError } from '@/kit/undo'
import { fieldsOf } from '@/model/catalogue'
import type { Entity, Included, Model } from '@/model/types'
import { reloadField, saveField } from '@/kit/edits'
import { saveCell } from '../records'
import { inviteAgain, lastActQuery, withdraw } from './calls'
import { HandOverForm } from './hand_over'
import { LeaveDays } from './leave'
import type { PersonRow } from './roster'
import { t } from './words'

interface PersonDialogProps {
  row: PersonRow
  user: Entity
  model: Model
  included: Included
  people: PersonRow[]
  /** Begins with handing over. */
  leaves?: boolean
  close: () => void
}

export function PersonDialog(props: PersonDialogProps) {
  const { row, people, model, close } = props
  const [isLeaving, setIsLeaving] = useState(!!props.leaves)
  return (
    <Modal
      title={isLeaving ? t('hand_over_title', { name: row.name }) : row.name}
      sub={isLeaving ? t('hand_over_sub') : row.email}
      open
      close={close}
      wide
      keeps
    >
      {isLeaving ? (
        <HandOverForm
          row={row}
          people={people}
          model={model}
          close={close}
          back={() => setIsLeaving(false)}
        />
      ) : (
        <About {...props} leave={() => setIsLeaving(true)} />
      )}
    </Modal>
  )
}

function About(props: PersonDialogProps & { leave: () => void }) {
  const { row, user, model, included, leave } = props
  const { entry, isActive } = row
  const { data: me } = useSuspenseQuery(meQuery)
  const lastAct = useQuery(lastActQuery(entry.id))
  const { handed, hand, done } = useHandedLink()
  const giveLink = () => void hand({ id: entry.id, name: row.name })
  return (
    <>
      <div className="min-h-0 space-y-4 overflow-auto px-4 pt-2 pb-4">
        {row.invitation && <InvitationBar row={row} giveLink={giveLink} forgetLink={done} />}
        {handed && <HandedLink handed={handed} close={done} />}
        <dl className="grid grid-cols-[110px_minmax(0,1fr)] gap-x-2">
          {fieldsOf(user, ['name', 'email', 'role', 'team', 'locale', 'time_zone']).map((field) => (
            <InlineEdit
              key={field.key}
              field={field}
              value={entry[field.key]}
              included={included}
              model={model}
              currency={me.company.currency}
              mayEdit
              save={(value) => saveField(user, entry.id, field, value, Number(entry.version))}
              reload={() => reloadField(user, entry.id, field)}
            />
          ))}
          {lastAct.data && (
            <div className="contents">
              <dt className="py-[5px] text-ink-3">{t('last_act')}</dt>
              <dd className="px-2 py-[5px]">{showMoment(lastAct.data.at)}</dd>
            </div>
          )}
        </dl>
        <LeaveDays row={row} user={user} />
      </div>
      {entry.id !== me.id && (
        <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-t border-line px-4 py-3">
          <Button onClick={leave} aria-haspopup="dialog">
            {t('hand_over')}
          </Button>
          {isActive && !row.invitation && <Button onClick={giveLink}>{t('password_link')}</Button>}
          <span className="flex-1" />
          <Button
            kind={isActive ? 'danger' : 'plain'}
            onClick={() => void saveCell(user, entry, 'active', !isActive)}
          >
            {t(isActive ? 'deactivate' : 'activate')}
          </Button>
        </div>
      )}
    </>
  )
}

interface InvitationBarProps {
  row: PersonRow
  giveLink: () => void
  forgetLink: () => void
}

function InvitationBar({ row, giveLink, forgetLink }: InvitationBarProps) {
  const { entry, invitation, email } = row
  const { data: mail } = useQuery(mailQuery)
  const [isBusy, setIsBusy] = useState(false)
  const run = async (work: () => Promise<unknown>, told: string) => {
    setIsBusy(true)
    try {
      await work()
      forgetLink()
      say(told)
    } catch (error) {
      sayError(error)
    }
    setIsBusy(false)
    void queryClient.invalidateQueries({ queryKey: ['entries', 'users'] })
  }
  if (!invitation) return null
  const { invited_at, expires_at } = invitation
  return (
    <section
      aria-label={t('invitation')}
      className="flex flex-wrap items-center gap-2 rounded-lg bg-accent-soft px-3 py-2"
    >
      <p className="min-w-0 flex-1 basis-52 text-accent-ink">
        {t('invitation_text', {
          when: showMomentWithin(invited_at),
          until: showDay(dayOf(new Date(expires_at))),
        })}
      </p>
      {mail?.configured && (
        <Button
          disabled={isBusy}
          onClick={() => void run(() => inviteAgain(entry.id), t('resent', { email }))}
        >
          {t('resend')}
        </Button>
      )}
      <Button disabled={isBusy} onClick={giveLink}>
        {t('copy_link')}
      </Button>
      <Button disabled={isBusy} onClick={() => void run(() => withdraw(entry.id), t('withdrawn'))}>
        {t('withdraw')}
      </Button>
    </section>
  )
}

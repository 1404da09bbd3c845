import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { conditionsFor, restoreEntry } from '@/api/calls'
import { isCutOff } from '@/api/events'
import { entryQuery, modelQuery } from '@/api/queries'
import { change, drop, type Waiting } from '@/api/waiting'
import { showClock } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { sayError } from '@/kit/undo'
import { heldBy } from '@/kit/waiting/held'
import { insist } from '@/kit/waiting/send'
import { entityByKey } from '@/model/catalogue'
import type { Entity } from '@/model/types'
import { HeldPart, Others, Theirs } from './waiting_sides'

interface LineProps {
  one: Waiting
  close: () => void
}

/** One thing that was done without a connection: what it holds, how it stands with it, and what can be done about it. */
export function WaitingLine({ one, close }: LineProps) {
  const { data: model } = useSuspenseQuery(modelQuery())
  const isRefused = one.state === 'refused'
  const entity = entityByKey(model, one.about.entity)
  const isQuarrel = isRefused && one.isQuarrel && !!entity
  const held = heldBy(one, model)
  return (
    <li data-waiting={one.state} className="flex flex-wrap items-center gap-2 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="truncate font-medium">
          <ToRecords one={one} entity={entity} close={close} />
        </p>
        {held.map((part) => (
          <HeldPart key={part.field.key} part={part} model={model} />
        ))}
        <p className={isRefused ? 'text-bad' : 'text-ink-3'}>
          <span className="num">{showClock(new Date(one.at).toISOString())}</span>
          {' · '}
          {isQuarrel ? (
            <Theirs one={one} entity={entity} held={held} />
          ) : one.isGone ? (
            t('waiting.gone')
          ) : (
            (one.why ?? t(`waiting.${one.state as 'waits' | 'sending'}`))
          )}
        </p>
        {isQuarrel && one.about.ids.length > 1 && <Others one={one} entity={entity} held={held} />}
      </div>
      <div className="flex flex-wrap gap-1.5">
        {isRefused && one.isGone && entity && one.about.ids.length === 1 && (
          <Restore one={one} entity={entity} />
        )}
        {isQuarrel ? <Choose one={one} /> : <SendOrDrop one={one} />}
      </div>
    </li>
  )
}

/** Where one may: what was done with it is sent behind that. */
function Restore({ one, entity }: { one: Waiting; entity: Entity }) {
  const id = one.about.ids[0]!
  const { data } = useQuery({ ...entryQuery(entity.plural, id), staleTime: 0, retry: false })
  const [isBusy, setIsBusy] = useState(false)
  if (!data?.may?.acts.includes('restore')) return null
  const restore = async () => {
    setIsBusy(true)
    try {
      await restoreEntry(entity.plural, id)
      change(one.id, { state: 'waits', why: undefined, isGone: false })
    } catch (error) {
      sayError(error)
    }
    setIsBusy(false)
  }
  return (
    <Button disabled={isBusy || isCutOff()} onClick={() => void restore()}>
      {t('waiting.restore')}
    </Button>
  )
}

function Choose({ one }: { one: Waiting }) {
  const [isBusy, setIsBusy] = useState(false)
  const keepMine = async () => {
    setIsBusy(true)
    await insist(one).catch(sayError)
    setIsBusy(false)
  }
  return (
    <>
      <Button disabled={isBusy || isCutOff()} onClick={() => void keepMine()}>
        {t('conflict.mine')}
      </Button>
      <Button disabled={isBusy} onClick={() => drop(one.id)}>
        {t('conflict.theirs')}
      </Button>
    </>
  )
}

function SendOrDrop({ one }: { one: Waiting }) {
  return (
    <>
      {one.state === 'refused' && (
        <Button onClick={() => change(one.id, { state: 'waits', why: undefined, isGone: false })}>
          {t('waiting.retry')}
        </Button>
      )}
      {one.state !== 'sending' && (
        <Button onClick={() => drop(one.id)}>{t('waiting.discard')}</Button>
      )}
    </>
  )
}

/** To what it is about: the record, or those of the list that an address has room for. */
function ToRecords({ one, entity, close }: LineProps & { entity: Entity | undefined }) {
  const { ids } = one.about
  const plural = entity?.plural
  const [id] = ids
  if (!plural || !id) return one.said
  const go = { className: 'link', onClick: close }
  return ids.length === 1 ? (
    <Link {...go} to="/e/$plural/$id" params={{ plural, id }}>
      {one.said}
    </Link>
  ) : (
    <Link {...go} to="/e/$plural" params={{ plural }} search={{ filter: conditionsFor(ids)[0] }}>
      {one.said}
    </Link>
  )
}

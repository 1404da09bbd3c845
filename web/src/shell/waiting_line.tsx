import { useQueries, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { conditionsFor } from '@/api/calls'
import { isCutOff } from '@/api/events'
import { entryQuery, modelQuery } from '@/api/queries'
import { change, drop, type Waiting } from '@/api/waiting'
import { showClock } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { sentenceOf } from '@/kit/conflict_bar'
import { reloadField } from '@/kit/edits'
import { sayError } from '@/kit/undo'
import { heldBy, type Held } from '@/kit/waiting/held'
import { insist } from '@/kit/waiting/send'
import { entityByKey, titleOf } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { showValue } from '@/model/values'

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
          ) : (
            (one.why ?? t(`waiting.${one.state as 'waits' | 'sending'}`))
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {isQuarrel ? <Choose one={one} /> : <SendOrDrop one={one} />}
      </div>
    </li>
  )
}

/** What was typed is never only in the machine: it can be read, and copied. */
function HeldPart({ part: { field, value }, model }: { part: Held; model: Model }) {
  const linked = field.kind === 'link' && value ? entityByKey(model, field.link ?? '') : undefined
  const { data } = useQuery({
    ...entryQuery(linked?.plural ?? '', String(value)),
    enabled: !!linked,
  })
  const said = linked ? data && titleOf(linked, data.entry) : showValue(field, value)
  return (
    <p className="break-words whitespace-pre-wrap text-ink-2">
      <span className="text-ink-3">{t('waiting.field', { field: field.label })}</span>
      {said || t('waiting.cleared')}
    </p>
  )
}

/** What the others made of the same fields, asked for anew: they may have gone on. Of many records how many it is. */
function Theirs({ one, entity, held }: { one: Waiting; entity: Entity; held: Held[] }) {
  const [id = '', ...others] = one.about.ids
  const answers = useQueries({
    queries: held.map(({ field }) => ({
      queryKey: ['theirs', entity.plural, id, field.key, one.id],
      queryFn: () => reloadField(entity, id, field),
      enabled: others.length === 0,
      retry: false,
    })),
  })
  const known = answers.flatMap(({ data }, at) => (data ? sentenceOf(held[at]!.field, data) : []))
  return known.join(' ') || one.why
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
        <Button onClick={() => change(one.id, { state: 'waits', why: undefined })}>
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

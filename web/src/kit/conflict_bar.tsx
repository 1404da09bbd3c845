import { useEffect, useRef } from 'react'
import { showMoment } from '@/base/time'
import { t } from '@/base/words'
import type { Field } from '@/model/types'
import { isEmpty, showValue } from '@/model/values'
import { Button } from './button'
import type { Theirs } from './use_edit'

interface ConflictBarProps {
  field: Field
  theirs: Theirs
  keepMine: () => void
  takeTheirs: () => void
}

/** Somebody else was faster: who, when, to what, and which of the two is to stand. */
export function ConflictBar({ field, theirs, keepMine, takeTheirs }: ConflictBarProps) {
  const mine = useRef<HTMLDivElement>(null)
  useEffect(() => mine.current?.querySelector('button')?.focus(), [])
  return (
    <div role="alert" className="mt-1 rounded-md bg-warn-soft p-2 text-warn">
      <p className="mb-2 whitespace-normal">{sentenceOf(field, theirs)}</p>
      <div ref={mine} className="flex flex-wrap gap-1.5">
        <Button onClick={keepMine}>{t('conflict.mine')}</Button>
        <Button onClick={takeTheirs}>{t('conflict.theirs')}</Button>
      </div>
    </div>
  )
}

/** Who changed it, when, to what; as far as that is known. */
export function sentenceOf(field: Field, { value, included, by, at }: Theirs): string {
  const theirs = showValue(field, value, included)
  if (!by || !at) return isEmpty(value) ? t('conflict.text_empty') : t('conflict.text', { theirs })
  const who = { who: by, when: showMoment(at) }
  return isEmpty(value) ? t('conflict.by_empty', who) : t('conflict.by', { ...who, theirs })
}

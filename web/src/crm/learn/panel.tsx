// Five things to do once, for who is new here: they tick themselves off when they are done.
import { useQuery } from '@tanstack/react-query'
import { Check, ChevronDown, ChevronUp, GraduationCap } from 'lucide-react'
import { useEffect, useState } from 'react'
import { call, whenDone } from '@/api/client'
import { entryQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { currentTime } from '@/base/time'
import { Button } from '@/kit/button'
import { callActOf } from '@/kit/acts/call_act'
import { entityByKey } from '@/model/catalogue'
import type { JournalRow, Me, Model, Page } from '@/model/types'
import {
  isNew,
  keepProgress,
  lessonIn,
  lessonOf,
  lessons,
  readProgress,
  type Lesson,
  type Progress,
} from './deeds'
import { t } from './words'

/** What a person of this role can do at all. */
function lessonsFor(model: Model): Lesson[] {
  const lead = entityByKey(model, 'lead')
  const may: Record<Lesson, boolean> = {
    call: model.entities.some((entity) => callActOf(entity)),
    lead: !!lead?.may.create,
    qualify: !!lead?.acts.some(({ key }) => key === 'qualify'),
    exception: true,
    find: true,
  }
  return lessons.filter((lesson) => may[lesson])
}

function useProgress(me: Me): [Progress, (more: Partial<Progress>) => void] {
  const [progress, setProgress] = useState(() => readProgress(me.id))
  const change = (more: Partial<Progress>) => {
    const next = { ...readProgress(me.id), ...more }
    keepProgress(me.id, next)
    setProgress(next)
  }
  const add = (lesson: Lesson | undefined) => {
    const { done } = readProgress(me.id)
    if (lesson && !done.includes(lesson)) change({ done: [...done, lesson] })
  }
  useEffect(() => whenDone((...deed) => add(lessonOf(...deed))), [])
  // Asked once on each machine.
  const { data: person } = useQuery({
    ...entryQuery('users', me.id),
    enabled: !progress.isHidden && !progress.since,
  })
  const since = person?.entry.created_at
  useEffect(() => {
    if (since) change({ since })
  }, [since])
  // Somebody else's machine: the journal knows what was done there.
  const { data: journal } = useQuery({
    queryKey: ['learn', me.id],
    queryFn: async ({ signal }) =>
      (
        await call<Page<JournalRow>>('GET', '/journal', {
          query: { actor: me.id, limit: 200 },
          signal,
        })
      ).data.data,
    enabled: !progress.isHidden && !progress.isLookedUp && isNew(progress, currentTime()),
    staleTime: Infinity,
    retry: false,
  })
  useEffect(() => {
    if (!journal) return
    journal.forEach((row) => add(lessonIn(row)))
    change({ isLookedUp: true })
  }, [journal])
  return [progress, change]
}

export function Learn({ me, model }: { me: Me; model: Model }) {
  const [progress, change] = useProgress(me)
  const [isOpen, setIsOpen] = useState(false)
  const all = lessonsFor(model)
  const done = all.filter((lesson) => progress.done.includes(lesson))
  if (progress.isHidden || !isNew(progress, currentTime())) return null
  const Arrow = isOpen ? ChevronDown : ChevronUp
  return (
    <section aria-label={t('title')} className="shrink-0 border-t border-line px-2 py-1.5">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex h-[30px] w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover max-md:h-11"
      >
        <GraduationCap size={15} strokeWidth={1.8} aria-hidden className="text-accent-ink" />
        <span className="min-w-0 flex-1 truncate">{t('title')}</span>
        <span className="num text-xs text-ink-3">
          {t('progress', { n: done.length, all: all.length })}
        </span>
        <Arrow size={13} aria-hidden className="text-ink-3" />
      </button>
      {isOpen && (
        <>
          <ol className="px-2 pb-1">
            {all.map((lesson) => (
              <One key={lesson} lesson={lesson} isDone={done.includes(lesson)} />
            ))}
          </ol>
          {done.length === all.length && <p className="px-2 pb-1 text-good">{t('all_done')}</p>}
          <Button kind="ghost" onClick={() => change({ isHidden: true })}>
            {t('hide')}
          </Button>
        </>
      )}
    </section>
  )
}

const lessonWords = {
  call: ['call', 'call_how'],
  lead: ['lead', 'lead_how'],
  qualify: ['qualify', 'qualify_how'],
  exception: ['exception', 'exception_how'],
  find: ['find', 'find_how'],
} as const

function One({ lesson, isDone }: { lesson: Lesson; isDone: boolean }) {
  const [name, how] = lessonWords[lesson]
  return (
    <li className="flex items-start gap-2 py-1">
      <span
        className={classes(
          'mt-px grid size-4 shrink-0 place-items-center rounded-full border',
          isDone ? 'border-good bg-good-soft text-good' : 'border-line-strong',
        )}
      >
        {isDone && <Check size={10} aria-hidden />}
      </span>
      <span className={classes('min-w-0', isDone && 'text-ink-3')}>
        {t(name)}
        {isDone ? (
          <span className="sr-only"> {t('done')}</span>
        ) : (
          <span className="block text-xs text-ink-3">{t(how)}</span>
        )}
      </span>
    </li>
  )
}

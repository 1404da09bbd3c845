import { useSuspenseQuery } from '@tanstack/react-query'
import { Phone } from 'lucide-react'
import { Suspense, useState } from 'react'
import { refreshExceptions } from '@/api/exceptions'
import { meQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { addDays, momentAt, showDayAs } from '@/base/time'
import { language, t as common } from '@/base/words'
import { callActOf } from '@/kit/acts/call_act'
import { neededBy } from '@/kit/acts/needs'
import { Button } from '@/kit/button'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import { useIsPhone } from '@/kit/media'
import { useWay } from '@/kit/mends/use_way'
import type { Way } from '@/kit/mends/ways'
import { Loading, Page, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { Choice, Values } from '@/model/types'
import { Foot, NothingLeft } from './foot'
import { MyCounters } from './my_counters'
import { Row } from './row'
import { clearable, type Thing, type ThingGroup } from './things'
import { useDay } from './use_day'
import { useDayKeys } from './use_day_keys'
import { callOf, refreshDay, useDeeds, type Line } from './use_deeds'
import { t, tn } from './words'

const LogCallDialog = later(() => import('@/kit/calls/log_call_dialog').then((m) => m.default))
const ClearDialog = later(() => import('./clear_dialog').then((m) => m.ClearDialog))
const CallOutcome = later(() => import('./call_outcome').then((m) => m.CallOutcome))

/** A thing of the list, or anybody; with an outcome the rest of what a call needs is asked. */
type Asked = { thing: Thing | null; outcome?: Choice } | null

export default function DayPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const day = useDay()
  const deeds = useDeeds(day.things, day.model)
  const isPhone = useIsPhone()
  const [asked, setAsked] = useState<Asked>(null)
  const [isClearing, setIsClearing] = useState(false)
  const mayCall = day.model.entities.some((entity) => callActOf(entity))
  const isReady = !day.isLoading && !day.error

  const ask = (thing: Thing | null) => {
    const hasTarget = thing && callOf(thing, day.model)
    setAsked({ thing: hasTarget ? thing : null })
  }
  const call = (thing: Thing, outcome: Choice) => {
    const on = callOf(thing, day.model)
    const needsMore = on && neededBy(on.act).some(({ key }) => key !== 'outcome')
    if (needsMore) setAsked({ thing, outcome })
    else settle(deeds.call(thing, outcome))
  }
  const finish = (thing: Thing) => settle(deeds.finish(thing))
  const answer = async (thing: Thing, outcome: Choice, more: Values) => {
    setAsked(null)
    await deeds.call(thing, outcome, more).catch(() => {})
  }
  const way = useWay(() => void refreshDay())
  const mend = ({ record, title }: Thing, one: Way) => {
    const entity = record && entityByKey(day.model, record.entity)
    if (entity) way.go(one, { entity, id: record.id, title })
  }
  useDayKeys({
    lines: deeds.lines,
    model: day.model,
    call,
    finish,
    mend,
    ask: mayCall ? ask : undefined,
  })

  const open = deeds.lines.filter(({ isDone }) => !isDone).map(({ thing }) => thing)
  const left = day.isClear ? 0 : open.length
  const leftOver = clearable(open)
  const logCall = mayCall && (
    <Button kind="primary" shortcut="l" aria-haspopup="dialog" onClick={() => ask(null)}>
      <Phone size={14} aria-hidden />
      {t('day.log_call')}
    </Button>
  )
  return (
    <Page
      title={day.principal ? t('day.of', { name: day.principal.name }) : common('nav.day')}
      sub={
        <span className="num">
          {showDayAs(day.today, { weekday: 'long', day: 'numeric', month: 'long' })}
          {isReady && ` · ${tn('day.things', left)}`}
          {isReady &&
            day.promiseCount > 0 &&
            common('text.comma') + tn('day.promises', day.promiseCount)}
        </span>
      }
      actions={logCall}
    >
      <div className="min-h-0 flex-1 overflow-auto">
        <MyCounters model={day.model} today={day.today} whose={day.whose} />
        {day.isLoading && !day.error && <Loading />}
        {day.error && (
          <Problem
            error={day.error}
            retry={() => void Promise.all([day.refetch(), refreshExceptions()])}
          />
        )}
        {isReady && day.isClear && <NothingLeft day={day} me={me} />}
        {isReady &&
          groups.map((group) => (
            <Group
              key={group}
              group={group}
              lines={deeds.lines.filter(({ thing }) => thing.group === group)}
              clear={
                group === 'earlier' && leftOver.length > 1 ? () => setIsClearing(true) : undefined
              }
              row={(line) => (
                <Row
                  key={line.thing.id}
                  line={line}
                  model={day.model}
                  now={day.now}
                  today={day.today}
                  isPhone={isPhone}
                  call={call}
                  finish={finish}
                  ask={ask}
                  mend={mend}
                />
              )}
            />
          ))}
        {isReady && <Foot model={day.model} today={day.today} whose={day.whose} />}
      </div>
      {way.dialog}
      {isClearing && (
        <Suspense fallback={<EarlyLetters />}>
          <ClearDialog
            things={leftOver}
            today={day.today}
            tomorrow={momentAt(addDays(day.today, 1), morning).toISOString()}
            answer={(things, clearing) => {
              setIsClearing(false)
              void deeds.clear(things, clearing)
            }}
            close={() => setIsClearing(false)}
          />
        </Suspense>
      )}
      {asked && (
        <Suspense fallback={<EarlyLetters />}>
          {asked.thing ? (
            <CallOutcome
              thing={asked.thing}
              outcome={asked.outcome}
              model={day.model}
              me={me}
              answer={answer}
              close={() => setAsked(null)}
            />
          ) : (
            <LogCallDialog
              close={() => {
                setAsked(null)
                void refreshDay()
              }}
            />
          )}
        </Suspense>
      )}
    </Page>
  )
}

/** A refusal has been told already, and the line stands again. */
const settle = (deed: Promise<void>) => void deed.catch(() => {})

/** o'clock */
const morning = 9
const groups: ThingGroup[] = ['promise', 'today', 'earlier', 'best']
const titles = {
  promise: 'day.promises',
  today: 'day.today',
  earlier: 'day.earlier',
  best: 'day.best',
} as const
/** So many stand there at once; what one can do in a morning. */
const shownAtFirst = { promise: 6, today: 40, earlier: 5, best: 3 }

function Group({
  group,
  lines,
  row,
  clear,
}: {
  group: ThingGroup
  lines: Line[]
  row: (line: Line) => React.ReactNode
  /** Settles many of them at once. */
  clear?: () => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  if (lines.length === 0) return null
  const left = lines.filter(({ isDone }) => !isDone).length
  const done = lines.length - left
  // What is overdue is never folded away.
  const overdue = lines.filter(({ thing }) => thing.promise?.state === 'open').length
  const most = Math.max(shownAtFirst[group], overdue) + done
  const shown = isOpen ? lines : lines.slice(0, most)
  return (
    <section aria-labelledby={`day-${group}`}>
      <h2
        id={`day-${group}`}
        className={classes(
          'sticky top-0 z-[1] flex min-h-7 items-center gap-2 border-b border-line bg-frame px-4',
          'text-xs font-semibold text-ink-2 max-md:px-3',
        )}
      >
        {t(titles[group])}
        <span className="num font-normal text-ink-3">{left.toLocaleString(language())}</span>
        {group === 'promise' && overdue === 0 && (
          <span className="truncate font-normal text-ink-3 max-md:hidden">
            — {t('day.promises_why')}
          </span>
        )}
        {clear && (
          <button
            type="button"
            onClick={clear}
            aria-haspopup="dialog"
            className="link ml-auto font-medium max-md:min-h-11"
          >
            {t('day.clear_open')}
          </button>
        )}
      </h2>
      <ul>{shown.map(row)}</ul>
      {shown.length < lines.length && (
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className={classes(
            'w-full border-b border-line px-4 py-2 text-left font-medium text-accent-ink',
            'hover:bg-hover focus-visible:-outline-offset-2 max-md:min-h-11 max-md:px-3',
          )}
        >
          {t('day.show_all', { n: left.toLocaleString(language()) })}
        </button>
      )}
    </section>
  )
}

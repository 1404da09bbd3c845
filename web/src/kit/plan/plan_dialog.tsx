// What comes next with a record: a call, a meeting or a task, and when.
import { useSuspenseQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { freshKey } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import { meQuery, modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { currentTime } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { Segmented } from '@/kit/segmented'
import { ZoneNote } from '@/kit/zone_note'
import { entityByKey, fieldOf } from '@/model/catalogue'
import { plannableOf, type PlannableKind } from '@/model/activity'
import { planStep, type PlanTarget } from './plan'
import { dayIn, momentOf, usualDays, usually } from './when'

const subjects = {
  call: 'plan.subject_call',
  meeting: 'plan.subject_meeting',
  task: 'plan.subject_task',
} as const

function usePlan(target: PlanTarget, close: () => void) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const activity = entityByKey(model, 'activity')!
  const kinds = plannableOf(activity)
  const [kind, setKind] = useState<PlannableKind>(kinds[0]?.kind ?? 'task')
  /** Null: as the kind proposes. */
  const [typed, setTyped] = useState<string | null>(null)
  const [when, setWhen] = useState(() => usually(currentTime()))
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [key] = useState(freshKey)
  const subject = typed ?? t(subjects[kind])
  const at = momentOf(when)

  const save = async () => {
    if (isBusy || !at) return
    setIsBusy(true)
    try {
      await planStep(model, target, { kind, subject, at }, me.id, key)
      close()
    } catch (error) {
      const fields = error instanceof ApiError ? Object.values(error.byField) : []
      setProblem(fields.length > 0 ? fields.join(' ') : messageOf(error))
    }
    setIsBusy(false)
  }
  return {
    activity,
    kinds,
    kind,
    setKind,
    subject,
    setTyped,
    when,
    setWhen,
    problem,
    isBusy,
    save,
    isPast: at !== undefined && Date.parse(at) < currentTime(),
    mayPlan: at !== undefined,
    isProposed: typed === null,
  }
}

export default function PlanDialog({ target, close }: { target: PlanTarget; close: () => void }) {
  const plan = usePlan(target, close)
  const { activity, kinds, when, setWhen } = plan
  // Back to it after each choice, so that Enter plans.
  const subject = useRef<HTMLInputElement>(null)
  const labelOf = (key: string) => fieldOf(activity, key)?.label ?? key
  const now = currentTime()
  const zoneId = useId()
  return (
    <Modal title={t('plan.title')} sub={target.title} open close={close} keeps>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void plan.save()
        }}
      >
        <div className="space-y-3 px-4 pt-3 pb-4">
          <input
            ref={subject}
            autoFocus
            value={plan.subject}
            onFocus={(event) => plan.isProposed && event.target.select()}
            onChange={(event) => plan.setTyped(event.target.value)}
            aria-label={labelOf('subject')}
            autoComplete="off"
            className="control"
          />
          <Segmented
            label={labelOf('kind')}
            value={plan.kind}
            options={kinds.map(({ kind, label }) => ({ value: kind, label }))}
            choose={(kind) => {
              plan.setKind(kind)
              subject.current?.focus()
            }}
          />
          <div className="flex flex-wrap items-center gap-2">
            <input
              type="date"
              value={when.day}
              onChange={(event) => setWhen({ ...when, day: event.target.value })}
              aria-label={t('plan.day')}
              className="control num w-auto min-w-0 flex-1"
            />
            <input
              type="time"
              value={when.clock}
              onChange={(event) => setWhen({ ...when, clock: event.target.value })}
              aria-label={t('plan.clock')}
              aria-describedby={zoneId}
              className="control num w-auto min-w-0 shrink-0"
            />
          </div>
          <ZoneNote id={zoneId} />
          <div className="flex flex-wrap gap-1.5">
            {usualDays.map(({ days, word }) => {
              const day = dayIn(days, now)
              return (
                <button
                  key={days}
                  type="button"
                  aria-pressed={when.day === day}
                  onClick={() => {
                    setWhen({ ...when, day })
                    subject.current?.focus()
                  }}
                  className={classes(
                    'h-7 rounded-md border px-2 max-md:h-10 max-md:px-3',
                    when.day === day
                      ? 'border-accent bg-accent-soft text-accent-ink'
                      : 'border-line-strong hover:border-accent hover:bg-accent-soft',
                  )}
                >
                  {t(word)}
                </button>
              )
            })}
          </div>
          {plan.isPast && (
            <p role="status" className="text-xs text-warn">
              {t('plan.is_past')}
            </p>
          )}
          {plan.problem && (
            <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
              {plan.problem}
            </p>
          )}
        </div>
        <div className="flex items-center justify-end gap-1.5 border-t border-line px-4 py-3">
          <Button onClick={close}>{t('dialog.cancel')}</Button>
          <Button
            type="submit"
            kind="primary"
            shortcut="enter"
            disabled={plan.isBusy || !plan.mayPlan}
          >
            {t('plan.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { hangingQuery } from '@/api/board'
import { classes } from '@/base/classes'
import { showDayShort } from '@/base/time'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { completeStep } from '@/kit/steps'
import type { Entity, Entry } from '@/model/types'

/** The sales steps of one opportunity, and the one to be done now. */
export function StepStrip({
  entity,
  id,
  isOpen = true,
}: {
  entity: Entity
  id: string
  /** What is won or lost needs no next step. */
  isOpen?: boolean
}) {
  const { data } = useQuery(
    hangingQuery('opportunity_steps', 'opportunity', [id], {
      sort: 'position',
      fields: ['name', 'position', 'days', 'due', 'state', 'done_at'],
    }),
  )
  const steps = data?.[id] ?? []
  const current = steps.find(({ state }) => state === 'open')
  const mayStep = entity.may.change && !!current && isOpen
  const complete = (skipped: boolean) =>
    current && void completeStep(entity.plural, id, current, skipped)
  useKeys(mayStep ? [{ keys: 'd', label: t('board.step'), run: () => complete(false) }] : [])
  if (steps.length === 0) return null
  const done = steps.filter(({ state }) => state !== 'open').length
  const place = current ? steps.indexOf(current) + 1 : steps.length
  return (
    <section aria-label={t('steps.title')} className="border-b border-line px-4 py-3">
      <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <span className="num text-ink-3">
          {current && isOpen
            ? t('steps.place', { n: place, all: steps.length })
            : done === steps.length
              ? t('steps.all_done', { all: steps.length })
              : t('steps.of', { n: done, all: steps.length })}
        </span>
        {mayStep && (
          <span className="ml-auto flex max-w-full flex-wrap gap-1.5">
            <Button onClick={() => complete(true)}>{t('steps.skip')}</Button>
            <Button
              kind="primary"
              shortcut="d"
              data-step
              className="max-w-full"
              onClick={() => complete(false)}
            >
              <Check size={14} aria-hidden className="shrink-0" />
              <span className="truncate">{String(current['name'])}</span>
            </Button>
          </span>
        )}
      </div>
      <ol className="flex gap-1">
        {steps.map((step) => (
          <StepMark key={step.id} step={step} isCurrent={isOpen && step === current} />
        ))}
      </ol>
    </section>
  )
}

function StepMark({ step, isCurrent }: { step: Entry; isCurrent: boolean }) {
  const { state, due, name } = step
  const note =
    state === 'done'
      ? t('steps.state_done')
      : state === 'skipped'
        ? t('steps.state_skipped')
        : typeof due === 'string'
          ? showDayShort(due)
          : ''
  return (
    <li className="flex min-w-0 flex-1 flex-col" aria-current={isCurrent ? 'step' : undefined}>
      <span
        className={classes(
          'mb-1 block h-1 rounded-full',
          state === 'done'
            ? 'bg-good'
            : state === 'skipped'
              ? 'bg-ink-3'
              : isCurrent
                ? 'bg-accent'
                : 'bg-line-strong/60',
        )}
      />
      <span
        title={String(name)}
        className={classes(
          'line-clamp-2 text-xs leading-4 break-words',
          isCurrent ? 'font-semibold' : 'text-ink-3',
        )}
      >
        {String(name)}
      </span>
      <span className="num mt-auto block truncate pt-0.5 text-xs text-ink-3">{note}</span>
    </li>
  )
}

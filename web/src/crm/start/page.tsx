// From an empty company to the first exception. A step is done when the data say so; each can be left for later.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Check, Upload, UserPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { meQuery, modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { language, t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { DemoData } from '@/kit/demo_data/demo_data'
import { useKeys } from '@/kit/keys'
import { NoSuchPage } from '@/kit/no_such_page'
import { Loading, Page, Problem } from '@/kit/page'
import type { Model } from '@/model/types'
import { CalendarStep } from './calendar_step'
import { doneOf, startQuery, steps, type StartState, type Step } from './calls'
import { CompanyStep } from './company_step'
import { PeopleStep } from './people_step'
import { RulesStep } from './rules_step'
import { t, tn } from './words'

export default function StartPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const {
    data: state,
    error,
    refetch,
  } = useQuery({
    ...startQuery,
    enabled: me.may.administer,
  })
  if (!me.may.administer) return <NoSuchPage />
  return (
    <Page title={common('nav.start')} sub={t('sub')}>
      {error && !state && <Problem error={error} retry={() => void refetch()} />}
      {!state && !error && <Loading />}
      {state && <Guide state={state} model={model} />}
    </Page>
  )
}

const stepWords = {
  company: ['company', 'company_why'],
  calendar: ['calendar', 'calendar_why'],
  people: ['people', 'people_why'],
  leads: ['leads', 'leads_why'],
  rules: ['rules', 'rules_why'],
  exception: ['exception', 'exception_why'],
} as const

/** It stands in the address, so that going back leads to the step before. */
function useStep(first: () => Step): [Step, (step: Step) => void] {
  const { step: asked } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [begun] = useState(first)
  const step = steps.find((one) => one === asked) ?? begun
  return [step, (next) => void navigate({ to: '/start', search: { step: next } })]
}

function Guide({ state, model }: { state: StartState; model: Model }) {
  const done = doneOf(state)
  const [step, setStep] = useStep(() => steps.find((one) => !done[one]) ?? 'company')
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else heading.current?.focus()
  }, [step])
  const at = steps.indexOf(step)
  const move = (by: number) => setStep(steps[at + by] ?? step)
  const left = steps.filter((one) => !done[one]).length
  const [title, why] = stepWords[step]
  useKeys([
    { keys: 'j', label: common('keys.next'), isStep: true, run: () => move(1) },
    { keys: 'k', label: common('keys.previous'), isStep: true, run: () => move(-1) },
  ])
  return (
    <div className="flex min-h-0 flex-1 overflow-auto max-md:flex-col md:overflow-hidden">
      <nav
        aria-label={t('steps')}
        className="shrink-0 border-line p-3 max-md:border-b md:w-64 md:overflow-auto md:border-r"
      >
        <p className="num px-2 pb-2 text-ink-3" role="status">
          {left > 0 ? tn('left', left) : t('all_done')}
        </p>
        {/* On a phone the names of the others are for the ear: the form comes first. */}
        <ol className="max-md:flex">
          {steps.map((one, index) => (
            <li key={one} className={one === step ? 'min-w-0' : undefined}>
              <button
                type="button"
                aria-current={one === step ? 'step' : undefined}
                onClick={() => setStep(one)}
                className={classes(
                  'flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover max-md:min-h-11',
                  one === step ? 'bg-hover font-semibold' : 'text-ink-2',
                )}
              >
                <span
                  className={classes(
                    'num grid size-5 shrink-0 place-items-center rounded-full text-xs',
                    done[one] ? 'bg-good-soft text-good' : 'bg-hover text-ink-2',
                  )}
                >
                  {done[one] ? <Check size={12} aria-hidden /> : index + 1}
                </span>
                <span
                  className={classes('min-w-0 flex-1 truncate', one !== step && 'max-md:sr-only')}
                >
                  {t(stepWords[one][0])}
                </span>
                {done[one] && <span className="sr-only">{t('done')}</span>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className="min-w-0 flex-1 p-4 md:overflow-auto md:p-6">
        <div className="mx-auto max-w-3xl">
          {state.company.is_demo && <DemoData />}
          <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
            {t(title)}
          </h2>
          <p className="mt-1 mb-4 max-w-prose text-ink-2">{t(why)}</p>
          <Body key={step} step={step} state={state} model={model} next={() => move(1)} />
          <div className="mt-6 flex gap-1.5 border-t border-line pt-3">
            {at > 0 && <Button onClick={() => move(-1)}>{common('dialog.back')}</Button>}
            {at < steps.length - 1 && (
              <Button shortcut="j" onClick={() => move(1)}>
                {t(done[step] ? 'next' : 'later')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </div>
  )
}

interface BodyProps {
  step: Step
  state: StartState
  model: Model
  next: () => void
}

function Body({ step, state, model, next }: BodyProps) {
  const calendar = state.calendars[0]
  switch (step) {
    case 'company':
      return <CompanyStep company={state.company} next={next} />
    case 'calendar':
      return calendar ? (
        <CalendarStep calendar={calendar} country={state.company.country} next={next} />
      ) : null
    case 'people':
      return <PeopleStep model={model} />
    case 'leads':
      return <Leads n={state.leads} />
    case 'rules':
      return <RulesStep rules={state.rules} model={model} />
    case 'exception':
      return <FirstException state={state} />
  }
}

const linkLook =
  'inline-flex h-7 items-center gap-1.5 rounded-md px-2.5 font-medium max-md:h-10 max-md:px-3'

function Leads({ n }: { n: number }) {
  return (
    <>
      {n > 0 && <p className="num mb-3">{tn('leads_known', n)}</p>}
      <div className="flex flex-wrap gap-2">
        <Link
          to="/import"
          search={{ entity: 'lead' }}
          className={classes(linkLook, 'bg-accent text-on-accent')}
        >
          <Upload size={14} aria-hidden />
          {t('leads_import')}
        </Link>
        <Link
          to="/e/$plural"
          params={{ plural: 'leads' }}
          search={{}}
          className={classes(linkLook, 'border border-line-strong bg-raise')}
        >
          <UserPlus size={14} aria-hidden />
          {t('leads_type')}
        </Link>
      </div>
    </>
  )
}

function FirstException({ state }: { state: StartState }) {
  const shown = (n: number) => n.toLocaleString(language())
  return (
    <>
      <p className="num mb-3 max-w-prose">
        {state.exceptions > 0
          ? t('exception_were', { n: shown(state.exceptions), open: shown(state.open) })
          : state.watched > 0
            ? t('exception_wait', { n: shown(state.watched) })
            : t('exception_none')}
      </p>
      {state.exceptions > 0 && (
        <Link to="/" search={{}} className={classes(linkLook, 'bg-accent text-on-accent')}>
          {t('exception_open')}
        </Link>
      )}
    </>
  )
}

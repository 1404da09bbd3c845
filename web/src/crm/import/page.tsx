// Rows of a file become records: file, columns, check, import. Nothing is written before the last step.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Page, Problem } from '@/kit/page'
import { t as common } from '@/base/words'
import { jobQuery } from './calls'
import { CheckStep } from './check_step'
import { ColumnsStep } from './columns_step'
import { Earlier } from './earlier'
import { FileStep } from './file_step'
import { useAskBeforeLeaving } from './leaving'
import { RunView } from './run_view'
import { useImport, type Import, type Step } from './use_import'
import { t } from './words'

export default function ImportPage() {
  const { job, entity, file } = useSearch({ from: '/shell/import' })
  const navigate = useNavigate()
  const state = useImport(entity, file)
  const uploaded = state.upload?.id
  // By its address a reload finds the file again, and what was said about it.
  useEffect(() => {
    if (uploaded && uploaded !== file && !job)
      void navigate({ to: '/import', search: { entity, file: uploaded }, replace: true })
  }, [uploaded, file, job])
  useAskBeforeLeaving(!uploaded && state.isBusy)
  const body = useRef<HTMLDivElement>(null)
  const step = job ? 'run' : state.step
  const isFirst = useRef(true)
  // A new step begins at its top, for the eye and for who listens.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else body.current?.focus()
    body.current?.scrollTo(0, 0)
  }, [step])
  const start = async () => {
    const id = await state.start()
    if (!id) return
    void navigate({ to: '/import', search: { job: id } })
    state.startOver()
  }
  const startOver = () => {
    state.startOver()
    void navigate({ to: '/import', search: {} })
  }
  return (
    <Page
      title={common('nav.import')}
      sub={t('sub')}
      bar={<Steps state={state} step={step} isRunning={!!job} />}
    >
      <div
        ref={body}
        tabIndex={-1}
        role="region"
        aria-label={t(stepWords[step])}
        className="min-h-0 flex-1 overflow-auto px-4 py-4 outline-none"
      >
        <div className="mx-auto max-w-4xl">
          {job ? (
            <RunView key={job} job={job} model={state.model} startOver={startOver} />
          ) : (
            <>
              {!!state.problem && (
                <div className="-mx-4 -mt-4 mb-4">
                  <Problem error={state.problem} />
                </div>
              )}
              {step === 'file' && <FileStep state={state} />}
              {step === 'columns' && <ColumnsStep state={state} />}
              {step === 'check' && <CheckStep state={state} />}
            </>
          )}
          {(job || step === 'file') && <Earlier model={state.model} except={job} />}
        </div>
      </div>
      {!job && step !== 'file' && <Foot state={state} start={() => void start()} />}
    </Page>
  )
}

const stepWords = {
  file: 'step.file',
  columns: 'step.columns',
  check: 'step.check',
  run: 'step.run',
} as const
const steps = Object.keys(stepWords) as (Step | 'run')[]

function Steps({
  state,
  step,
  isRunning,
}: {
  state: Import
  step: Step | 'run'
  isRunning: boolean
}) {
  const at = steps.indexOf(step)
  return (
    <ol className="flex shrink-0 flex-wrap gap-x-1 border-b border-line px-3 py-1.5">
      {steps.map((one, index) => {
        const mayGo = !isRunning && index < at && one !== 'run'
        const look = classes(
          'flex h-7 items-center gap-1.5 rounded-md px-2 font-medium max-md:h-10',
          index === at ? 'bg-hover text-ink' : 'text-ink-3',
        )
        const text = (
          <>
            <span className="num" aria-hidden>
              {index + 1}
            </span>
            {t(stepWords[one])}
          </>
        )
        return (
          <li key={one} aria-current={index === at ? 'step' : undefined}>
            {mayGo ? (
              <button
                type="button"
                className={classes(look, 'hover:bg-hover hover:text-ink')}
                onClick={() => state.goTo(one as Step)}
              >
                {text}
              </button>
            ) : (
              <span className={look}>{text}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

const footLook = 'flex shrink-0 items-center justify-end gap-1.5 border-t border-line px-4 py-2.5'

function Foot({ state, start }: { state: Import; start: () => void }) {
  const { step, isBusy, preview, isLooking } = state
  const isCheck = step === 'check'
  const isMended = isCheck && state.hasTyped
  const next = () => (isMended ? void state.checkTyped() : isCheck ? start() : state.check())
  const label = t(isMended ? 'check_again' : isCheck ? 'start' : 'to_check')
  const { data: job } = useQuery(jobQuery(isCheck ? state.checkJob : undefined))
  const ready = (job?.result?.created ?? 0) + (job?.result?.updated ?? 0)
  const isChecked = job?.state === 'done' && (isMended || ready > 0)
  const mayGoOn = !isBusy && (isCheck ? isChecked : !!preview && !isLooking)
  // A check may wait for what is still being looked at; nothing is imported but what one has seen.
  const goOn = useOnceAble(mayGoOn, (!isCheck || isMended) && !state.problem, next)
  // Of a file that cannot be read there is nothing to check.
  const isRefused = step === 'columns' && !!state.problem && !preview
  useKeys(isRefused ? [] : [{ keys: 'mod+enter', label, whileTyping: true, run: goOn }])
  if (isRefused)
    return (
      <div data-foot-bar className={footLook}>
        <Button kind="primary" onClick={state.startOver}>
          {t('other_file')}
        </Button>
      </div>
    )
  return (
    <div data-foot-bar className={footLook}>
      <Button onClick={() => state.goTo(isCheck ? 'columns' : 'file')}>
        {common('dialog.back')}
      </Button>
      <Button kind="primary" shortcut="mod+enter" disabled={!mayGoOn} onClick={next}>
        {label}
      </Button>
    </div>
  )
}

/** Does it now if it can be done, else, where that may wait, as soon as it can. */
function useOnceAble(isAble: boolean, mayWait: boolean, act: () => void) {
  const [isWanted, setIsWanted] = useState(false)
  const isDue = isWanted && isAble
  const isOver = isWanted && !mayWait
  useEffect(() => {
    if (isDue || isOver) setIsWanted(false)
    if (isDue) act()
  }, [isDue, isOver])
  return () => (isAble ? act() : setIsWanted(mayWait))
}

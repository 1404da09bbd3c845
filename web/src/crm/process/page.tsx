import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { meQuery, modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { t as common } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { later } from '@/kit/later'
import { useIsWide } from '@/kit/media'
import { Loading, Page, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { ProposalsPart, useBoxes } from './proposals'
import { WhoChanges } from './reading'
import { RulesPart } from './rules_part'
import { newRule, useRules } from './use_rules'
import { partNames, partSubs } from './names'
import { t } from './words'

const QuestionsPart = later(() => import('./questions_part').then((m) => m.QuestionsPart))
const PlaybooksPart = later(() => import('./playbooks_part').then((m) => m.PlaybooksPart))

const parts = ['rules', 'questions', 'playbooks', 'proposals'] as const
type Part = (typeof parts)[number]
const isPart = (text: string | undefined): text is Part =>
  (parts as readonly (string | undefined)[]).includes(text)

/** Who administers the company writes its model. */
const modelWriter = 'admin'

export default function ProcessPage() {
  const { data: model, error, refetch } = useQuery(modelQuery())
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!model)
    return (
      <Page title={common('nav.process')}>
        <Loading />
      </Page>
    )
  return <Process model={model} />
}

function Process({ model }: { model: Model }) {
  const search = useSearch({ from: '/shell/process' })
  const navigate = useNavigate()
  const me = useQuery(meQuery).data
  const isWide = useIsWide()
  const rules = useRules()
  const part: Part = isPart(search.part) ? search.part : 'rules'
  const mayRule = entityByKey(model, 'guideline')?.may
  const mayModel = me?.role.key === modelWriter
  const mayChangePart: Record<Part, boolean> = {
    rules: mayRule?.change ?? false,
    proposals: mayRule?.change ?? false,
    questions: mayModel,
    playbooks: mayModel && !!entityByKey(model, 'playbook')?.may.change,
  }
  const go = (next: { part?: Part; rule?: string }) =>
    void navigate({
      to: '/process',
      search: { part: next.part === 'rules' ? undefined : next.part, rule: next.rule },
    })
  // A refusal knows it by its key only.
  const chosen = rules.list.find(({ key }) => key === search.rule)?.id ?? search.rule
  const openRule = (rule: string | undefined) => go({ rule })
  const beginNew = () =>
    rules.begin(entityByKey(model, 'lead') ? 'lead' : (model.entities[0]?.key ?? ''))
  const begin = () => {
    beginNew()
    openRule(newRule)
  }
  // The address alone leads to it, too.
  const isNewAsked = search.rule === newRule && !!mayRule?.create
  useEffect(() => {
    if (isNewAsked) beginNew()
  }, [isNewAsked])
  useKeys([
    ...parts.map((one, index) => ({
      keys: String(index + 1),
      label: t(partNames[one]),
      run: () => go({ part: one }),
    })),
    ...(mayRule?.create && part !== 'questions'
      ? [{ keys: 'n', label: t('rules.new'), run: begin }]
      : []),
  ])
  const showsRuleOnly = part === 'rules' && !isWide && search.rule !== undefined
  return (
    <Page
      title={common('nav.process')}
      back={
        showsRuleOnly && (
          <IconButton label={common('dialog.back')} onClick={() => openRule(undefined)}>
            <ArrowLeft size={18} />
          </IconButton>
        )
      }
      sub={t(partSubs[part])}
      actions={
        mayRule?.create &&
        part === 'rules' &&
        !showsRuleOnly && (
          <Button
            kind={rules.hasChanges(chosen ?? '') ? 'plain' : 'primary'}
            shortcut="n"
            onClick={begin}
          >
            {t('rules.new')}
          </Button>
        )
      }
      bar={
        <>
          {!showsRuleOnly && <Parts part={part} go={go} />}
          {me && !mayChangePart[part] && <WhoChanges mayPropose={part === 'rules'} />}
        </>
      }
    >
      {part === 'rules' && (
        <RulesPart
          rules={rules}
          model={model}
          mayChange={mayRule?.change ?? false}
          chosen={chosen}
          show={openRule}
        />
      )}
      {part !== 'rules' && (
        <div className="min-h-0 flex-1 overflow-auto">
          <Suspense fallback={<Loading />}>
            {part === 'questions' && (
              <QuestionsPart model={model} mayChange={mayModel} openRule={openRule} />
            )}
            {part === 'playbooks' && (
              <PlaybooksPart model={model} mayChangeModel={mayModel} openRule={openRule} />
            )}
          </Suspense>
          {part === 'proposals' && <ProposalsPart model={model} open={openRule} />}
        </div>
      )}
    </Page>
  )
}

/** A narrow screen may not hold them all. */
const intoSight = (button: HTMLElement | null) => button?.scrollIntoView?.({ inline: 'nearest' })

function Parts({ part, go }: { part: Part; go: (next: { part: Part }) => void }) {
  const { boxes } = useBoxes()
  const waiting = boxes.reduce((sum, box) => sum + box.waiting.length, 0)
  return (
    <div
      role="group"
      aria-label={t('parts.label')}
      className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-3 py-1.5 max-md:gap-0 max-md:px-1.5"
    >
      {parts.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === part}
          ref={one === part ? intoSight : undefined}
          onClick={() => go({ part: one })}
          className={classes(
            'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium',
            'max-md:h-10 max-md:px-2',
            one === part ? 'bg-selected text-accent-ink' : 'text-ink-2 hover:bg-hover',
          )}
        >
          {t(partNames[one])}
          {one === 'proposals' && waiting > 0 && (
            <span className="num font-normal text-ink-3">{waiting}</span>
          )}
        </button>
      ))}
    </div>
  )
}

// One rule: its sentence with pickers, what it would have raised, its words, its versions.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState, type ReactNode } from 'react'
import { openOfRuleQuery, type Rule, type RuleState } from '@/api/process'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { ReadOnlySentence } from '@/kit/sentence'
import { Segmented } from '@/kit/segmented'
import { linkTo } from '@/model/activity'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import type { Subject } from './condition_words'
import { DryRun } from './dry_run'
import { useMadeSentences, withWords } from './made_sentence'
import { ProposalsOf } from './proposals'
import { Propose } from './reading'
import { areNumbersGood, draftOf, isBlank, missingIn, sentenceOf, textIn, type Draft } from './rule'
import { RuleSentence } from './rule_sentence'
import { RuleWords } from './rule_words'
import { trialOf, useCheck } from './use_check'
import { newRule, type Rules } from './use_rules'
import { useSubject } from './use_subject'
import { Versions } from './versions'
import { stateMeanings, stateNames } from './names'
import { t, tn } from './words'

interface RuleEditorProps {
  id: string
  rules: Rules
  model: Model
  mayChange: boolean
  /** After a rule was made, or one that was not made is let go. */
  show: (id: string | undefined) => void
}

export function RuleEditor(props: RuleEditorProps) {
  const { id, rules, model } = props
  const writing = rules.writingOf(id)
  const of = useSubject(writing?.draft.entity ?? '', model)
  if (!writing || !of) return null
  return <Editor {...props} draft={writing.draft} rule={writing.base} of={of} />
}

function Editor(props: RuleEditorProps & { draft: Draft; rule: Rule | null; of: Subject }) {
  const { id, rules, model, mayChange, show, draft, rule, of } = props
  const isNew = id === newRule
  const isChanged = rules.hasChanges(id)
  const check = useCheck(draft, isChanged)
  const [hasTried, setHasTried] = useState(false)
  const whyId = useId()
  const made = useMadeSentences(draft, of)
  const change = (next: Draft) => rules.write(id, next)
  const refusal = isChanged ? rules.refusal : null
  const missing = isNew && hasTried ? missingIn(draft) : []
  const problems = {
    ...check.problems,
    ...refusal?.byField,
    ...Object.fromEntries(missing.map((key) => [key, t('rule.needed')])),
  }
  const areNumbersWrong = !areNumbersGood(draft)
  const mayBeSaved = isChanged && !areNumbersWrong
  const save = async () => {
    setHasTried(true)
    if (!mayBeSaved || (isNew && missingIn(draft).length > 0)) return
    const saved = await rules.save(id, withWords(draft, made))
    if (saved && isNew) show(saved)
  }
  const discard = () => {
    rules.discard(id)
    if (isNew) show(undefined)
  }
  useKeys(
    isChanged && mayChange
      ? [{ keys: 'mod+enter', label: t('rule.save'), whileTyping: true, run: () => void save() }]
      : [],
  )
  const words = isBlank(draft)
    ? t('rules.blank')
    : sentenceOf(draft.sentence, draft.within) || sentenceOf(made.sentence, draft.within)
  return (
    <article aria-label={isNew ? t('rules.new') : words} className="flex min-h-full flex-col">
      <div className="flex-1 space-y-4 px-4 py-4 max-md:px-3">
        <header className="space-y-1.5">
          {rule && <StateBar rule={rule} rules={rules} model={model} mayChange={mayChange} />}
          <h2 className="text-lg font-semibold text-balance">{words}</h2>
          {textIn(draft.goal) && (
            <p className="text-ink-3">{t('rule.goal', { goal: textIn(draft.goal) })}</p>
          )}
        </header>
        <ReadOnlySentence value={!mayChange}>
          <RuleSentence
            draft={draft}
            of={of}
            problems={problems}
            change={mayChange ? change : undefined}
            entities={isNew ? watchedOf(model) : undefined}
          />
        </ReadOnlySentence>
        {mayChange && (
          <DryRun
            key={id}
            trial={check.trial}
            kept={rule && JSON.stringify(trialOf(draftOf(rule)))}
            isChanged={isChanged}
            isOn={rule?.state === 'on'}
            model={model}
          />
        )}
        {rule && <ProposalsOf rule={rule} />}
        {mayChange && (
          <Fold title={t('words.title')} isOpen={isNew} key={`words ${id}`}>
            <RuleWords
              draft={draft}
              change={change}
              problems={isNew && !hasTried ? {} : problems}
              made={made}
            />
          </Fold>
        )}
        {rule && (
          <Fold title={t('versions.title', { n: rule.version })} key={`versions ${id}`}>
            <Versions rule={rule} of={of} mayChange={mayChange} />
          </Fold>
        )}
      </div>
      {isChanged && mayChange && (
        <footer
          data-foot-bar
          className="sticky bottom-0 border-t border-line bg-sheet px-4 py-2.5 max-md:px-3"
        >
          {refusal && <RefusalLine id={id} rules={rules} />}
          <div className="flex items-center gap-1.5">
            <span
              id={whyId}
              className={classes(
                'min-w-0 flex-1',
                areNumbersWrong ? 'text-bad' : 'truncate text-ink-3',
              )}
            >
              {t(
                areNumbersWrong
                  ? 'rule.unsaved_number'
                  : isNew
                    ? 'rule.unsaved_new'
                    : 'rule.unsaved',
              )}
            </span>
            <Button onClick={discard}>{t('rule.discard')}</Button>
            <Button
              kind="primary"
              shortcut="mod+enter"
              disabled={!mayBeSaved}
              aria-describedby={whyId}
              onClick={() => void save()}
            >
              {t(isNew ? 'rule.save_new' : 'rule.save')}
            </Button>
          </div>
        </footer>
      )}
    </article>
  )
}

/** Records with an owner: whose promise it would be. */
export const watchedOf = (model: Model) =>
  model.entities.filter(
    (entity) =>
      entity.menu &&
      fieldOf(entity, 'owner') &&
      (entity.own || entity.key === 'activity' || !!worksOn(model, entity)),
  )
/** People work on it: what they do is written down about it. A web form or a saved view is only set up. */
const worksOn = (model: Model, entity: Entity) => {
  const activity = entityByKey(model, 'activity')
  return activity && linkTo(activity, entity.key)
}

export const ruleStates = ['off', 'shadow', 'on'] as const satisfies RuleState[]

function StateBar({
  rule,
  rules,
  model,
  mayChange,
}: {
  rule: Rule
  rules: Rules
  model: Model
  mayChange: boolean
}) {
  const [isOpen, setIsOpen] = useState(false)
  const open = useQuery(openOfRuleQuery(rule.id)).data
  const now = rules.list.find(({ id }) => id === rule.id) ?? rule
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Segmented
          label={t('rule.state')}
          value={now.state}
          options={ruleStates.map((value) => ({ value, label: t(stateNames[value]) }))}
          choose={(state) => void rules.switchTo(now, state)}
          disabled={!mayChange}
        />
        <span className="text-ink-3">{t(stateMeanings[now.state])}</span>
        {!mayChange && <Propose rule={now} />}
        {open && open.count > 0 && (
          <Button
            kind="ghost"
            className="ml-auto"
            data-open-now={open.count}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {tn('rule.open', open.count)}
          </Button>
        )}
      </div>
      {isOpen && open && (
        <ul aria-label={tn('rule.open', open.count)} className="rounded-md border border-line">
          {open.rows.map((row) => {
            const plural = entityByKey(model, row.record.entity)?.plural
            return (
              <li
                key={row.id}
                className="flex items-baseline gap-3 border-b border-line px-3 py-1.5 last:border-0"
              >
                <span className="min-w-0 flex-1 truncate">
                  <Link
                    to="/e/$plural/$id"
                    params={{ plural: plural ?? '', id: row.record.id }}
                    className="link inline-block py-0.5"
                  >
                    {row.record.title || row.title}
                  </Link>
                </span>
                <span className="truncate text-ink-2">{row.owner?.name}</span>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

/** Why it was not saved, and whose word is to stand when someone else was faster. */
function RefusalLine({ id, rules }: { id: string; rules: Rules }) {
  const { theirs, message } = rules.refusal!
  return (
    <div role="alert" className="mb-2 rounded-md bg-bad-soft px-3 py-2 text-bad">
      <p>{theirs ? t('rule.conflict') : message}</p>
      {theirs && (
        <div className="mt-2 flex flex-wrap gap-1.5">
          <Button onClick={() => rules.keepMine(id, theirs)}>{t('rule.conflict_mine')}</Button>
          <Button onClick={() => rules.discard(id)}>{t('rule.conflict_theirs')}</Button>
        </div>
      )}
    </div>
  )
}

interface FoldProps {
  title: string
  isOpen?: boolean
  children: ReactNode
}

/** What one looks at now and then. */
export function Fold({ title, isOpen: first = false, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(first)
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line pt-2">
      <h3 className="font-medium" id={id}>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className={classes(
            '-mx-1.5 inline-flex h-7 items-center gap-1 rounded-md px-1.5 hover:bg-hover max-md:h-10',
            'text-ink-2',
          )}
        >
          <span aria-hidden className={classes('inline-block', isOpen && 'rotate-90')}>
            ›
          </span>
          {title}
        </button>
      </h3>
      {isOpen && <div className="pt-1.5 pb-2">{children}</div>}
    </section>
  )
}

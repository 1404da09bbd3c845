// The rules: on the left what each says, its state and how many it has open; on the right the one that is read.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { openOfRuleQuery, type Rule } from '@/api/process'
import { exceptionsQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { language } from '@/base/words'
import { groupBy } from '@/base/group'
import { useKeys } from '@/kit/keys'
import { Pill } from '@/kit/marks'
import { useIsWide } from '@/kit/media'
import { Loading, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { fetchDialogs } from './condition_edit'
import { isBlank, sentenceOf } from './rule'
import { madeSentence } from './made_sentence'
import { RuleEditor } from './rule_editor'
import { newRule, type Rules } from './use_rules'
import { useSubject } from './use_subject'
import { stateNames } from './names'
import { t, tn } from './words'

interface RulesPartProps {
  rules: Rules
  model: Model
  mayChange: boolean
  chosen: string | undefined
  show: (id: string | undefined) => void
}

const states = ['on', 'shadow', 'off']

/** By what they are about, what has most rules first; those that are on before the others. */
export function groupsOf(rules: Rule[]): [string, Rule[]][] {
  return [...groupBy(rules, ({ entity }) => entity)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([key, all]) => [
      key,
      all.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state)),
    ])
}

export function RulesPart({ rules, model, mayChange, chosen, show }: RulesPartProps) {
  const isWide = useIsWide()
  useEffect(fetchDialogs, [])
  const groups = groupsOf(rules.list)
  const inOrder = groups.flatMap(([, all]) => all)
  const isWritingNew = rules.writingOf(newRule) !== undefined
  const ids = [...(isWritingNew ? [newRule] : []), ...inOrder.map(({ id }) => id)]
  const known = chosen !== undefined && ids.includes(chosen) ? chosen : undefined
  const selected = known ?? (isWide ? ids[0] : undefined)
  const step = (by: number) => {
    const next = ids[Math.max(0, ids.indexOf(selected ?? '') + by)]
    if (next && (isWide || known)) {
      show(next)
      document.querySelector(`[data-rule="${next}"]`)?.scrollIntoView({ block: 'nearest' })
    }
  }
  useKeys([
    { keys: 'j', label: t('rules.next'), isStep: true, run: () => step(1) },
    { keys: 'k', label: t('rules.previous'), isStep: true, run: () => step(-1) },
  ])
  if (rules.error) return <Problem error={rules.error} retry={rules.retry} />
  if (rules.isLoading) return <Loading />
  const editor = selected && (
    <RuleEditor
      key={selected}
      id={selected}
      rules={rules}
      model={model}
      mayChange={mayChange}
      show={show}
    />
  )
  if (!isWide && known) return <div className="min-h-0 flex-1 overflow-auto">{editor}</div>
  return (
    <div className="flex min-h-0 flex-1">
      <nav
        aria-label={t('parts.rules')}
        className={classes('min-w-0 overflow-auto', isWide ? 'w-[38%] max-w-[480px]' : 'flex-1')}
      >
        {isWritingNew && (
          <NewRow
            rules={rules}
            model={model}
            isSelected={selected === newRule}
            press={() => show(newRule)}
          />
        )}
        {groups.map(([key, all]) => (
          <section key={key} aria-label={entityByKey(model, key)?.label_plural ?? key}>
            <h2 className="sticky top-0 z-[1] flex h-7 items-center gap-2 border-b border-line bg-frame px-4 text-xs font-semibold text-ink-2">
              {entityByKey(model, key)?.label_plural ?? key}
              <span className="num font-normal text-ink-3">{all.length}</span>
            </h2>
            <ul>
              {all.map((rule) => (
                <Row
                  key={rule.id}
                  rule={rule}
                  isSelected={selected === rule.id}
                  isChanged={rules.hasChanges(rule.id)}
                  press={() => show(rule.id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </nav>
      {isWide && <div className="min-w-0 flex-1 overflow-auto border-l border-line">{editor}</div>}
    </div>
  )
}

const rowLook = (isSelected: boolean) =>
  classes(
    'block w-full border-b border-line px-4 py-2 text-left max-md:py-3',
    isSelected ? 'bg-selected' : 'hover:bg-hover',
  )

const tones = { on: 'good', shadow: 'warn', off: 'neutral' } as const

interface RowProps {
  rule: Rule
  isSelected: boolean
  isChanged: boolean
  press: () => void
}

/** Of what the badge has loaded anyway, where that is all; else asked for. */
function useOpenOf(rule: string): number | undefined {
  const all = useInfiniteQuery(exceptionsQuery('open'))
  const asked = useQuery({ ...openOfRuleQuery(rule), enabled: all.hasNextPage })
  if (all.hasNextPage) return asked.data?.count
  const ofRule = all.data?.pages
    .flatMap(({ data, bundles = [] }) => [
      ...data.map(({ guideline }) => ({ guideline, count: 1 })),
      ...bundles.map(({ first, count }) => ({ guideline: first.guideline, count })),
    ])
    .filter(({ guideline }) => guideline.id === rule)
  return ofRule?.reduce((sum, { count }) => sum + count, 0)
}

function Row({ rule, isSelected, isChanged, press }: RowProps) {
  const open = useOpenOf(rule.id)
  return (
    <li>
      <button
        type="button"
        data-rule={rule.id}
        data-row
        aria-current={isSelected || undefined}
        onClick={press}
        className={rowLook(isSelected)}
      >
        <span className="block">{sentenceOf(rule.sentence, rule.within)}</span>
        <span className="mt-1 flex items-center gap-2 text-xs text-ink-3">
          <Pill tone={tones[rule.state]}>{t(stateNames[rule.state])}</Pill>
          {isChanged && <span className="text-warn">{t('rules.changed')}</span>}
          <span className="num ml-auto">
            {open ? tn('rule.open', open) : open === 0 ? t('rule.open_none') : ''}
          </span>
        </span>
      </button>
    </li>
  )
}

function NewRow({
  rules,
  model,
  isSelected,
  press,
}: {
  rules: Rules
  model: Model
  isSelected: boolean
  press: () => void
}) {
  const draft = rules.writingOf(newRule)!.draft
  const of = useSubject(draft.entity, model)
  return (
    <button
      type="button"
      data-rule={newRule}
      data-row
      aria-current={isSelected || undefined}
      onClick={press}
      className={rowLook(isSelected)}
    >
      <span className="block">
        {isBlank(draft)
          ? t('rules.blank')
          : sentenceOf(draft.sentence, draft.within) ||
            (of && sentenceOf({ [language()]: madeSentence(draft, of) }, draft.within))}
      </span>
      <span className="mt-1 block text-xs text-warn">{t('rules.new')}</span>
    </button>
  )
}

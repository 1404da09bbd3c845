import { undoJournal } from '@/api/calls'
import { language } from '@/base/words'
import { sentenceOf } from '@/kit/rule_text'
import { sayDone, sayError } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { changeRule, refreshStart, type Rule } from './calls'
import { t } from './words'

const states = [
  ['on', 'state.on'],
  ['shadow', 'state.shadow'],
  ['off', 'state.off'],
] as const

export function RulesStep({ rules, model }: { rules: Rule[]; model: Model }) {
  const groups = [...new Set(rules.map(({ entity }) => entity))].sort()
  const set = async (rule: Rule, state: Rule['state']) => {
    try {
      const { journal } = await changeRule(rule, state)
      const word = states.find(([key]) => key === state)![1]
      sayDone(
        t('rule_saved', { state: t(word) }),
        journal ? () => undoJournal(journal).then(refreshStart) : undefined,
      )
      await refreshStart()
    } catch (error) {
      sayError(error)
      await refreshStart()
    }
  }
  return (
    <>
      {groups.map((group) => (
        <section key={group} className="mb-4" aria-label={entityByKey(model, group)?.label_plural}>
          <h3 className="eyebrow mb-1">{entityByKey(model, group)?.label_plural ?? group}</h3>
          <ul className="border-t border-line">
            {rules
              .filter(({ entity }) => entity === group)
              .map((rule) => (
                <li
                  key={rule.id}
                  className="flex items-start gap-3 border-b border-line py-2 max-md:flex-col"
                >
                  <p className="min-w-0 flex-1">
                    {sentenceOf(rule)}
                    {rule.goal && (
                      <span className="block text-ink-3">
                        {rule.goal[language()] ?? rule.goal['en']}
                      </span>
                    )}
                  </p>
                  <select
                    aria-label={t('rule_state', { rule: sentenceOf(rule) })}
                    className="control w-auto!"
                    value={rule.state}
                    onChange={(event) => void set(rule, event.target.value as Rule['state'])}
                  >
                    {states.map(([key, word]) => (
                      <option key={key} value={key}>
                        {t(word)}
                      </option>
                    ))}
                  </select>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

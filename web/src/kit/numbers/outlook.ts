// What a month comes to against its plan: won, promised, hoped for, in one currency, and what to say about it.
import type { ForecastLine } from '@/api/numbers'
import { showMoneyShort } from '@/base/money'
import { t } from './words'

export interface Outlook {
  won: number
  commit: number
  best: number
  /** Null: nobody has set one. */
  plan: number | null
}

const nothing = { won: 0, commit: 0, best: 0, plan: null }

export function outlookOf(total: { lines: ForecastLine[] } | undefined, currency: string): Outlook {
  const line = total?.lines.find((one) => one.currency === currency)
  if (!line) return nothing
  return {
    won: Number(line.won),
    commit: Number(line.commit),
    best: Number(line.best),
    plan: line.plan == null ? null : Number(line.plan),
  }
}

export type Tone = 'good' | 'warn' | 'plain'
export interface Verdict {
  words: string
  tone: Tone
}

/** Nearer than this share of the plan is on plan. */
const tolerance = 0.02

/** What is sure and promised against the plan: "€34K short". */
export function standing({ won, commit, plan }: Outlook, currency: string): Verdict {
  if (plan === null) return { words: t('counter.no_plan'), tone: 'plain' }
  const gap = plan - won - commit
  if (Math.abs(gap) <= plan * tolerance) return { words: t('outlook.on_plan'), tone: 'good' }
  const sum = showMoneyShort({ amount: String(Math.abs(gap)), currency })
  return gap > 0
    ? { words: t('outlook.short', { sum }), tone: 'warn' }
    : { words: t('outlook.over', { sum }), tone: 'good' }
}

/** The same as a sentence, best case included: which part has to land for the plan to be reached. */
export function verdict({ won, commit, best, plan }: Outlook, currency: string): Verdict {
  if (plan === null) return { words: t('verdict.no_plan'), tone: 'plain' }
  const money = (n: number) => showMoneyShort({ amount: String(n), currency })
  if (won >= plan) return { words: t('verdict.reached', { sum: money(won - plan) }), tone: 'good' }
  if (won + commit >= plan)
    return { words: t('verdict.commit', { sum: money(won + commit - plan) }), tone: 'good' }
  const all = won + commit + best
  return all >= plan
    ? { words: t('verdict.best', { sum: money(all - plan) }), tone: 'good' }
    : { words: t('verdict.short', { sum: money(plan - all) }), tone: 'warn' }
}

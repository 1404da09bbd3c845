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

/** What won and promised together lack of the plan; null without a plan. The one figure wherever both are compared. */
const gapOf = ({ won, commit, plan }: Outlook) => (plan === null ? null : plan - won - commit)
const isOnPlan = (gap: number, plan: number) => Math.abs(gap) <= plan * tolerance

/** What is sure and promised against the plan: "€34K short". */
export function standing(outlook: Outlook, currency: string): Verdict {
  const gap = gapOf(outlook)
  if (gap === null) return { words: t('counter.no_plan'), tone: 'plain' }
  if (isOnPlan(gap, outlook.plan!)) return { words: t('outlook.on_plan'), tone: 'good' }
  const sum = showMoneyShort({ amount: String(Math.abs(gap)), currency })
  return gap > 0
    ? { words: t('outlook.short', { sum }), tone: 'warn' }
    : { words: t('outlook.over', { sum }), tone: 'good' }
}

/** The same as a sentence: what has to land for it, and whether the best case makes up for what is missing. */
export function verdict(outlook: Outlook, currency: string): Verdict {
  const { won, best, plan } = outlook
  const gap = gapOf(outlook)
  if (gap === null || plan === null) return { words: t('verdict.no_plan'), tone: 'plain' }
  if (isOnPlan(gap, plan)) return { words: t('verdict.on_plan'), tone: 'good' }
  const sum = showMoneyShort({ amount: String(Math.abs(gap)), currency })
  if (gap < 0)
    return { words: t(won >= plan ? 'verdict.reached' : 'verdict.commit', { sum }), tone: 'good' }
  return { words: t(best >= gap ? 'verdict.best' : 'verdict.short', { sum }), tone: 'warn' }
}

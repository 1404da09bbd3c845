// Several numbers at once, each with the metric it answers.
import { useQueries } from '@tanstack/react-query'
import { numberQuery, type NumberAnswer, type NumberAsk } from '@/api/numbers'
import type { Metric } from '@/model/types'

export interface Figures {
  metric: Metric
  answer: NumberAnswer
}

/** Undefined until all have answered; `error`: the first that could not. */
export function useFigures(metrics: Metric[], ask: NumberAsk, enabled = true) {
  return useQueries({
    queries: metrics.map((metric) => ({ ...numberQuery(metric, ask), enabled })),
    combine: (answers) => ({
      error: answers.find(({ error }) => error)?.error ?? null,
      figures: answers.every(({ data }) => data)
        ? answers.map(({ data }, index): Figures => ({ metric: metrics[index]!, answer: data! }))
        : undefined,
    }),
  })
}

/** What somebody may be asked to reach, in the order of the model. */
export const plannable = (metrics: Metric[] | undefined): Metric[] =>
  (metrics ?? []).filter(({ plan, incidental }) => plan && !incidental)

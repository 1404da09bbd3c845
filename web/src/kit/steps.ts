// Sales steps are completed on cards and on records alike.
import { actOn, undoJournal } from '@/api/calls'
import { queryClient, refreshEntry } from '@/api/queries'
import { t } from '@/base/words'
import type { Entry } from '@/model/types'
import { sayDone, sayError } from './undo'

/** One step forward; the server dates the next one. */
export async function completeStep(
  plural: string,
  opportunity: string,
  step: Entry,
  skipped = false,
) {
  await showDone(opportunity, step.id, skipped)
  try {
    const { journal } = await actOn(
      'opportunity_steps',
      step.id,
      'complete_step',
      skipped ? { skipped } : {},
    )
    const refresh = () => refreshSteps(plural, opportunity)
    refresh()
    sayDone(
      t(skipped ? 'steps.skipped' : 'steps.done', { step: String(step['name'] ?? '') }),
      journal ? () => undoJournal(journal).then(refresh) : undefined,
    )
  } catch (error) {
    refreshSteps(plural, opportunity)
    sayError(error)
  }
}

const stepsKey = ['entries', 'opportunity_steps', 'hanging']
type ByRecord = Record<string, Entry[]>

/** At once; the server's answer brings the rest. */
async function showDone(opportunity: string, id: string, skipped: boolean) {
  await queryClient.cancelQueries({ queryKey: stepsKey })
  queryClient.setQueriesData<ByRecord>({ queryKey: stepsKey }, (all) => {
    const state = skipped ? 'skipped' : 'done'
    const steps = all?.[opportunity]
    if (!steps) return all
    return {
      ...all,
      [opportunity]: steps.map((step) => (step.id === id ? { ...step, state } : step)),
    }
  })
}

function refreshSteps(plural: string, opportunity: string) {
  refreshEntry(plural, opportunity)
  void queryClient.invalidateQueries({ queryKey: ['entries', 'opportunity_steps'] })
}

// Sales steps are completed on cards and on records alike.
import { modelQuery, queryClient, refreshEntry } from '@/api/queries'
import { t } from '@/base/words'
import { entityByKey, titleOf } from '@/model/catalogue'
import type { Entry } from '@/model/types'
import { actWhole } from './acts/act_whole'
import { sayDone, sayError } from './undo'

/** What the step lacks is asked for; undefined: the reader did not answer, and it is still to do. */
export async function doStep(step: Entry, skipped = false, putBack?: () => void) {
  const entity = entityByKey(await queryClient.ensureQueryData(modelQuery()), 'opportunity_step')
  const act = entity?.acts.find(({ key }) => key === 'complete_step')
  if (!entity || !act) return undefined
  const about = { entity: 'opportunity', ids: [String(step['opportunity'])] }
  const record = { id: step.id, title: titleOf(entity, step), about, putBack }
  return actWhole(entity, record, act, skipped ? { skipped } : {})
}

/** One step forward; the server dates the next one. */
export async function completeStep(
  plural: string,
  opportunity: string,
  step: Entry,
  skipped = false,
  /** Names the opportunity, where it is not the page's own. */
  about?: string,
) {
  const putBack = await showDone(opportunity, step.id, skipped)
  const refresh = () => refreshSteps(plural, opportunity)
  try {
    const done = await doStep({ ...step, opportunity }, skipped, putBack)
    refresh()
    if (!done) return
    const { takeBack } = done
    sayDone(
      t(skipped ? 'steps.skipped' : 'steps.done', { step: String(step['name'] ?? '') }),
      takeBack && (() => takeBack().then(refresh)),
      about,
    )
  } catch (error) {
    refresh()
    sayError(error)
  }
}

const stepsKey = ['entries', 'opportunity_steps', 'hanging']
type ByRecord = Record<string, Entry[]>

/** At once; the server's answer brings the rest. Answers what shows it as it was. */
async function showDone(opportunity: string, id: string, skipped: boolean) {
  await queryClient.cancelQueries({ queryKey: stepsKey })
  const before = queryClient.getQueriesData<ByRecord>({ queryKey: stepsKey })
  queryClient.setQueriesData<ByRecord>({ queryKey: stepsKey }, (all) => {
    const state = skipped ? 'skipped' : 'done'
    const steps = all?.[opportunity]
    if (!steps) return all
    return {
      ...all,
      [opportunity]: steps.map((step) => (step.id === id ? { ...step, state } : step)),
    }
  })
  return () => before.forEach(([key, data]) => queryClient.setQueryData(key, data))
}

function refreshSteps(plural: string, opportunity: string) {
  void refreshEntry(plural, opportunity)
  void queryClient.invalidateQueries({ queryKey: ['entries', 'opportunity_steps'] })
}

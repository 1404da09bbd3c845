// Changes of the model: said, taken back, and everything drawn from it anew.
import { undoJournal } from '@/api/calls'
import { refreshModel } from '@/api/process'
import { sayDone, sayError, untilTold } from '@/kit/undo'

type Change = () => Promise<{ journal: string | null }>

/** One after the other, since each makes a new model; taken back together. */
export async function changeModel(done: string, changes: Change[]): Promise<boolean> {
  const journals: string[] = []
  try {
    for (const change of changes) {
      const { journal } = await change()
      if (journal) journals.unshift(journal)
    }
  } catch (error) {
    sayError(error)
    await refreshModel()
    return false
  }
  await untilTold(refreshModel())
  sayDone(done, async () => {
    for (const journal of journals) await undoJournal(journal)
    await refreshModel()
  })
  return true
}
